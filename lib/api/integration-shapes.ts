import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { env } from '#lib/env';
import { readRegistration } from '#lib/integrations/registration';
import type { IntegrationDetail, IntegrationRow, Registration } from '#lib/integrations/schema';

function missingOf({ clientId, secret }: Pick<IntegrationRow, 'clientId' | 'secret'>): string[] {
  return [...(clientId ? [] : ['credentials.client_id']), ...(secret ? [] : ['credentials.client_secret'])];
}

/** An integration in Nango's shape; without its secret. */
export function integrationShape(integration: IntegrationRow | IntegrationDetail) {
  const { uniqueKey, provider, displayName, createdAt, updatedAt } = integration;
  return {
    unique_key: uniqueKey,
    provider,
    display_name: displayName,
    logo: `${env().publicUrl}/icon.svg`,
    forward_webhooks: false,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    missing: missingOf(integration),
  };
}

/** Nango knows client secrets only; an app that proves itself otherwise has none. */
function secretOf({ credentials }: Pick<Registration, 'credentials'>): string {
  const [secret = ''] = credentials.flatMap((one) => (one.kind === 'client_secret' ? [one.secret] : []));
  return secret;
}

/** The registration's credentials, for a caller who may read them; null while there are none. */
export async function withCredentials(integration: IntegrationDetail) {
  const { id, clientId, secret } = integration;
  if (!clientId && !secret) return { credentials: null };
  return {
    credentials: {
      type: 'OAUTH2',
      client_id: clientId,
      client_secret: clientId && secret ? secretOf(await readRegistration(id)) : '',
      scopes: requestedNames(requestedScopes(integration)).join(','),
      webhook_secret: null,
    },
  };
}
