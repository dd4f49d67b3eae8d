'use client';

import { useActionState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { useShown } from '#components/use-shown-version';
import { saveEntra } from './actions';

interface EntraFormProps {
  settings: { cloud: string; tenant: string; clientId: string } | undefined;
  version: string;
  clouds: readonly { value: string; label: string }[];
}

const mono = { autoComplete: 'off', spellCheck: false, className: 'font-mono' } as const;

export function EntraForm({ settings, version, clouds }: EntraFormProps) {
  const [state, action] = useActionState(saveEntra, {});
  const filled = useShown({ version, value: settings }, state);
  const { fields } = state;
  const shown = state.kept ?? filled.value ?? { cloud: 'global', tenant: '', clientId: '' };
  return (
    <form action={action} className="grid max-w-xl gap-4">
      <FormAlert error={state.error} message={state.saved ? 'Saved. Test it before you switch it on.' : undefined} />
      <input type="hidden" name="version" value={filled.version} />
      <Field label="Cloud" error={fields?.cloud} required>
        <NativeSelect key={shown.cloud} name="cloud" defaultValue={shown.cloud}>
          {clouds.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field
        label="Tenant"
        hint="The directory (tenant) ID, or a domain of the tenant."
        error={fields?.tenant}
        required
      >
        <Input key={shown.tenant} name="tenant" defaultValue={shown.tenant} {...mono} />
      </Field>
      <Field label="Application (client) ID" error={fields?.clientId} required>
        <Input key={shown.clientId} name="clientId" defaultValue={shown.clientId} {...mono} />
      </Field>
      <Field
        label="Client secret"
        hint={settings ? 'Stored sealed and never shown. Leave it empty to keep it.' : 'The Value, not the Secret ID.'}
        error={fields?.clientSecret}
        required={!settings}
      >
        <Input type="password" name="clientSecret" {...mono} />
      </Field>
      <ConfirmFields confirm={state.confirm} />
      <div>
        <SubmitButton pendingLabel="Saving the registration">Save registration</SubmitButton>
      </div>
    </form>
  );
}
