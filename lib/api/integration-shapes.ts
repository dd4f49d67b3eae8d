import { env } from '#lib/env';
import { requestedNames, requestedScopes } from '#lib/integrations/catalogue/schema';
import { findIntegrationById } from '#lib/integrations/integrations';
import { readRegistration } from '#lib/integrations/registration';
import type { IntegrationDetail, IntegrationRow, Registration } from '#lib/integrations/schema';

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
  };
}

/** Nango knows client secrets only; an app that proves itself otherwise has none. */
function secretOf({ credentials }: Pick<Registration, 'credentials'>): string {
  const [secret = ''] = credentials.flatMap((one) => (one.kind === 'client_secret' ? [one.secret] : []));
  return secret;
}

/** The registration's credentials, for a caller who may read them. */
export async function withCredentials(id: string) {
  const [registration, detail] = [await readRegistration(id), await findIntegrationById(id)];
  const requested = detail ? requestedScopes(detail) : registration.requested;
  return {
    credentials: {
      type: 'OAUTH2',
      client_id: registration.clientId,
      client_secret: secretOf(registration),
      scopes: requestedNames(requested).join(','),
      webhook_secret: null,
    },
  };
}
