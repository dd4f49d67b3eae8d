'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { confirmWithPassword } from './actions';

export function ConfirmPasswordForm({ email, then }: { email: string; then: string }) {
  const [state, action] = useActionState(confirmWithPassword, {});
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="then" value={then} />
      {/* Password managers use this hidden field to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Your password" error={state.error} required>
        <Input type="password" name="confirmPassword" autoComplete="current-password" maxLength={200} />
      </Field>
      <div>
        <SubmitButton pendingLabel="Checking that it is you">Confirm</SubmitButton>
      </div>
    </form>
  );
}
