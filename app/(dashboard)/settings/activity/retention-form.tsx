'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Alert } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { saveRetention } from './actions';

export function RetentionForm({ days }: { days: number }) {
  const [state, action] = useActionState(saveRetention, {});
  return (
    <form action={action} className="grid max-w-sm gap-4">
      {state.saved ? (
        <Alert variant="success" role="status">
          Saved. What is older is deleted within the hour.
        </Alert>
      ) : null}
      <Field label="Days to keep activity" hint="1 to 365." error={state.error ? [state.error] : undefined} required>
        <Input type="number" name="days" min={1} max={365} defaultValue={days} key={days} inputMode="numeric" />
      </Field>
      <div>
        <SubmitButton pendingLabel="Saving">Save days</SubmitButton>
      </div>
    </form>
  );
}
