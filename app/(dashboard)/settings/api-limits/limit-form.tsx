'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Alert } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { saveRequestLimit } from './actions';

export function LimitForm({ limit }: { limit: number }) {
  const [state, action] = useActionState(saveRequestLimit, {});
  return (
    <form action={action} className="grid max-w-sm gap-4">
      {state.saved ? (
        <Alert variant="success" role="status">
          Saved. It counts in every process within five seconds.
        </Alert>
      ) : null}
      <Field
        label="Requests a minute for each key"
        hint="0 means no limit. While there is one, every request costs one more look into the database."
        error={state.error}
      >
        <Input
          name="requestsPerMinute"
          type="number"
          inputMode="numeric"
          min={0}
          max={1_000_000}
          defaultValue={limit}
        />
      </Field>
      <div>
        <SubmitButton pendingLabel="Saving the limit">Save limit</SubmitButton>
      </div>
    </form>
  );
}
