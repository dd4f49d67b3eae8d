'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { verify } from './credentials/actions';
import { FormAlerts } from './form-alerts';

interface VerifyButtonProps {
  integrationId: string;
  isFirst: boolean;
}

/** Verifies the integration with Microsoft now, which takes a few seconds. */
export function VerifyButton({ integrationId, isFirst }: VerifyButtonProps) {
  const [state, action] = useActionState(verify, {});
  return (
    <form action={action} className="grid gap-3">
      <FormAlerts state={state.error ? state : {}} />
      <input type="hidden" name="integrationId" value={integrationId} />
      <div>
        <SubmitButton variant="outline" size="sm" pendingLabel="Asking Microsoft">
          {isFirst ? 'Verify integration' : 'Verify again'}
        </SubmitButton>
      </div>
      <p role="status" className="sr-only">
        {state.message}
      </p>
    </form>
  );
}
