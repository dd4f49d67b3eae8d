'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { Field, FieldError } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { LIVES } from '../links/words';
import { makeReauthorizeLinks } from './actions';
import { linksCsv } from './links-csv';
import { MadeLinks } from './made-links';

// Longer than for a single link: many people take longer to respond than one.
const usualLife = 604_800;

interface Chosen {
  /** Ids of the selected connections. */
  ids?: string;
  /** The filters of the list, where all that they match are selected. */
  filters?: string;
  count: number;
}

function MakeLinks({ ids, filters, count }: Chosen) {
  const [state, action] = useActionState(makeReauthorizeLinks, {});
  if (state.links) {
    const links = state.links.map(({ username, endUserId, endUserEmail, url }) => ({
      name: username,
      detail: [endUserId, endUserEmail].filter(Boolean).join(' · '),
      url,
    }));
    const csv = { fileName: 'reauthorize-links.csv', text: linksCsv(state.links) };
    return <MadeLinks label="Reauthorize links" who="Account" links={links} csv={csv} />;
  }
  return (
    <form action={action} className="grid gap-4">
      {ids === undefined ? null : <input type="hidden" name="ids" value={ids} />}
      {filters === undefined ? null : <input type="hidden" name="filters" value={filters} />}
      <Field label="Valid for">
        <NativeSelect name="life" defaultValue={usualLife}>
          {LIVES.filter(({ seconds }) => seconds >= 86_400).map(({ seconds, label }) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
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
export function BulkLinks(chosen: Chosen) {
  return (
    <TitledDialog
      button={
        <Button variant="outline" size="sm">
          Create reauthorize links
        </Button>
      }
      title="Reauthorize links"
      description="One link for each connection. Only the account that was connected before may use it; ids, metadata and tags stay."
      className="max-w-2xl"
    >
      <MakeLinks {...chosen} />
    </TitledDialog>
  );
}
