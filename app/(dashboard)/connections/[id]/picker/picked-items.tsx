'use client';

import { useState, useTransition } from 'react';
import { CopyButton } from '#components/copy-button';
import { Alert } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import { ScrollX } from '#components/ui/scroll-x';
import { askServer } from '#components/unsent';
import type { PickedItem } from '../../../../../lib/embed/browser/picker.js';
import { type ItemState, readItem } from './actions';

function Answer({ state: { error, answer } }: { state: ItemState }) {
  if (error) return <Alert variant="danger">{error}</Alert>;
  if (!answer) return null;
  if ('item' in answer)
    return (
      <ScrollX label="Graph’s answer" className="rounded-md bg-muted px-3 py-2">
        <pre className="w-max font-mono text-xs leading-5">{JSON.stringify(answer.item, null, 2)}</pre>
      </ScrollX>
    );
  const facts = answer.status === null ? 'Graph could not be reached.' : `Graph answered ${answer.status}.`;
  return (
    <Alert variant="warning">
      {facts} {answer.code ? `It says ${answer.code}.` : ''} The picker reads with SharePoint’s permissions and this
      call with Graph’s: an item of a site needs Files.Read.All or Sites.Read.All.
    </Alert>
  );
}

function Item({ connection, item }: { connection: string; item: PickedItem }) {
  const [state, setState] = useState<ItemState>({});
  const [pending, startTransition] = useTransition();
  const { id, name, parentReference } = item;
  const path = `/v1.0/drives/${encodeURIComponent(parentReference?.driveId)}/items/${encodeURIComponent(id)}`;
  function call() {
    const form = new FormData();
    form.set('id', connection);
    form.set('driveId', parentReference?.driveId ?? '');
    form.set('itemId', id);
    startTransition(async () => setState(await askServer(() => readItem(form))));
  }
  return (
    <li className="grid min-w-0 gap-2">
      <span className="wrap-anywhere font-medium">{name || id}</span>
      <span className="flex min-w-0 items-center gap-1">
        <code className="wrap-anywhere min-w-0 font-mono text-[13px]">GET {path}</code>
        <CopyButton text={path} label={`call for ${name || id}`} />
      </span>
      <Button variant="outline" size="sm" className="w-fit" onClick={call} aria-busy={pending}>
        {pending ? 'Calling Graph' : 'Make this call'}
        <span className="sr-only">: {name || id}</span>
      </Button>
      <div aria-live="polite" className="grid min-w-0 empty:hidden">
        <Answer state={state} />
      </div>
    </li>
  );
}

interface PickedItemsProps {
  connection: string;
  /** Undefined until the picker is closed; null when nothing was picked. */
  items: readonly PickedItem[] | null | undefined;
}

/** What was picked, and the call with which a backend reads each of it. */
export function PickedItems({ connection, items }: PickedItemsProps) {
  if (!items || items.length === 0)
    return (
      <p role="status" className="text-muted-foreground">
        {items === undefined ? 'Nothing yet.' : 'The picker was closed, and nothing was picked.'}
      </p>
    );
  return (
    <ul aria-label="Picked items" className="grid gap-5">
      {items.map((item) => (
        <Item key={item.id} connection={connection} item={item} />
      ))}
    </ul>
  );
}
