import { requestedScopes } from '#lib/catalogue/schema';
import { OIDC_SCOPES } from '#lib/catalogue/types';
import { cloudTraits } from '#lib/clouds';
import { newToken } from '#lib/ids';
import { readRegistration, redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import { onlyPresets } from '#lib/links/admin-link';
import { LinkError } from '#lib/links/errors';
import { markStarted, readLinkForAttempt } from '#lib/links/progress';
import type { LinkForAttempt } from '#lib/links/schema';
import { adminConsentUrl } from '#lib/microsoft/admin-consent';
import { authorizeUrl, newPkce } from '#lib/microsoft/client';
import { findAccountToReauthorize } from '../account.ts';
import { insertAttempt } from './attempt-store.ts';
import { hashBrowser } from './browser.ts';
import { type Asked, askedOf, graphScopeStrings, hintsOf } from './request.ts';

type Start = { linkId: string; integrationId: string; browser: string };

/**
 * Begins one trip of a browser to Microsoft and says where to send it.
 * @throws LinkError when the link does not offer the integration, ConnectionError `resource_url_missing`,
 * IntegrationError, HttpFailure.
 */
export async function startAttempt({ linkId, integrationId, browser }: Start): Promise<{ redirectTo: string }> {
  const link = await readLinkForAttempt(linkId);
  if (link.integrationIds.length > 0 && !link.integrationIds.includes(integrationId))
    throw new LinkError('invalid_integration');
  const registration = await readRegistration(integrationId);
  const { codeVerifier, codeChallenge } = await newPkce();
  const secrets = { codeVerifier, nonce: newToken() };
  const state = newToken();
  const account = link.connectionId ? await findAccountToReauthorize(link.connectionId) : undefined;
  const defaults = link.configDefaults[registration.uniqueKey];
  // What the connection was made with holds on: the customer's own addresses among it.
  const config = { ...account?.connectionConfig, ...defaults?.connection_config };
  const asked = askedOf(only(registration, link.presets), { ...defaults, connection_config: config });
  const isAdmin = link.kind === 'admin_consent';
  const redirectTo = isAdmin
    ? await adminUrl(registration, { link, asked, state })
    : await userUrl(registration, { link, account, asked, once: { state, nonce: secrets.nonce, codeChallenge } });
  const scopes = [...asked.graph, ...asked.besides];
  const { addresses } = asked;
  await insertAttempt({ state, browserHash: hashBrowser(browser), linkId, integrationId, scopes, addresses, secrets });
  await markStarted(linkId, integrationId);
  return { redirectTo };
}

/** An admin may be asked for some of the presets only. */
function only(registration: Registration, presets: readonly string[]): Registration {
  if (presets.length === 0) return registration;
  const { provider } = registration;
  const choice = onlyPresets({ provider, presets: [], scopes: [] }, presets);
  return { ...registration, requested: requestedScopes(choice) };
}

type UserTrip = {
  link: LinkForAttempt;
  account: Awaited<ReturnType<typeof findAccountToReauthorize>>;
  asked: Asked;
  once: { state: string; nonce: string; codeChallenge: string };
};

async function userUrl(registration: Registration, { link, account, asked, once }: UserTrip) {
  const { prompt, login_hint, domain_hint: domainHint } = hintsOf(link.configDefaults[registration.uniqueKey]);
  // Microsoft's own hint means the object that is gone.
  const known = account?.newAccount ? undefined : account?.loginHint;
  const hint = known ?? account?.username ?? login_hint;
  return authorizeUrl(registration, {
    ...once,
    scopes: graphScopeStrings(registration, [...asked.graph, 'email']),
    otherScopes: asked.besides,
    redirectUri: redirectUri(),
    // Microsoft does not combine the picker with a hint; without a hint the person is to choose knowingly.
    ...(hint ? { loginHint: hint } : { prompt: 'select_account' as const }),
    ...(prompt && !(hint && prompt === 'select_account') && { prompt }),
    domainHint,
    claims: link.outcome?.claims ?? account?.claims ?? undefined,
  });
}

function adminUrl(
  registration: Registration,
  { link, asked, state }: { link: LinkForAttempt; asked: Asked; state: string },
) {
  const { graphUrl } = cloudTraits(registration.cloud);
  return adminConsentUrl({
    cloud: registration.cloud,
    clientId: registration.clientId,
    tenant: registration.tenantId ?? link.expectedTenant ?? 'organizations',
    scopes: [...OIDC_SCOPES, ...asked.graph.map((scope) => `${graphUrl}/${scope}`), ...asked.besides],
    redirectUri: redirectUri(),
    state,
  });
}
