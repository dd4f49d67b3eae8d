import { env } from '#lib/env';
import { newToken } from '#lib/ids';
import { OIDC_SCOPES, SHAREPOINT_APP_ID } from '#lib/integrations/catalogue/schema';
import { readRegistration } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { LinkError } from '#lib/links/errors';
import { markStarted, readLinkForAttempt } from '#lib/links/progress';
import type { LinkForAttempt } from '#lib/links/schema';
import { adminConsentUrl } from '#lib/microsoft/admin-consent';
import { authorizeUrl, newPkce } from '#lib/microsoft/client';
import { insertAttempt } from './attempt-store.ts';
import { hashBrowser } from './browser.ts';
import { findAccountToReauthorize } from './store.ts';

/** The one redirect URI there is. */
export function redirectUri(): string {
  return `${env().publicUrl}/oauth/callback`;
}

/** Full scope strings: SharePoint's permissions need their resource in front, Graph's must not be mixed up with them. */
export function scopeStrings({ requested }: Pick<Registration, 'requested'>) {
  return {
    graph: requested.graph,
    sharepoint: requested.sharepoint.map((scope) => (scope.includes('/') ? scope : `${SHAREPOINT_APP_ID}/${scope}`)),
  };
}

type Start = { linkId: string; integrationId: string; browser: string };

/**
 * Begins one trip of a browser to Microsoft and says where to send it.
 * @throws LinkError when the link does not offer the integration, IntegrationError, HttpFailure.
 */
export async function startAttempt({ linkId, integrationId, browser }: Start): Promise<{ redirectTo: string }> {
  const link = await readLinkForAttempt(linkId);
  if (link.integrationIds.length > 0 && !link.integrationIds.includes(integrationId))
    throw new LinkError('invalid_integration');
  const registration = await readRegistration(integrationId);
  const { codeVerifier, codeChallenge } = await newPkce();
  const secrets = { codeVerifier, nonce: newToken() };
  const state = newToken();
  const scopes = scopeStrings(registration);
  const isAdmin = link.kind === 'admin_consent';
  const redirectTo = isAdmin
    ? await adminUrl(registration, link, state)
    : await userUrl(registration, link, { state, nonce: secrets.nonce, codeChallenge });
  const asked = [...scopes.graph, ...scopes.sharepoint];
  await insertAttempt({ state, browserHash: hashBrowser(browser), linkId, integrationId, scopes: asked, secrets });
  await markStarted(linkId, integrationId);
  return { redirectTo };
}

async function userUrl(
  registration: Registration,
  link: LinkForAttempt,
  once: { state: string; nonce: string; codeChallenge: string },
) {
  const { graph, sharepoint } = scopeStrings(registration);
  const account = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
  const hint = account?.loginHint ?? account?.username;
  return authorizeUrl(registration, {
    ...once,
    scopes: graph.length > 0 ? [...graph, 'email'] : ['User.Read', 'email'],
    otherScopes: sharepoint,
    redirectUri: redirectUri(),
    // Microsoft does not combine the picker with a hint; without a hint the person is to choose knowingly.
    ...(hint ? { loginHint: hint } : { prompt: 'select_account' as const }),
    claims: account?.claims ?? undefined,
  });
}

function adminUrl(registration: Registration, link: LinkForAttempt, state: string) {
  const { graph, sharepoint } = scopeStrings(registration);
  return adminConsentUrl({
    cloud: registration.cloud,
    clientId: registration.clientId,
    tenant: registration.tenantId ?? link.expectedTenant ?? 'organizations',
    scopes: [
      ...OIDC_SCOPES,
      ...graph.map((scope) => (scope.includes('/') ? scope : `https://graph.microsoft.com/${scope}`)),
      ...sharepoint,
    ],
    redirectUri: redirectUri(),
    state,
  });
}
