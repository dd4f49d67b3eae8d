'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { Snippet } from '#components/snippet';
import { SubmitButton } from '#components/submit-button';
import { FieldError } from '#components/ui/field';
import { useCopy } from '#components/use-copy';
import { type FirstCallState, makeFirstCall } from './actions';

/** The call of an answer, for the clipboard; rejects where there is none. */
async function commandOf(answered: Promise<FirstCallState>): Promise<string> {
  const { command } = await answered;
  if (command === undefined) throw new Error('no call was made');
  return command;
}

/** Makes a key and copies the call that uses it: with this one press a terminal can fetch the token. */
export function FirstCall({ id }: { id: string }) {
  const [{ error, confirm, command }, setAnswer] = useState<FirstCallState>({});
  const { outcome, copy } = useCopy();
  async function make(form: FormData) {
    const answered = makeFirstCall(form);
    // Given at once, as the browser lets only a press write to the clipboard.
    void copy(commandOf(answered));
    setAnswer(await answered);
  }
  if (command)
    return (
      <div className="grid gap-2">
        <p role="status">
          {outcome === 'copied' ? 'Copied. ' : ''}Run it in a terminal. The key in it is not shown again. It reads the
          tokens of this integration and nothing else; the proxy needs a key that may use it.
        </p>
        <Snippet label="First call" tabs={[{ label: 'curl', code: command }]} />
      </div>
    );
  return (
    <form action={make} className="grid justify-items-start gap-3">
      <input type="hidden" name="id" value={id} />
      <ConfirmFields confirm={confirm} />
      <SubmitButton pendingLabel="Making a key">
        <KeyRound aria-hidden="true" />
        Make a key and copy the call
      </SubmitButton>
      <FieldError error={error} />
    </form>
  );
}
