import { decodeJwt } from 'jose';
import { type RefreshRequest, type Registration, refreshToken, type TokenResponse } from './client.ts';
import { type Cloud, type CloudId, findCloud } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import { readDriveUrl, readRootSiteUrl } from './graph.ts';

/** A SharePoint host that Graph named for an account; `resource` is its origin. */
export type SharePointHost = { resource: string; kind: 'sharepoint-root' | 'sharepoint-my' };

function originOf(url: string | undefined, cloud: Cloud): string | undefined {
  if (!url) return undefined;
  const { origin, protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !cloud.allowsHttp) return undefined;
  // A personal account's drive has a web address too, but SharePoint issues no tokens for it.
  return hostname === 'onedrive.live.com' || hostname.endsWith('my.microsoftpersonalcontent.com') ? undefined : origin;
}

/** Asks Graph for the account's SharePoint hosts; those it does not name are not guessed. */
export async function findSharePointHosts(ask: { cloud: CloudId; accessToken: string }): Promise<SharePointHost[]> {
  const cloud = findCloud(ask.cloud);
  const [driveUrl, siteUrl] = await Promise.all([readDriveUrl(ask), readRootSiteUrl(ask)]);
  const [my, root] = [originOf(driveUrl, cloud), originOf(siteUrl, cloud)];
  return [
    ...(root ? [{ resource: root, kind: 'sharepoint-root' as const }] : []),
    ...(my && my !== root ? [{ resource: my, kind: 'sharepoint-my' as const }] : []),
  ];
}

/** Whether a token that can be read names another origin as its audience; others are left to SharePoint to judge. */
function isForAnotherOrigin(accessToken: string, resource: string): boolean {
  try {
    const { aud } = decodeJwt(accessToken);
    return typeof aud === 'string' && URL.canParse(aud) && new URL(aud).origin !== resource;
  } catch {
    return false;
  }
}

/** What asking for one host brought: the grant goes on with `cache` even when the token was refused. */
export type SharePointAnswer = { cache: string } & ({ token: TokenResponse } | { refusal: MicrosoftError });

/**
 * Asks for a token of one SharePoint host (`{origin}/.default`); a token for another audience is refused, because
 * SharePoint would refuse it too. @throws MicrosoftError
 */
export async function refreshSharePointToken(
  registration: Registration,
  ask: Omit<RefreshRequest, 'scopes'> & { resource: string },
): Promise<SharePointAnswer> {
  const { resource, tid } = ask;
  const { cache, token } = await refreshToken(registration, {
    cache: ask.cache,
    tid,
    scopes: [`${resource}/.default`],
  });
  if (!isForAnotherOrigin(token.access_token, resource)) return { cache, token };
  return { cache, refusal: new MicrosoftError({ oauthError: 'wrong_audience', status: 502 }) };
}
