'use client';

import type { ReactNode } from 'react';
import { ConfirmButton } from '#components/confirm-button';
import { removeConnection } from '../actions';
import { readListHref } from '../opened-row';

interface DeleteConnectionProps {
  id: string;
  username: string;
  integrationName: string;
  description: ReactNode;
}

/** Deletes the connection and returns to the list that it was opened from, with its filters. */
export function DeleteConnection({ id, username, integrationName, description }: DeleteConnectionProps) {
  function remove(form: FormData) {
    form.set('list', readListHref() ?? '');
    return removeConnection(form);
  }
  return (
    <ConfirmButton
      action={remove}
      fields={{ id }}
      size="sm"
      title={`Delete the connection of ${username} (${integrationName})?`}
      description={description}
      confirmLabel="Delete connection"
    >
      Delete connection
    </ConfirmButton>
  );
}
