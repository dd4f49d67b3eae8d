'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { TitledCard } from '#components/titled-card';
import { Alert } from '#components/ui/alert';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { resendFailed, sendTest } from '../actions';

function TestForm({ id }: { id: string }) {
  const [state, action] = useActionState(sendTest, {});
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <FormAlert error={state.error} />
      {state.text ? (
        <Alert variant={state.isTaken ? 'success' : 'danger'} role="status">
          <p className="wrap-anywhere">{state.text}</p>
        </Alert>
      ) : null}
      <div>
        <SubmitButton variant="outline" pendingLabel="Sending a test">
          Send a test
        </SubmitButton>
      </div>
    </form>
  );
}

const spans = [
  { hours: 1, label: 'the last hour' },
  { hours: 24, label: 'the last 24 hours' },
  { hours: 168, label: 'the last 7 days' },
  { hours: 8_760, label: 'as long as events are kept' },
];

function ResendForm({ id }: { id: string }) {
  const [state, action] = useActionState(resendFailed, {});
  return (
    <form action={action} className="grid max-w-sm gap-3">
      <input type="hidden" name="id" value={id} />
      <FormAlert error={state.error} message={state.message} />
      <Field
        label="Resend failed events of"
        hint="What failed, what waits for its next try, and what happened while it was off."
      >
        <NativeSelect name="hours" defaultValue="24">
          {spans.map(({ hours, label }) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div>
        <SubmitButton variant="outline" pendingLabel="Queueing">
          Resend failed events
        </SubmitButton>
      </div>
    </form>
  );
}

/** Sends an example now, or what was missed. */
export function SendCard({ id }: { id: string }) {
  return (
    <TitledCard
      title="Test and resend"
      description="The test is a connection.created of a connection named test; it is sent once and not kept."
      contentClassName="grid gap-6"
    >
      <TestForm id={id} />
      <ResendForm id={id} />
    </TitledCard>
  );
}
