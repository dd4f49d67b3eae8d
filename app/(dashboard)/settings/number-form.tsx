'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useShown } from '#components/use-shown-version';
import type { NumberState } from './number-state';

interface NumberFormProps {
  save: (before: NumberState, form: FormData) => Promise<NumberState>;
  /** The message after saving. */
  saved: string;
  field: { name: string; label: string; hint: string; min: number; max: number; required?: boolean };
  value: number;
  /** Of `value`. */
  version: string;
  button: { label: string; pendingLabel: string };
}

/** A form for a setting that is one number. */
export function NumberForm({ save, saved, field, value, version, button }: NumberFormProps) {
  const [state, action] = useActionState(save, {});
  const filled = useShown({ version, value }, state);
  const { name, min, max, ...words } = field;
  const shown = state.typed ?? filled.value;
  return (
    <form action={action} className="grid max-w-sm gap-4">
      <FormAlert error={state.refusal} message={state.saved ? saved : undefined} />
      <input type="hidden" name="version" value={filled.version} />
      <Field {...words} error={state.error}>
        <Input type="number" name={name} min={min} max={max} defaultValue={shown} key={shown} inputMode="numeric" />
      </Field>
      <div>
        <SubmitButton pendingLabel={button.pendingLabel}>{button.label}</SubmitButton>
      </div>
    </form>
  );
}
