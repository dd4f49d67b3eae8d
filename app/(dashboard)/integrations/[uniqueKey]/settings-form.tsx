'use client';

import { useActionState, useState } from 'react';
import type { PermissionType } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import { saveSettings } from '../actions';
import type { SettingsValues } from '../form-values';
import { AccountTypesPicker } from '../parts/account-types-picker';
import { AdminSignInField } from '../parts/admin-sign-in-field';
import { ClientIdField } from '../parts/client-id-field';
import { HomeTenantField } from '../parts/home-tenant-field';
import { KeyField, NameField } from '../parts/name-fields';
import { TenantField } from '../parts/tenant-field';
import { KeptForm } from './kept-form';

interface SettingsFormProps {
  id: string;
  version: string;
  provider: string;
  permissionType: PermissionType;
  cloud: CloudId;
  initial: SettingsValues;
  connections: number;
}

/** Name, key, account types, tenant and client ID of an integration. */
export function SettingsForm({
  id,
  version,
  provider,
  permissionType,
  cloud,
  initial,
  connections,
}: SettingsFormProps) {
  const [state, submit, isPending] = useActionState(saveSettings, {});
  const kept = { id, version, state, submit, isPending };
  const [values, setValues] = useState(state.values ?? initial);
  const patch = (change: Partial<SettingsValues>) => setValues((old) => ({ ...old, ...change }));
  const errors = state.errors ?? {};
  const bound =
    'Grants belong to the app registration: with another client ID every existing connection needs a reauthorization.';
  return (
    <KeptForm {...kept} button="Save settings" className="gap-6">
      <NameField
        name={values.displayName}
        onChange={(displayName) => patch({ displayName })}
        error={errors.displayName}
      />
      <KeyField
        uniqueKey={values.uniqueKey}
        onChange={(uniqueKey) => patch({ uniqueKey })}
        error={errors.uniqueKey}
        hint="Your backend names the integration by it. After a change, calls with the old key find nothing."
      />
      <AccountTypesPicker
        provider={provider}
        permissionType={permissionType}
        cloud={cloud}
        accountTypes={values.accountTypes}
        onChange={(accountTypes) => patch({ accountTypes })}
        // The requested permissions may not fit the account types chosen here, and are changed on another tab.
        error={errors.accountTypes ?? errors.presets ?? errors.scopes ?? errors.exactScopes}
      />
      {values.accountTypes === 'single-tenant' || initial.tenantId ? (
        <TenantField
          accountTypes={values.accountTypes}
          tenantId={values.tenantId}
          onChange={(tenantId) => patch({ tenantId })}
          error={errors.tenantId}
        />
      ) : null}
      <ClientIdField
        clientId={values.clientId}
        onChange={(clientId) => patch({ clientId })}
        error={errors.clientId}
        {...(connections > 0 ? { hint: bound } : {})}
      />
      {permissionType === 'application' ? (
        <AdminSignInField checked={values.adminSignIn} onChange={(adminSignIn) => patch({ adminSignIn })} />
      ) : null}
      <HomeTenantField
        homeTenantId={values.homeTenantId}
        onChange={(homeTenantId) => patch({ homeTenantId })}
        error={errors.homeTenantId}
      />
    </KeptForm>
  );
}
