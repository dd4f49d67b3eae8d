'use client';

import { useActionState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { resendDelivery } from '../actions';

/** Sends one delivery again. */
export function ResendForm({ id }: { id: string }) {
  const [state, action] = useActionState(resendDelivery, {});
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <FormAlert error={state.error} message={state.message} />
      <div>
        <SubmitButton variant="outline" pendingLabel="Queueing">
          Resend event
        </SubmitButton>
      </div>
    </form>
  );
}
