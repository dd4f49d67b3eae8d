'use client';

import { useActionState, useState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { CopyField } from '#components/copy-field';
import { SubmitButton } from '#components/submit-button';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { scopePresets } from '#lib/keys/scopes';
import { createApiKey } from './actions';
import type { KeyChoices } from './read-order';
import { ScopeList } from './scope-list';

interface CreateKeyFormProps {
  integrations: readonly { id: string; displayName: string }[];
}

const nothing: KeyChoices = { name: '', preset: 'full', scopes: [], integration: '' };

function PresetField({ kept }: { kept: KeyChoices }) {
  const [preset, setPreset] = useState(kept.preset);
  const chosen = scopePresets.find(({ id }) => id === preset);
  return (
    <>
      <Field label="What it may do" hint={chosen?.description ?? 'Tick what the key is needed for.'}>
        <NativeSelect name="preset" defaultValue={kept.preset} onChange={(event) => setPreset(event.target.value)}>
          {scopePresets.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value="custom">Chosen scopes</option>
        </NativeSelect>
      </Field>
      {preset === 'custom' ? <ScopeList ticked={kept.scopes} /> : null}
    </>
  );
}

export function CreateKeyForm({ integrations }: CreateKeyFormProps) {
  const [state, action] = useActionState(createApiKey, { turn: 0 });
  const kept = state.kept ?? nothing;
  return (
    <div className="grid gap-4">
      {/* After each answer the browser resets the form. A new key makes it show the values that would be sent. */}
      <form key={state.turn} action={action} className="grid max-w-xl gap-4">
        <Field label="Name" error={state.error} required>
          <Input
            name="name"
            defaultValue={kept.name}
            maxLength={80}
            autoComplete="off"
            placeholder="Such as Production backend"
          />
        </Field>
        <PresetField kept={kept} />
        <Field
          label="Integration"
          hint="Bound to one, the key sees nothing of the others, and no environment variables."
        >
          <NativeSelect name="integration" defaultValue={kept.integration}>
            <option value="">All integrations</option>
            {integrations.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <ConfirmFields confirm={state.confirm} />
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
