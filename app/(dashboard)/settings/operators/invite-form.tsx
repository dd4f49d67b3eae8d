'use client';

import { useActionState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { inviteMember } from './actions';
import { InvitationHandover } from './invitation-handover';

const roleChoices = [
  { value: 'viewer', label: 'viewer: sees everything but secrets, changes nothing' },
  { value: 'admin', label: 'admin: everything except operators' },
  { value: 'owner', label: 'owner: everything' },
] as const;

export function InviteForm() {
  const [state, action] = useActionState(inviteMember, { email: '' });
  const { fields, made } = state;
  return (
    <div className="grid gap-6">
      <form action={action} className="grid items-start gap-4 sm:grid-cols-[2fr_3fr]">
        <FormAlert error={state.error} className="sm:col-span-2" />
        <Field label="E-mail" error={fields?.email} required>
          <Input key={state.email} type="email" name="email" autoComplete="off" defaultValue={state.email} />
        </Field>
        <Field label="Role" error={fields?.role} required>
          <NativeSelect key={state.role} name="role" defaultValue={state.role ?? 'viewer'}>
            {roleChoices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <div className="grid justify-items-start gap-4 sm:col-span-2">
          <ConfirmFields confirm={state.confirm} />
          <SubmitButton pendingLabel="Creating the invitation">Create invitation</SubmitButton>
        </div>
      </form>
      {made ? (
        <div role="status" className="grid gap-4 border-border border-t pt-6">
          <InvitationHandover invited={made} />
        </div>
      ) : null}
    </div>
  );
}
