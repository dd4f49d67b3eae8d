import { isSandbox } from '#lib/clouds';
import { ClientIdField } from '../parts/client-id-field';
import { HomeTenantField } from '../parts/home-tenant-field';
import { PastedWrongly } from '../parts/pasted-wrongly';
import { SecretFields } from '../parts/secret-fields';
import type { StepProps } from './step-props';

interface CredentialsStepProps extends Omit<StepProps, 'taken'> {
  onSecret: (isThere: boolean) => void;
}

/** The two values from the portal, and when the secret ends. */
export function CredentialsStep({ values, setValues, errors, onSecret }: CredentialsStepProps) {
  const isPlayed = isSandbox(values.cloud);
  return (
    <>
      <ClientIdField
        clientId={values.clientId}
        onChange={(clientId) => setValues((before) => ({ ...before, clientId }))}
        error={errors.clientId}
        {...(isPlayed ? { hint: 'The client ID of an app registered in the sandbox.' } : {})}
      />
      <SecretFields
        secretExpiresAt={values.secretExpiresAt}
        onExpiry={(secretExpiresAt) => setValues((before) => ({ ...before, secretExpiresAt }))}
        onSecret={onSecret}
        errors={errors}
      />
      <HomeTenantField
        homeTenantId={values.homeTenantId}
        onChange={(homeTenantId) => setValues((before) => ({ ...before, homeTenantId }))}
        error={errors.homeTenantId}
      />
      {isPlayed ? null : <PastedWrongly />}
    </>
  );
}
