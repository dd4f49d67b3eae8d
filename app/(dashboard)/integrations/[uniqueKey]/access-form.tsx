'use client';

import { useActionState, useState } from 'react';
import { Alert, AlertTitle } from '#components/ui/alert';
import { InlineField } from '#components/ui/field';
import type { AccountTypes } from '#lib/account-types';
import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import type { PermissionType, RequestedScopes } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import { countLacking, type ScopeGroup } from '#lib/connections/missing';
import { saveAccess } from '../actions';
import { type AccessValues, accessPatch, withScopes } from '../form-values';
import { CallsBox } from '../parts/calls-box';
import { PermissionCounts } from '../parts/permission-counts';
import { PresetPicker } from '../parts/preset-picker';
import { ResourceUrlFields } from '../parts/resource-url-fields';
import { ScopeList } from '../parts/scope-list';
import { ScopePicker } from '../parts/scope-picker';
import { ScopeWarnings } from '../parts/scope-warnings';
import { AccessDifference } from './access-difference';
import { KeptForm } from './kept-form';

interface AccessFormProps {
  integration: {
    id: string;
    provider: string;
    permissionType: PermissionType;
    cloud: CloudId;
    accountTypes: AccountTypes;
    connections: number;
  };
  initial: AccessValues;
  /** Of what is stored. */
  version: string;
  /** What `initial` has beyond what is stored, because another page proposed it. */
  added: readonly string[];
  /** The permissions that are requested at the moment. */
  before: RequestedScopes;
  /** Permissions requested by and granted to the existing connections, grouped. */
  groups: readonly ScopeGroup[];
}

interface ExactChoiceProps {
  isExact: boolean;
  onChange: (isExact: boolean) => void;
}

function ExactChoice({ isExact, onChange }: ExactChoiceProps) {
  return (
    <Alert>
      <InlineField
        id="exact"
        label="Ask exactly the permissions below"
        hint="The API created this integration with an exact list. Without the tick, presets count again."
      >
        <input
          type="checkbox"
          id="exact"
          name="exact"
          value="1"
          checked={isExact}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 accent-(--primary)"
        />
      </InlineField>
    </Alert>
  );
}

function AddedNote({ added }: { added: readonly string[] }) {
  return (
    <Alert variant="info" role="status">
      <AlertTitle>Added below, not saved yet</AlertTitle>
      <ScopeList scopes={added} label="Added permissions" />
    </Alert>
  );
}

/** Edits the permissions an integration requests, and shows the difference to the current ones. */
export function AccessForm({ integration, initial, version, added, before, groups }: AccessFormProps) {
  const [state, submit, isPending] = useActionState(saveAccess, {});
  const [values, setValues] = useState(state.values ?? initial);
  const patch = (change: Partial<AccessValues>) => setValues((old) => ({ ...old, ...change }));
  const { id, provider, permissionType, cloud, accountTypes, connections } = integration;
  const kept = { id, version, state, submit, isPending };
  const presetsOnly = { provider, permissionType, presets: values.presets, scopes: [], exactScopes: [] };
  const choice = { ...presetsOnly, ...accessPatch(values) };
  const after = requestedScopes(choice);
  const fromPresets = values.isExact ? [] : requestedNames(requestedScopes(presetsOnly));
  return (
    <KeptForm {...kept} button="Save access" className="max-w-4xl gap-8">
      {added.length > 0 && !state.values ? <AddedNote added={added} /> : null}
      {initial.isExact ? <ExactChoice isExact={values.isExact} onChange={(isExact) => patch({ isExact })} /> : null}
      {values.isExact ? null : (
        <PresetPicker
          provider={provider}
          permissionType={permissionType}
          presets={values.presets}
          accountTypes={accountTypes}
          onChange={(presets) => patch({ presets })}
          error={state.errors?.presets}
        />
      )}
      <ResourceUrlFields
        choice={choice}
        resourceUrls={values.resourceUrls}
        onChange={(resourceUrls) => patch({ resourceUrls })}
        error={state.errors?.resourceUrls}
      />
      <CallsBox
        permissionType={permissionType}
        asked={requestedNames(after)}
        onAdd={(scopes) => setValues((old) => withScopes(old, scopes, permissionType))}
      />
      <ScopePicker
        permissionType={permissionType}
        scopes={values.scopes}
        otherScopes={values.otherScopes}
        cloud={cloud}
        covered={fromPresets}
        onScopes={(scopes) => patch({ scopes })}
        onOther={(otherScopes) => patch({ otherScopes })}
        error={state.errors?.scopes ?? state.errors?.exactScopes ?? state.errors?.accountTypes}
      />
      <PermissionCounts choice={choice} audience={integration} />
      <ScopeWarnings choice={choice} audience={integration} resourceUrls={values.resourceUrls} />
      <AccessDifference
        before={before}
        after={after}
        connections={connections}
        lacking={countLacking(requestedNames(after), groups)}
      />
    </KeptForm>
  );
}
