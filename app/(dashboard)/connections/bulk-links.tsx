'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { TitledDialog } from '#components/titled-dialog';
import { Alert } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { Field, FieldError } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { LIVES } from '../links/words';
import { makeReauthorizeLinks } from './actions';
import { linksCsv } from './links-csv';
import { MadeLinks } from './made-links';
import { namesText } from './names-text';
import { useSelection } from './selection';

// Longer than for a single link: many people take longer to respond than one.
const usualLife = 604_800;

/** Names those whose admin has to act before a link helps. */
function AdminFirst({ count }: { count: number }) {
  const { rows, chosen } = useSelection();
  const names = rows.filter(({ id, isForAdmin }) => isForAdmin && chosen.has(id)).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Alert variant="warning">
      <p className="wrap-anywhere">
        {names.length} of {count.toLocaleString('en')} {names.length === 1 ? 'needs its' : 'need their'} admin first:{' '}
        {namesText(names)}. Until then the link helps nobody.
      </p>
    </Alert>
  );
}

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
      <AdminFirst count={count} />
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
      description="One link for each connection; one that is out already is handed out again. Only the account that was connected before may use it; ids, metadata and tags stay."
      className="max-w-3xl"
    >
      <MakeLinks {...chosen} />
    </TitledDialog>
  );
}
