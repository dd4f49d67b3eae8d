import { findResource } from '#lib/catalogue/resources';
import { OIDC_SCOPES } from '#lib/catalogue/types';
import { cloudTraits } from '#lib/clouds';
import { redirectUri } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import type { LinkForAttempt } from '#lib/links/schema';
import { adminConsentUrl } from '#lib/microsoft/admin-consent';
import { authorizeUrl } from '#lib/microsoft/client';
import type { findAccountToReauthorize } from '../account.ts';
import { type AuthorizationInput, graphScopeStrings, hintsOf, sentScope } from './request.ts';

type UserTrip = {
  link: LinkForAttempt;
  account: Awaited<ReturnType<typeof findAccountToReauthorize>>;
  asked: AuthorizationInput;
  once: { state: string; nonce: string; codeChallenge: string };
};

/**
 * An admin who manages sites signs in with SharePoint's widest permission. Their token is used for one call and not
 * stored.
 */
function sitesUrl(registration: Registration, { account, once }: UserTrip) {
  const inTenant = { ...registration, tenantId: account?.tid ?? registration.tenantId };
  const scopes = graphScopeStrings(registration, ['Sites.FullControl.All']);
  return authorizeUrl(inTenant, { ...once, scopes, otherScopes: [], redirectUri: redirectUri() });
}

/**
 * The URL to send a browser to: a sign-in with consent, an admin's consent, or the consent for a whole tenant.
 * @throws HttpFailure when the tenant's or cloud's endpoints cannot be read
 */
export function microsoftUrl(registration: Registration, trip: UserTrip): Promise<string> {
  if (trip.link.kind === 'site_grant') return sitesUrl(registration, trip);
  if (registration.permissionType === 'application') return tenantUrl(registration, trip);
  return trip.link.kind === 'admin_consent' ? adminUrl(registration, trip) : userUrl(registration, trip);
}

async function userUrl(registration: Registration, { link, account, asked, once }: UserTrip) {
  const { prompt, login_hint, domain_hint: domainHint } = hintsOf(link.configDefaults[registration.uniqueKey]);
  // The stored login hint would identify the account that no longer exists.
  const known = account?.newAccount ? undefined : account?.loginHint;
  const hint = known ?? account?.username ?? login_hint;
  return authorizeUrl(registration, {
    ...once,
    scopes: graphScopeStrings(registration, [...asked.graph, 'email']),
    otherScopes: asked.others.map(sentScope),
    redirectUri: redirectUri(),
    // Microsoft cannot combine the account picker with a hint. Without a hint, people should choose their account
    // consciously.
    ...(hint ? { loginHint: hint } : { prompt: 'select_account' as const }),
    ...(prompt && !(hint && prompt === 'select_account') && { prompt }),
    domainHint,
    claims: link.outcome?.claims ?? account?.claims ?? undefined,
  });
}

function adminUrl(registration: Registration, { link, asked, once: { state } }: UserTrip) {
  const { graphUrl } = cloudTraits(registration.cloud);
  return adminConsentUrl({
    cloud: registration.cloud,
    clientId: registration.clientId,
    tenant: registration.tenantId ?? link.expectedTenant ?? 'organizations',
    scopes: [...OIDC_SCOPES, ...asked.graph.map((scope) => `${graphUrl}/${scope}`), ...asked.others],
    redirectUri: redirectUri(),
    state,
  });
}

/**
 * The consent page of a whole tenant. Application permissions are asked for by `.default` only, which is all that the
 * registration lists of an API ("admin consent endpoint"); Graph's is always among them, since the admin signs in too.
 */
function tenantUrl(registration: Registration, { link, account, asked, once: { state } }: UserTrip) {
  const { cloud, clientId, tenantId, resources } = registration;
  const sharePoint = resources.includes('sharepoint') ? [findResource('sharepoint').appId] : [];
  const apis = [cloudTraits(cloud).graphUrl, ...sharePoint, ...Object.values(asked.addresses)];
  return adminConsentUrl({
    cloud,
    clientId,
    tenant: account?.tid ?? link.expectedTenant ?? tenantId ?? 'organizations',
    scopes: apis.map((api) => `${api}/.default`),
    redirectUri: redirectUri(),
    state,
  });
}
