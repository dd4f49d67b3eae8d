import { Alert } from '#components/ui/alert';
import { Checkbox } from '#components/ui/checkbox';
import { InlineField } from '#components/ui/field';
import { requestedResources } from '#lib/catalogue/schema';
import { isSandbox } from '#lib/clouds';
import { integrationInput } from '../form-values';
import { ClientIdField } from '../parts/client-id-field';
import { HomeTenantField } from '../parts/home-tenant-field';
import { PastedWrongly } from '../parts/pasted-wrongly';
import { SecretFields } from '../parts/secret-fields';
import type { StepProps } from './step-props';
import type { SecretState } from './summary';

interface CredentialsStepProps extends StepProps {
  secret: SecretState;
  onSecret: (secret: SecretState) => void;
}

const sandboxHint = 'Leave it and the secret empty to use the app that the sandbox keeps in this cloud.';

/** SharePoint's own API takes no client secret from an app on its own. */
function NeedsCertificate({ values }: Pick<StepProps, 'values'>) {
  const isAlone = values.permissionType === 'application';
  if (!isAlone || !requestedResources(integrationInput(values, '')).includes('sharepoint')) return null;
  return (
    <Alert variant="warning">
      SharePoint&apos;s own API, which this integration asks for, refuses an app that proved itself by a client secret
      (“Unsupported app only token”). Tick the box below and add a certificate; Graph takes it as well.
    </Alert>
  );
}

/** The two values from the portal, and when the secret expires. */
export function CredentialsStep({ values, setValues, errors, secret, onSecret }: CredentialsStepProps) {
  const isPlayed = isSandbox(values.cloud);
  const hasOther = secret === 'other';
  return (
    <>
      <NeedsCertificate values={values} />
      <ClientIdField
        clientId={values.clientId}
        onChange={(clientId) => setValues((before) => ({ ...before, clientId }))}
        error={errors.clientId}
        {...(isPlayed ? { hint: sandboxHint } : {})}
      />
      {hasOther ? null : (
        <SecretFields
          secretExpiresAt={values.secretExpiresAt}
          onExpiry={(secretExpiresAt) => setValues((before) => ({ ...before, secretExpiresAt }))}
          onSecret={(isThere) => onSecret(isThere ? 'pasted' : 'none')}
          errors={errors}
        />
      )}
      <InlineField
        label="A certificate or a federated credential instead"
        hint="The tab Credentials takes it as soon as the integration is created; nothing connects before."
      >
        <Checkbox
          name="noSecret"
          checked={hasOther}
          onCheckedChange={(isOther) => onSecret(isOther ? 'other' : 'none')}
        />
      </InlineField>
      {/* With one organization its tenant is asked for with the account types. */}
      {values.accountTypes === 'single-tenant' ? null : (
        <HomeTenantField
          homeTenantId={values.homeTenantId}
          onChange={(homeTenantId) => setValues((before) => ({ ...before, homeTenantId }))}
          error={errors.homeTenantId}
        />
      )}
      {isPlayed ? null : <PastedWrongly />}
    </>
  );
}
