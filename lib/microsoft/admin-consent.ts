import type { CloudId } from '#lib/clouds';
import { findCloud, findEndpoints } from './clouds.ts';

const authorizePath = /\/oauth2\/v2\.0\/authorize$/;

export type AdminConsentRequest = {
  cloud: CloudId;
  clientId: string;
  /** A tenant id or domain, or `organizations`; `common` would let personal accounts in, who cannot give it. */
  tenant: string;
  /** Full scope strings: only Graph's may be bare, and only where its cloud takes that. */
  scopes: string[];
  redirectUri: string;
  state: string;
};

/** The v2 admin-consent address (microsoft identity platform, "admin consent endpoint"). */
export async function adminConsentUrl(ask: AdminConsentRequest): Promise<string> {
  const cloud = findCloud(ask.cloud);
  const { authorize } = await findEndpoints(cloud, ask.tenant);
  // Discovery documents do not name this endpoint; it lies beside the authorization endpoint.
  const base = authorizePath.test(authorize) ? authorize.replace(authorizePath, '') : `${cloud.loginUrl}/${ask.tenant}`;
  const url = new URL(`${base}/v2.0/adminconsent`);
  url.searchParams.set('client_id', ask.clientId);
  url.searchParams.set('scope', ask.scopes.join(' '));
  url.searchParams.set('redirect_uri', ask.redirectUri);
  url.searchParams.set('state', ask.state);
  return url.href;
}

/**
 * Microsoft's own consent address without a way back ("grant tenant-wide admin consent", the URL to send by mail): it
 * approves everything the registration lists, and only a later sign-in shows that it was used.
 */
export function registeredConsentUrl({
  cloud,
  clientId,
  tenant,
}: Pick<AdminConsentRequest, 'cloud' | 'clientId' | 'tenant'>): string {
  const url = new URL(`${findCloud(cloud).loginUrl}/${encodeURIComponent(tenant)}/adminconsent`);
  url.searchParams.set('client_id', clientId);
  return url.href;
}
