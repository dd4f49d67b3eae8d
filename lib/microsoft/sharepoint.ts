import { decodeJwt } from 'jose';
import { type Grant, type RefreshRequest, type Registration, refreshToken } from './client.ts';
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

/** The audience of a token that can be read; personal accounts' tokens cannot. */
function audienceOf(accessToken: string): unknown {
  try {
    return decodeJwt(accessToken).aud;
  } catch {
    return undefined;
  }
}

/**
 * Asks for a token of one SharePoint host (`{origin}/.default`); a token for another audience is refused, because
 * SharePoint would refuse it too. @throws MicrosoftError
 */
export async function refreshSharePointToken(
  registration: Registration,
  ask: Omit<RefreshRequest, 'scopes'> & { resource: string },
): Promise<Grant> {
  const { resource, cache, tid } = ask;
  const grant = await refreshToken(registration, { cache, tid, scopes: [`${resource}/.default`] });
  const audience = audienceOf(grant.token.access_token);
  if (audience !== undefined && audience !== resource && audience !== `${resource}/`)
    throw new MicrosoftError({ oauthError: 'wrong_audience', status: 502 });
  return grant;
}
