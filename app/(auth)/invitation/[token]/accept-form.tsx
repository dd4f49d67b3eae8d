'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { NewPasswordField } from '#components/new-password-field';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { acceptInvitation } from './actions';

export function AcceptForm({ token, email }: { token: string; email: string }) {
  const [state, action] = useActionState(acceptInvitation, { name: '' });
  const { fields } = state;
  return (
    <form action={action} className="grid gap-4">
      <FormAlert error={state.error} />
      <input type="hidden" name="token" value={token} />
      {/* Password managers use this hidden field to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Your name" error={fields?.name} required>
        <Input key={state.name} name="name" autoComplete="name" defaultValue={state.name} />
      </Field>
      <NewPasswordField label="Choose a password" error={fields?.password} />
      <SubmitButton pendingLabel="Accepting the invitation">Accept and sign in</SubmitButton>
    </form>
  );
}
