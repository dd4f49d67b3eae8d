import { claimsParameter } from './claims.ts';
import type { MicrosoftApp } from './client.ts';
import { type ClientCredential, credentialParameters, withFirstAccepted } from './client-credential.ts';
import { findCloud, findEndpoints } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import { parseJson, request } from './http.ts';
import { readMsalCache } from './msal-cache.ts';
import { type Grant, readTokenAnswer } from './token-answer.ts';

/**
 * The scopes that MSAL adds to every request for a person's tokens. Without `offline_access` no refresh token is
 * issued.
 */
const always = ['openid', 'profile', 'offline_access'];

export type RefreshInput = {
  cache: string;
  scopes: string[];
  tid: string;
  /** What the resource demanded of a new token. */
  claims?: string | undefined;
  /** Called before each request, including the one with a second credential. If it throws, the call ends. */
  before?: () => Promise<void>;
};

type Call = { clientId: string; tokenEndpoint: string; refreshToken: string; homeAccountId: string | undefined };

/** Lets Entra find the account's partition without reading the token ("Client-Side Routing", as MSAL sends it). */
function routingHeader(homeAccountId: string | undefined): Record<string, string> {
  const [uid, utid] = homeAccountId?.split('.') ?? [];
  return uid && utid ? { 'x-anchormailbox': `Oid:${uid}@${utid}` } : {};
}

async function post(
  credential: ClientCredential,
  { clientId, tokenEndpoint, refreshToken, homeAccountId }: Call,
  { scopes, claims, before }: RefreshInput,
) {
  const form = new URLSearchParams({
    client_id: clientId,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope: [...new Set([...scopes, ...always])].join(' '),
    claims: claimsParameter(claims),
    ...(await credentialParameters(credential, { clientId, tokenEndpoint })),
  });
  await before?.();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...routingHeader(homeAccountId) };
  const { text, ...answer } = await request(tokenEndpoint, { method: 'POST', headers, body: form.toString() });
  return readTokenAnswer({ ...answer, body: parseJson(text) });
}

/**
 * Requests a new token for one resource with the grant's refresh token, which is valid for every resource (RFC 6749
 * section 6). The returned cache replaces the given one; after a failure the given one stays valid.
 * @throws MicrosoftError, HttpFailure
 */
export async function refreshToken(registration: MicrosoftApp, input: RefreshInput): Promise<Grant> {
  const { refreshToken: sent, homeAccountId, withRefreshToken } = readMsalCache(input.cache);
  if (!sent) throw new MicrosoftError({ oauthError: 'no_refresh_token' });
  const { token: tokenEndpoint } = await findEndpoints(findCloud(registration.cloud), input.tid);
  const { clientId } = registration;
  const call = { clientId, tokenEndpoint, refreshToken: sent, homeAccountId };
  const { refreshToken: next, ...answered } = await withFirstAccepted(registration, (credential) =>
    post(credential, call, input),
  );
  // An answer without a refresh token leaves the one that was sent valid.
  return { ...answered, cache: withRefreshToken(next ?? sent) };
}
