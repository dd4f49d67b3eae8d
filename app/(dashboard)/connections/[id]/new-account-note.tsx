'use client';

import { useActionState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { RelativeTime } from '#components/relative-time';
import { SubmitButton } from '#components/submit-button';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import type { ConnectionDetail, NewAccount } from '#lib/connections/schema';
import { allowNewAccount } from '../actions';
import { actorWords } from '../words';
import { ReauthorizeButtons } from './reauthorize-buttons';

type Props = { connection: ConnectionDetail; newAccount: NewAccount; mayChange: boolean };

function Ids({ before, now }: { before: string; now: string }) {
  return (
    <dl className="grid gap-x-3 sm:grid-cols-[auto_minmax(0,1fr)]">
      <dt>Object id before</dt>
      <dd className="break-all font-mono text-xs leading-5">{before}</dd>
      <dt>Object id now</dt>
      <dd className="break-all font-mono text-xs leading-5">{now}</dd>
    </dl>
  );
}

function AllowForm({ connection: { id, username }, newAccount: { oid } }: Omit<Props, 'mayChange'>) {
  const [state, action] = useActionState(allowNewAccount, {});
  return (
    <form action={action} className="mt-2 grid justify-items-start gap-3">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="oid" value={oid} />
      <label className="flex items-start gap-2">
        <input type="checkbox" name="understood" value="yes" required className="mt-0.5 size-4 shrink-0" />
        <span>
          I asked, and {username} belongs to the same person as before. If the address was given to somebody else, that
          person’s files would be served in the place of the earlier one’s.
        </span>
      </label>
      <ConfirmFields confirm={state.confirm} />
      {state.error ? (
        <p role="alert" className="text-danger">
          {state.error}
        </p>
      ) : null}
      <SubmitButton variant="outline" size="sm">
        Allow this new account
      </SubmitButton>
    </form>
  );
}

/** Shown when another account with the same address signed in: what that may mean, and who may allow it. */
export function NewAccountNote({ connection, newAccount, mayChange }: Props) {
  const { acceptedBy, displayName, oid, at } = newAccount;
  if (acceptedBy) {
    return (
      <Alert variant="info">
        <AlertTitle>The new account may take over</AlertTitle>
        <AlertDescription className="grid gap-2">
          <p>
            Allowed by {actorWords(acceptedBy)}. The next reauthorization with exactly this account goes through; id,
            metadata, tags and timeline stay.
          </p>
          <Ids before={connection.oid} now={oid} />
        </AlertDescription>
        {mayChange ? <ReauthorizeButtons connection={connection} emphasis="loud" /> : null}
      </Alert>
    );
  }
  return (
    <Alert variant="warning">
      <AlertTitle>Another account signed in under the same address</AlertTitle>
      <AlertDescription className="grid gap-2">
        <p>
          {displayName} signed in as {connection.username} <RelativeTime at={new Date(at)} />, and Microsoft knows this
          as another account than before: it was deleted and created again, or the address was given to another person.
          Its tokens were discarded.
        </p>
        <Ids before={connection.oid} now={oid} />
      </AlertDescription>
      {mayChange ? (
        <AllowForm connection={connection} newAccount={newAccount} />
      ) : (
        <p>An admin can allow the new account here.</p>
      )}
    </Alert>
  );
}
