import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { isSandbox } from '#lib/clouds';
import { authorityOf, type Registration } from './client.ts';
import { findCloud, findEndpoints } from './clouds.ts';
import { HttpFailure, request } from './http.ts';

/** Tenant of all personal Microsoft accounts. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Who signed in: `oid` with `tid` is the stable key, the names may change (id token claims reference). */
export type Identity = {
  tid: string;
  oid: string;
  username: string;
  displayName: string;
  loginHint: string | undefined;
};

/** The ID token is not one of Microsoft's for us, now and for this attempt. */
export class IdTokenError extends Error {
  override readonly name = 'IdTokenError';
  readonly code = 'id_token_invalid';
}

const claims = z.object({
  tid: z.string().regex(/^[a-zA-Z0-9.-]+$/),
  oid: z.string().min(1).max(255),
  nonce: z.string().optional(),
  preferred_username: z.string().catch(''),
  name: z.string().catch(''),
  login_hint: z.string().optional().catch(undefined),
});

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function keySet(url: string) {
  // Only the token endpoint brings us tokens, so nobody can make us ask too often: a key made just now is looked up.
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url), { cooldownDuration: 0, [customFetch]: fetchKeys });
  keySets.set(url, known);
  return known;
}

/**
 * Verifies signature, issuer (with the token's own `tid` in the template), audience, life and nonce
 * (OpenID Connect Core 3.1.3.7). @throws IdTokenError, or HttpFailure when the keys cannot be fetched.
 */
export async function verifyIdToken(
  registration: Registration,
  token: { idToken: string | undefined /** Null: it came with a refresh, which carries none. */; nonce: string | null },
): Promise<Identity> {
  if (!token.idToken) throw new IdTokenError('Microsoft sent no ID token.');
  const endpoints = await findEndpoints(findCloud(registration.cloud), authorityOf(registration));
  const { payload } = await verified(token.idToken, endpoints.jwks, registration.clientId);
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new IdTokenError('The ID token lacks tid or oid.', { cause: parsed.error });
  const { tid, oid, nonce, preferred_username: username, name, login_hint: loginHint } = parsed.data;
  if (!(await isIssuer(payload.iss, registration, { tid, issuer: endpoints.issuer })))
    throw new IdTokenError('The ID token has another issuer.');
  if (token.nonce !== null && nonce !== token.nonce) throw new IdTokenError('The ID token belongs to another attempt.');
  return { tid, oid, username, displayName: name || username, loginHint };
}

/** The authority's template with the token's own tenant, or what that tenant's own discovery document says. */
async function isIssuer(issuer: string | undefined, { cloud }: Registration, of: { tid: string; issuer: string }) {
  if (issuer === of.issuer.replace('{tenantid}', of.tid)) return true;
  if (!isSandbox(cloud)) return false;
  const own = await findEndpoints(findCloud(cloud), of.tid);
  return issuer === own.issuer.replace('{tenantid}', of.tid);
}

/** By the way out that all our calls take. */
async function fetchKeys(url: string): Promise<Response> {
  const { status, text } = await request(url);
  return new Response(text, { status });
}

async function verified(idToken: string, jwks: string, audience: string) {
  try {
    const checks = { audience, algorithms: ['RS256'], requiredClaims: ['exp', 'iss'], clockTolerance: 300 };
    return await jwtVerify(idToken, keySet(jwks), checks);
  } catch (cause) {
    if (cause instanceof HttpFailure) throw cause;
    if (cause instanceof errors.JWKSTimeout || cause instanceof TypeError)
      throw new HttpFailure('unreachable', 'The signing keys could not be fetched.', { cause });
    throw new IdTokenError('The ID token does not verify.', { cause });
  }
}
