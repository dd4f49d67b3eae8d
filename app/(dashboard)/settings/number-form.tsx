'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

type NumberState = { error?: string; saved?: true };

interface NumberFormProps {
  save: (before: NumberState, form: FormData) => Promise<NumberState>;
  /** The message after saving. */
  saved: string;
  field: { name: string; label: string; hint: string; min: number; max: number; required?: boolean };
  value: number;
  button: { label: string; pendingLabel: string };
}

/** A form for a setting that is one number. */
export function NumberForm({ save, saved, field, value, button }: NumberFormProps) {
  const [state, action] = useActionState(save, {});
  const { name, min, max, ...words } = field;
  return (
    <form action={action} className="grid max-w-sm gap-4">
      <FormAlert message={state.saved ? saved : undefined} />
      <Field {...words} error={state.error}>
        <Input type="number" name={name} min={min} max={max} defaultValue={value} key={value} inputMode="numeric" />
      </Field>
      <div>
        <SubmitButton pendingLabel={button.pendingLabel}>{button.label}</SubmitButton>
      </div>
    </form>
  );
}
