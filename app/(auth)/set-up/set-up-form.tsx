'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { NewPasswordField } from '#components/new-password-field';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { setUpOwner } from './actions';

export function SetUpForm() {
  const [state, action] = useActionState(setUpOwner, { name: '', email: '' });
  const { fields } = state;
  return (
    <form action={action} className="grid gap-4">
      <FormAlert error={state.error} />
      <Field
        label="Set-up token"
        hint="Printed in the terminal of the running server, new at each start."
        error={fields?.token}
        required
      >
        <Input name="token" type="password" autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Field label="Your name" error={fields?.name} required>
        <Input key={state.name} name="name" autoComplete="name" defaultValue={state.name} />
      </Field>
      <Field label="E-mail" error={fields?.email} required>
        <Input key={state.email} type="email" name="email" autoComplete="username" defaultValue={state.email} />
      </Field>
      <NewPasswordField label="Password" error={fields?.password} />
      <SubmitButton pendingLabel="Creating the owner">Create the owner</SubmitButton>
    </form>
  );
}
