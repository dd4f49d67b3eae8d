'use client';

import { startTransition, useActionState, useState } from 'react';
import { Alert } from '#components/ui/alert';
import { InlineField } from '#components/ui/field';
import { countLacking, type ScopeGroup } from '#lib/connections/missing';
import {
  type AccountTypes,
  type RequestedScopes,
  requestedNames,
  requestedScopes,
} from '#lib/integrations/catalogue/schema';
import { saveAccess } from '../actions';
import { type AccessValues, accessPatch } from '../form-values';
import { PresetPicker } from '../parts/preset-picker';
import { ScopePicker } from '../parts/scope-picker';
import { ScopeWarnings } from '../parts/scope-warnings';
import { AccessDifference } from './access-difference';
import { FormAlerts } from './form-alerts';
import { SaveButton } from './save-button';

interface AccessFormProps {
  integration: { id: string; provider: string; accountTypes: AccountTypes; connections: number };
  initial: AccessValues;
  /** What is asked now. */
  before: RequestedScopes;
  /** What the connections asked and got. */
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

/** What an integration asks for, with the difference to what it asks now. */
export function AccessForm({ integration, initial, before, groups }: AccessFormProps) {
  const [state, submit, isPending] = useActionState(saveAccess, {});
  const [values, setValues] = useState(state.values ?? initial);
  const patch = (change: Partial<AccessValues>) => setValues((old) => ({ ...old, ...change }));
  const { id, provider, accountTypes, connections } = integration;
  const choice = { provider, presets: values.presets, scopes: [], exactScopes: [] };
  const after = requestedScopes({ ...choice, ...accessPatch(values) });
  const fromPresets = values.isExact ? [] : requestedNames(requestedScopes(choice));
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => submit(form));
      }}
      noValidate
      className="grid max-w-4xl gap-8"
    >
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      {initial.isExact ? <ExactChoice isExact={values.isExact} onChange={(isExact) => patch({ isExact })} /> : null}
      {values.isExact ? null : (
        <PresetPicker
          provider={provider}
          presets={values.presets}
          onChange={(presets) => patch({ presets })}
          error={state.errors?.presets}
        />
      )}
      <ScopePicker
        scopes={values.scopes}
        otherScopes={values.otherScopes}
        covered={fromPresets}
        onScopes={(scopes) => patch({ scopes })}
        onOther={(otherScopes) => patch({ otherScopes })}
        error={state.errors?.scopes ?? state.errors?.exactScopes}
      />
      <ScopeWarnings requested={after} accountTypes={accountTypes} />
      <AccessDifference
        before={before}
        after={after}
        connections={connections}
        lacking={countLacking(requestedNames(after), groups)}
      />
      <SaveButton isPending={isPending}>Save access</SaveButton>
    </form>
  );
}
