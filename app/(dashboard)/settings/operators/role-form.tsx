'use client';

import { useActionState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { useShown } from '#components/use-shown-version';
import { type Role, roles } from '#lib/roles';
import { changeMemberRole } from './actions';

type RoleFormProps = { id: string; name: string; role: Role; version: string };

export function RoleForm({ id, name, role, version }: RoleFormProps) {
  const [state, action] = useActionState(changeMemberRole, {});
  const filled = useShown({ version, value: role }, state);
  const shown = state.role ?? filled.value;
  return (
    <form action={action} className="flex flex-wrap items-start gap-2">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={filled.version} />
      <Field label={`Role of ${name}`} hideLabel error={state.error} className="min-w-28">
        <NativeSelect key={shown} name="role" defaultValue={shown}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <SubmitButton variant="outline" aria-label={`Change role of ${name}`}>
        Change role
      </SubmitButton>
      <ConfirmFields confirm={state.confirm} />
      <span aria-live="polite" className="sr-only">
        {state.saved ? `${name} is ${role} now` : ''}
      </span>
    </form>
  );
}
