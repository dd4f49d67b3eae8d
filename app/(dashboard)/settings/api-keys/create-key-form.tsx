'use client';

import { useActionState, useState } from 'react';
import { CopyField } from '#components/copy-field';
import { SubmitButton } from '#components/submit-button';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { scopePresets } from '#lib/keys/scopes';
import { createApiKey } from './actions';
import { ScopeList } from './scope-list';

interface CreateKeyFormProps {
  integrations: readonly { id: string; displayName: string }[];
}

function PresetField() {
  const [preset, setPreset] = useState('full');
  const chosen = scopePresets.find(({ id }) => id === preset);
  return (
    <>
      <Field label="What it may do" hint={chosen?.description ?? 'Tick what the key is needed for.'}>
        <NativeSelect name="preset" value={preset} onChange={(event) => setPreset(event.target.value)}>
          {scopePresets.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value="custom">Chosen scopes</option>
        </NativeSelect>
      </Field>
      {preset === 'custom' ? <ScopeList /> : null}
    </>
  );
}

export function CreateKeyForm({ integrations }: CreateKeyFormProps) {
  const [state, action] = useActionState(createApiKey, {});
  return (
    <div className="grid gap-4">
      <form action={action} className="grid max-w-xl gap-4">
        <Field label="Name" error={state.error} required>
          <Input name="name" maxLength={80} autoComplete="off" placeholder="Such as Production backend" />
        </Field>
        <PresetField />
        <Field label="Integration" hint="Bound to one, the key sees nothing of the others.">
          <NativeSelect name="integration" defaultValue="">
            <option value="">All integrations</option>
            {integrations.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <div>
          <SubmitButton pendingLabel="Creating the API key">Create API key</SubmitButton>
        </div>
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
