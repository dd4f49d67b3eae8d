'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { signIn } from './actions';

export function SignInForm({ callbackUrl, notice }: { callbackUrl: string; notice: string | undefined }) {
  const [state, action] = useActionState(signIn, { email: '' });
  const problem = state.error ?? notice;
  return (
    <form action={action} className="grid gap-4">
      <FormAlert error={problem} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field label="E-mail" required>
        <Input key={state.email} type="email" name="email" autoComplete="username" defaultValue={state.email} />
      </Field>
      <Field label="Password" required>
        <Input type="password" name="password" autoComplete="current-password" maxLength={200} />
      </Field>
      <SubmitButton pendingLabel="Signing in">Sign in</SubmitButton>
    </form>
  );
}
