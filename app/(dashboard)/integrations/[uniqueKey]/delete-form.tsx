'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { removeIntegration } from '../actions';
import { FormAlerts } from './form-alerts';

/** Deletes an integration after its key was typed. */
export function DeleteForm({ id, uniqueKey }: { id: string; uniqueKey: string }) {
  const [state, action] = useActionState(removeIntegration, {});
  return (
    <form action={action} className="grid gap-3">
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      <Field label={`Type ${uniqueKey} to confirm`} error={state.errors?.confirm}>
        <Input name="confirm" autoComplete="off" spellCheck={false} className="font-mono text-[13px]" />
      </Field>
      <div>
        <SubmitButton variant="destructive" pendingLabel="Deleting the integration">
          Delete integration
        </SubmitButton>
      </div>
    </form>
  );
}
