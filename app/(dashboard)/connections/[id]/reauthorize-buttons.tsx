'use client';

import { RotateCcw } from 'lucide-react';
import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { FieldError } from '#components/ui/field';
import type { ConnectionRow } from '#lib/connections/schema';
import { reauthorizeHere } from '../actions';
import { CopyLinkDialog } from './copy-link-dialog';

interface ReauthorizeButtonsProps {
  connection: Pick<ConnectionRow, 'id' | 'username' | 'integrationName' | 'endUser'>;
  /** `loud` where reauthorizing is what there is to do. */
  emphasis: 'quiet' | 'loud';
}

/** Signing in again in this browser, or by a link to send. */
export function ReauthorizeButtons({ connection, emphasis }: ReauthorizeButtonsProps) {
  const [state, action] = useActionState(reauthorizeHere, {});
  const { id, username, integrationName, endUser } = connection;
  return (
    <>
      <form action={action}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton
          variant={emphasis === 'loud' ? 'default' : 'outline'}
          title="Opens a reauthorize link in this browser"
        >
          <RotateCcw aria-hidden="true" />
          Reauthorize
        </SubmitButton>
        <FieldError error={state.error} />
      </form>
      <CopyLinkDialog id={id} username={username} integrationName={integrationName} to={endUser?.email ?? username} />
    </>
  );
}
