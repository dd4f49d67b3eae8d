'use client';

import { ExternalLink, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import type { Confirmation } from '#lib/operators/schema';
import { entryOf, firstChoice, optionsOf } from './choice';
import { MessageLog } from './message-log';
import { MintedTokens } from './minted-tokens';
import type { Opening } from './openings';
import { OptionsForm } from './options-form';
import { PickedItems } from './picked-items';
import { pickerTabs } from './snippets';
import { usePicker } from './use-picker';

interface PlaygroundProps {
  /** The connection's row. */
  id: string;
  openings: readonly Opening[];
  /** Address of picker.js on this server. */
  script: string;
  /** How the operator proves who they are, if they have not just done so. */
  confirm: Confirmation | undefined;
  facts: Parameters<typeof pickerTabs>[0];
}

type Picker = ReturnType<typeof usePicker>;

function Outcome({ picker: { problem, reauthorizeUrl } }: { picker: Picker }) {
  if (!problem) return null;
  return (
    <Alert variant="danger" role="alert">
      <AlertTitle>{problem}</AlertTitle>
      {reauthorizeUrl ? (
        <p>
          <a href={reauthorizeUrl} className="rounded-sm text-link underline underline-offset-4">
            The account signs in again here
          </a>
          ; a customer’s page shows that link in a dialog.
        </p>
      ) : null}
    </Alert>
  );
}

const silentMilliseconds = 15_000;

function Silence() {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), silentMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <Alert variant="warning" role="status">
      <AlertTitle>Nothing came from the picker for 15 seconds</AlertTitle>
      <p>
        If its frame is blank, SharePoint refused the token: it answers a token for another host with a policy of its
        own. If it shows an error, that is Microsoft’s.
      </p>
    </Alert>
  );
}

function OpenButton({ picker: { isOpen, isReady, stop } }: { picker: Picker }) {
  if (isOpen)
    return (
      <Button variant="outline" className="w-fit" onClick={stop}>
        <X aria-hidden="true" />
        Close the picker
      </Button>
    );
  return (
    <Button type="submit" className="w-fit" disabled={!isReady}>
      <ExternalLink aria-hidden="true" />
      Open the picker
    </Button>
  );
}

/** Opens Microsoft's picker with a connection's grant, and shows all that passes. */
export function Playground({ id, openings, script, confirm, facts }: PlaygroundProps) {
  const [choice, setChoice] = useState(firstChoice);
  const picker = usePicker(script, confirm);
  const frame = useRef<HTMLDivElement>(null);
  const entry = entryOf(choice, openings);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set('id', id);
    form.set('entry', JSON.stringify(entry));
    const container = frame.current;
    picker.open(form, { ...optionsOf(choice), ...(container && { container }) });
  }
  return (
    <>
      <TitledCard title="Open it">
        <form onSubmit={submit} aria-label="Picker" className="grid gap-4">
          <OptionsForm choice={choice} openings={openings} onChange={setChoice} />
          <ConfirmFields confirm={picker.confirm} />
          <Outcome picker={picker} />
          {picker.isOpen && picker.isWaiting ? <Silence /> : null}
          <OpenButton picker={picker} />
        </form>
        <div ref={frame} className="mt-4 h-[42.5rem] rounded-md border border-border empty:hidden" />
      </TitledCard>
      <TitledCard title="Picked">
        <PickedItems connection={id} items={picker.items} />
      </TitledCard>
      <TitledCard title="Tokens" description="Each is also in the activity and in the audit log.">
        <MintedTokens tokens={picker.tokens} />
      </TitledCard>
      <TitledCard title="Messages">
        <MessageLog lines={picker.lines} />
      </TitledCard>
      <TitledCard title="Code to copy" description="What is chosen above, for this connection.">
        <Snippet label="Picker" tabs={pickerTabs(facts, { entry, options: optionsOf(choice) })} />
      </TitledCard>
    </>
  );
}
