'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useShown } from '#components/use-shown-version';
import type { CredentialDetail } from '#lib/integrations/schema';
import { FormAlerts } from '../form-alerts';
import { saveExpiry } from './actions';
import { dayOf } from './words';

interface ExpiryFormProps {
  integrationId: string;
  credential: CredentialDetail;
  /** Of its expiry date. */
  version: string;
}

/**
 * The expiry date of a secret, as the portal shows it. If the registration can be read, Latchkey fills it in
 * automatically.
 */
export function ExpiryForm({ integrationId, credential, version }: ExpiryFormProps) {
  const [state, action] = useActionState(saveExpiry, {});
  const filled = useShown({ version, value: dayOf(credential) }, state);
  const day = state.values ?? filled.value;
  return (
    <form action={action} noValidate className="grid gap-3">
      <FormAlerts state={state} />
      <input type="hidden" name="integrationId" value={integrationId} />
      <input type="hidden" name="id" value={credential.id} />
      <input type="hidden" name="version" value={filled.version} />
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Expires on" error={state.errors?.secretExpiresAt}>
          <Input key={day} type="date" name="secretExpiresAt" defaultValue={day} className="max-w-56" />
        </Field>
        <SubmitButton variant="outline" pendingLabel="Saving">
          Save expiry
        </SubmitButton>
      </div>
    </form>
  );
}
