'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Textarea } from '#components/ui/textarea';
import { saveVariable } from './actions';

export function VariableForm() {
  const [state, action] = useActionState(saveVariable, { name: '' });
  return (
    <form action={action} className="grid max-w-xl gap-4">
      <FormAlert message={state.saved ? `${state.saved} was saved.` : undefined} />
      <Field label="Name" error={state.error} required>
        <Input
          name="name"
          defaultValue={state.name}
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Field label="Value" hint="Replaces the value of a variable with this name. It is not shown again." required>
        <Textarea
          name="value"
          rows={3}
          maxLength={10_000}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <div>
        <SubmitButton pendingLabel="Saving the variable">Save variable</SubmitButton>
      </div>
    </form>
  );
}
