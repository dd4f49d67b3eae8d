'use client';

import { useActionState, useEffect, useState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Textarea } from '#components/ui/textarea';
import { saveVariable } from './actions';

/** The value stays typed when the name is refused: in the browser, because an answer never holds it. */
export function VariableForm() {
  const [state, action] = useActionState(saveVariable, { name: '' });
  const [value, setValue] = useState('');
  useEffect(() => {
    if (state.saved) setValue('');
  }, [state]);
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
          value={value}
          onChange={(event) => setValue(event.target.value)}
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
