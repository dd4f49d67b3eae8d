'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { sendTest } from './actions';

/** Sends a test message and shows what came of it, below the row of buttons that it stands in. */
export function TestButton({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(sendTest, {});
  return (
    <form action={action} className="contents">
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="outline" size="sm" pendingLabel="Sending a test">
        Send a test<span className="sr-only"> to {name}</span>
      </SubmitButton>
      <FormAlert
        error={state.error}
        message={state.sent ? 'The test was delivered.' : undefined}
        className="order-last basis-full"
      />
    </form>
  );
}
