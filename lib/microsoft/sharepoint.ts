import { decodeJwt } from 'jose';
import type { CloudId } from '#lib/clouds';
import type { MicrosoftApp } from './client.ts';
import { type Cloud, findCloud } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import { type GraphAccess, type GraphAnswer, type GraphRefusal, readDriveUrl, readRootSiteUrl } from './graph.ts';
import { type RefreshInput, refreshToken } from './refresh-grant.ts';
import { counterpartOf } from './sharepoint-origin.ts';
import type { TokenResponse } from './token-answer.ts';

/** The tenant's root host, or the one of the account's OneDrive. */
export const NAMED_HOSTS = ['root', 'my'] as const;
export type NamedHost = (typeof NAMED_HOSTS)[number];

/** Graph's answer about each host: its origin, or a refusal. Hosts that were not requested are absent. */
export type HostAnswers = { readonly [Host in NamedHost]?: GraphAnswer<string> };

function originOf(url: string, cloud: Cloud): string | undefined {
  const { origin, protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !cloud.allowsHttp) return undefined;
  // A personal account's drive has a web address too, but SharePoint issues no tokens for it.
  return hostname === 'onedrive.live.com' || hostname.endsWith('my.microsoftpersonalcontent.com') ? undefined : origin;
}

const unusable: GraphRefusal = { status: 200, isPassing: false };

const readers = { root: readRootSiteUrl, my: readDriveUrl } as const;

/** Asks Graph for the account's SharePoint hosts, those that are wanted. */
export async function askForHosts(access: GraphAccess, wanted: readonly NamedHost[]): Promise<HostAnswers> {
  const cloud = findCloud(access.cloud);
  const answers = wanted.map(async (host): Promise<[NamedHost, GraphAnswer<string>]> => {
    const answer = await readers[host](access);
    if (!('value' in answer)) return [host, answer];
    const origin = originOf(answer.value, cloud);
    return [host, origin ? { value: origin } : { refusal: unusable }];
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** A host to ask a token for; if only the other host's name implies it, Entra has to confirm it. */
export type Candidate = { resource: string; origin: 'named' | 'implied' };

const otherOf = { root: 'my', my: 'root' } as const;

/**
 * The origin of a host: the one Graph named, else the one that the other host's name implies, unless Entra has just said
 * that it does not know it. An account without a OneDrive has no `my` host.
 */
export function pickHost(
  host: NamedHost,
  answers: HostAnswers,
  { cloud, refused }: { cloud: CloudId; refused: ReadonlySet<string> },
): Candidate | undefined {
  const own = answers[host];
  if (own && 'value' in own) return refused.has(own.value) ? undefined : { resource: own.value, origin: 'named' };
  if (!own || (host === 'my' && own.refusal.status === 404)) return undefined;
  const other = answers[otherOf[host]];
  const implied = other && 'value' in other ? counterpartOf(other.value, host, findCloud(cloud)) : undefined;
  return implied && !refused.has(implied) ? { resource: implied, origin: 'implied' } : undefined;
}

/** Whether Entra says that the tenant has no such host (500011). */
export function isUnknownHost({ facts }: MicrosoftError): boolean {
  const { aadsts, oauthError } = facts;
  return aadsts === 500011 || (aadsts === undefined && oauthError === 'invalid_resource');
}

const isOther = (audience: string, resource: string) => URL.canParse(audience) && new URL(audience).origin !== resource;

/** Whether a readable token names another origin as its audience; false for a token that cannot be read. */
function isForAnotherOrigin(accessToken: string, resource: string): boolean {
  try {
    const { aud = [] } = decodeJwt(accessToken);
    const audiences = [aud].flat();
    return audiences.length > 0 && audiences.every((audience) => isOther(audience, resource));
  } catch {
    return false;
  }
}

/** The outcome of requesting one host's token. `cache` replaces the grant's, even if the token was refused. */
export type SharePointAnswer = { cache: string } & ({ token: TokenResponse } | { refusal: MicrosoftError });

/**
 * Asks for a token of one SharePoint host (`{origin}/.default`); a token for another audience is refused, because
 * SharePoint would refuse it too. @throws MicrosoftError
 */
export async function refreshSharePointToken(
  registration: MicrosoftApp,
  ask: Omit<RefreshInput, 'scopes'> & { resource: string },
): Promise<SharePointAnswer> {
  const { resource, ...rest } = ask;
  const { cache, token } = await refreshToken(registration, { ...rest, scopes: [`${resource}/.default`] });
  if (!isForAnotherOrigin(token.access_token, resource)) return { cache, token };
  return { cache, refusal: new MicrosoftError({ oauthError: 'wrong_audience', status: 502 }) };
}
