'use client';

import { useActionState } from 'react';
import { CopyButton } from '#components/copy-button';
import { CopyField } from '#components/copy-field';
import { SubmitButton } from '#components/submit-button';
import { Button } from '#components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '#components/ui/dialog';
import { FieldError } from '#components/ui/field';
import { type MadeLinksState, makeReauthorizeLinks } from './actions';

function LinkList({ links }: { links: NonNullable<MadeLinksState['links']> }) {
  const all = links.map(({ username, url }) => `${username}\t${url}`).join('\n');
  return (
    <>
      <ul aria-label="Reauthorize links" className="grid gap-3">
        {links.map(({ id, username, url }) => (
          <li key={id} className="grid min-w-0 gap-1">
            <span className="wrap-anywhere font-medium text-sm">{username}</span>
            <CopyField text={url} label={`link of ${username}`} />
          </li>
        ))}
      </ul>
      <DialogFooter>
        <CopyButton text={all} label="all links" showLabel variant="default" size="default" />
      </DialogFooter>
    </>
  );
}

function MakeLinks({ ids, count }: { ids: string; count: number }) {
  const [state, action] = useActionState(makeReauthorizeLinks, {});
  if (state.links) return <LinkList links={state.links} />;
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="ids" value={ids} />
      <FieldError error={state.error} />
      <DialogFooter>
        <SubmitButton pendingLabel="Creating links">
          {count === 1 ? 'Create 1 link' : `Create ${count} links`}
        </SubmitButton>
      </DialogFooter>
    </form>
  );
}

/** One reauthorize link for each connection selected, in a list to copy. */
export function BulkLinks({ ids, count }: { ids: string; count: number }) {
  return (
    <Dialog>
      <DialogTrigger render={<Button variant="outline" size="sm" />}>Create reauthorize links</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Reauthorize links</DialogTitle>
          <DialogDescription>
            One link for each connection, valid for 24 hours. Only the account that was connected before may use it;
            ids, metadata and tags stay.
          </DialogDescription>
        </DialogHeader>
        <MakeLinks ids={ids} count={count} />
      </DialogContent>
    </Dialog>
  );
}
