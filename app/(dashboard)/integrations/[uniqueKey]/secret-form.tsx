'use client';

import { useActionState, useState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Checkbox } from '#components/ui/checkbox';
import { InlineField } from '#components/ui/field';
import { saveSecret } from '../actions';
import { SecretFields } from '../parts/secret-fields';
import { FormAlerts } from './form-alerts';

interface SecretFormProps {
  id: string;
  /** Whether the box that removes the stored secret is ticked initially. */
  replaces: boolean;
  hasSecret: boolean;
}

/** A form for a new secret. After an attempt the field is empty again, because a secret is never sent back. */
export function SecretForm({ id, replaces, hasSecret }: SecretFormProps) {
  const [state, action] = useActionState(saveSecret, {});
  const [day, setDay] = useState('');
  return (
    <form action={action} noValidate className="grid gap-4">
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      <SecretFields secretExpiresAt={day} onExpiry={setDay} errors={state.errors ?? {}} />
      {hasSecret ? (
        <InlineField
          label="Remove the secret stored before"
          hint="Otherwise it stands by, and is used should Microsoft refuse the new one."
        >
          <Checkbox name="replace" defaultChecked={replaces} />
        </InlineField>
      ) : null}
      <div>
        <SubmitButton pendingLabel="Storing the secret">Add the client secret</SubmitButton>
      </div>
    </form>
  );
}
