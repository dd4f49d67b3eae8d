'use client';

import { startTransition, useActionState, useState } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { PermissionType } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import { saveSettings } from '../actions';
import type { SettingsValues } from '../form-state';
import { AccountTypesPicker } from '../parts/account-types-picker';
import { ClientIdField } from '../parts/client-id-field';
import { HomeTenantField } from '../parts/home-tenant-field';
import { TenantField } from '../parts/tenant-field';
import { FormAlerts } from './form-alerts';
import { SaveButton } from './save-button';

interface SettingsFormProps {
  id: string;
  provider: string;
  permissionType: PermissionType;
  cloud: CloudId;
  initial: SettingsValues;
  connections: number;
}

type NameFieldsProps = {
  values: SettingsValues;
  onChange: (change: Partial<SettingsValues>) => void;
  errors: { displayName?: readonly string[] | undefined; uniqueKey?: readonly string[] | undefined };
};

function NameFields({ values, onChange, errors }: NameFieldsProps) {
  return (
    <>
      <Field label="Name" hint="End users read it on the connect page." error={errors.displayName}>
        <Input
          name="displayName"
          value={values.displayName}
          onChange={(event) => onChange({ displayName: event.target.value })}
          autoComplete="off"
        />
      </Field>
      <Field
        label="Key"
        hint="Your backend names the integration by it. After a change, calls with the old key find nothing."
        error={errors.uniqueKey}
      >
        <Input
          name="uniqueKey"
          value={values.uniqueKey}
          onChange={(event) => onChange({ uniqueKey: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
    </>
  );
}

/** Name, key, account types, tenant and client ID of an integration. */
export function SettingsForm({ id, provider, permissionType, cloud, initial, connections }: SettingsFormProps) {
  const [state, submit, isPending] = useActionState(saveSettings, {});
  const [values, setValues] = useState(state.values ?? initial);
  const patch = (change: Partial<SettingsValues>) => setValues((old) => ({ ...old, ...change }));
  const errors = state.errors ?? {};
  const bound =
    'Grants belong to the app registration: with another client ID every existing connection needs a reauthorization.';
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => submit(form));
      }}
      noValidate
      className="grid gap-6"
    >
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      <NameFields values={values} onChange={patch} errors={errors} />
      <AccountTypesPicker
        provider={provider}
        permissionType={permissionType}
        cloud={cloud}
        accountTypes={values.accountTypes}
        onChange={(accountTypes) => patch({ accountTypes })}
        // The requested permissions may not fit the account types chosen here, and are changed on another tab.
        error={errors.accountTypes ?? errors.presets ?? errors.scopes ?? errors.exactScopes}
      />
      <TenantField
        accountTypes={values.accountTypes}
        tenantId={values.tenantId}
        onChange={(tenantId) => patch({ tenantId })}
        error={errors.tenantId}
      />
      <ClientIdField
        clientId={values.clientId}
        onChange={(clientId) => patch({ clientId })}
        error={errors.clientId}
        {...(connections > 0 ? { hint: bound } : {})}
      />
      <HomeTenantField
        homeTenantId={values.homeTenantId}
        onChange={(homeTenantId) => patch({ homeTenantId })}
        error={errors.homeTenantId}
      />
      <SaveButton isPending={isPending}>Save settings</SaveButton>
    </form>
  );
}
