'use client';

import { useActionState, useState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { saveSecret } from '../actions';
import { SecretFields } from '../parts/secret-fields';
import { FormAlerts } from './form-alerts';

/** Takes a new secret. After an attempt the field is empty again: a secret is never sent back. */
export function SecretForm({ id }: { id: string }) {
  const [state, action] = useActionState(saveSecret, {});
  const [day, setDay] = useState('');
  return (
    <form action={action} noValidate className="grid gap-4">
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      <SecretFields secretExpiresAt={day} onExpiry={setDay} errors={state.errors ?? {}} />
      <div>
        <SubmitButton pendingLabel="Replacing the secret">Replace the secret</SubmitButton>
      </div>
    </form>
  );
}
