import { Alert } from '#components/ui/alert';
import { ASSERTION_VARIABLE_PREFIX, env } from '#lib/env';
import { listCredentials, MOST_CREDENTIALS } from '#lib/integrations/credentials';
import type { CredentialDetail } from '#lib/integrations/schema';
import { AddCredential } from './credentials/add-credential';
import { CredentialCard } from './credentials/credential-card';
import type { TabProps } from './tab-props';

function tokenPlaces() {
  const { federatedTokenFile, federatedTokenDir } = env();
  return {
    file: federatedTokenFile ?? null,
    directory: federatedTokenDir ?? null,
    variablePrefix: ASSERTION_VARIABLE_PREFIX,
  };
}

const works = ({ refused, isExpired }: CredentialDetail) => !refused && !isExpired;

/** Up to two credentials with their expiry dates, and a form to add one. */
export async function CredentialsTab({ integration, canChange }: TabProps) {
  const credentials = await listCredentials(integration.id);
  const hasRoom = credentials.length < MOST_CREDENTIALS;
  return (
    <div className="grid max-w-2xl gap-6">
      {credentials.length === 0 ? (
        <Alert variant="danger">
          There is no credential. Nothing can be connected or refreshed until one is added.
        </Alert>
      ) : null}
      {credentials.map((credential) => (
        <CredentialCard
          key={credential.id}
          integration={integration}
          credential={credential}
          isLast={credentials.length === 1}
          canChange={canChange}
        />
      ))}
      {canChange && hasRoom ? (
        <AddCredential
          integration={integration}
          replaces={!credentials.some(works)}
          hasSecret={credentials.some(({ kind }) => kind === 'client_secret')}
          places={tokenPlaces()}
        />
      ) : null}
      {canChange && !hasRoom ? (
        <Alert>
          Two credentials are kept, which is the most. Remove the one that is not used any more to add another.
        </Alert>
      ) : null}
    </div>
  );
}
