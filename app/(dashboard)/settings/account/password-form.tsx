'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { NewPasswordField } from '#components/new-password-field';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { passwordLength } from '#lib/operators/schema';
import { changeOwnPassword } from './actions';

export function PasswordForm({ email }: { email: string }) {
  const [state, action] = useActionState(changeOwnPassword, {});
  return (
    <form action={action} className="grid max-w-sm gap-4">
      <FormAlert
        error={state.error}
        message={state.changed ? 'Your password is changed. Every other browser of yours is signed out.' : undefined}
      />
      {/* Password managers use this hidden field to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password" error={state.fields?.current} required>
        <Input type="password" name="current" autoComplete="current-password" maxLength={passwordLength.max} />
      </Field>
      <NewPasswordField label="New password" error={state.fields?.password} />
      <div>
        <SubmitButton pendingLabel="Changing your password">Change password</SubmitButton>
      </div>
    </form>
  );
}
