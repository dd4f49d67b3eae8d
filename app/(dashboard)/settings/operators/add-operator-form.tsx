'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Alert } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { passwordLength } from '#lib/operators/schema';
import { addMember } from './actions';

const roleChoices = [
  { value: 'viewer', label: 'viewer: sees everything but secrets, changes nothing' },
  { value: 'admin', label: 'admin: everything except operators' },
  { value: 'owner', label: 'owner: everything' },
] as const;

export function AddOperatorForm() {
  const [state, action] = useActionState(addMember, { name: '', email: '' });
  const { fields } = state;
  return (
    <form action={action} className="grid items-start gap-4 sm:grid-cols-2">
      {state.error ? (
        <Alert variant="danger" role="alert" className="sm:col-span-2">
          {state.error}
        </Alert>
      ) : null}
      {state.added ? (
        <Alert variant="success" role="status" className="sm:col-span-2">
          {state.added} can sign in now. Hand over the password in private; it can be changed under Your account.
        </Alert>
      ) : null}
      <Field label="Name" error={fields?.name} required>
        <Input key={state.name} name="name" autoComplete="off" defaultValue={state.name} />
      </Field>
      <Field label="E-mail" error={fields?.email} required>
        <Input key={state.email} type="email" name="email" autoComplete="off" defaultValue={state.email} />
      </Field>
      <Field label="Role" error={fields?.role} required>
        <NativeSelect name="role" defaultValue="viewer">
          {roleChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="First password" hint="At least 12 characters." error={fields?.password} required>
        <Input
          type="password"
          name="password"
          autoComplete="new-password"
          minLength={passwordLength.min}
          maxLength={passwordLength.max}
        />
      </Field>
      <div className="sm:col-span-2">
        <SubmitButton pendingLabel="Adding the operator">Add operator</SubmitButton>
      </div>
    </form>
  );
}
