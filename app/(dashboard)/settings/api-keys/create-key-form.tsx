'use client';

import { useActionState } from 'react';
import { CopyField } from '#components/copy-field';
import { SubmitButton } from '#components/submit-button';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { createApiKey } from './actions';

export function CreateKeyForm() {
  const [state, action] = useActionState(createApiKey, {});
  return (
    <div className="grid gap-4">
      <form action={action} className="flex flex-wrap items-start gap-3">
        <Field label="Name" hideLabel error={state.error} required className="min-w-0 max-w-sm flex-1 basis-56">
          <Input name="name" maxLength={80} autoComplete="off" placeholder="Name, such as Production backend" />
        </Field>
        <SubmitButton pendingLabel="Creating the API key">Create API key</SubmitButton>
      </form>
      {state.made ? (
        <Alert variant="success" role="status">
          <AlertTitle>The key {state.made.name} was created. Copy it now: it is not shown again.</AlertTitle>
          <CopyField text={state.made.key} label="API key" className="mt-1" />
        </Alert>
      ) : null}
    </div>
  );
}
