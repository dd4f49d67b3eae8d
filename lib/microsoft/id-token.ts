import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { isSandbox } from '#lib/clouds';
import { authorityOf, type MicrosoftApp } from './client.ts';
import { findCloud, findEndpoints } from './clouds.ts';
import { withSigningKeys } from './signing-keys.ts';

/** Who signed in: `oid` with `tid` is the stable key, the names may change (id token claims reference). */
export type Identity = {
  tid: string;
  oid: string;
  username: string;
  displayName: string;
  loginHint: string | undefined;
  /** Template ids of the person's directory roles (`wids`), where the registration asks for them. */
  roles?: readonly string[] | undefined;
};

/**
 * The check that an ID token failed. For `clock` the token is valid, but this machine's clock differs from Microsoft's.
 */
export type IdTokenFault = 'missing' | 'signature' | 'issuer' | 'audience' | 'nonce' | 'claims' | 'times' | 'clock';

/** The ID token was not issued by Microsoft for this app, this time and this attempt. */
export class IdTokenError extends Error {
  override readonly name = 'IdTokenError';
  readonly code = 'id_token_invalid';
  readonly fault: IdTokenFault;
  /** For `clock`: by how many minutes this machine's clock is ahead of Microsoft's; negative if it is behind. */
  readonly minutesAhead: number | undefined;
  constructor(fault: IdTokenFault, message: string, more: { cause?: unknown; minutesAhead?: number } = {}) {
    super(message, { cause: more.cause });
    this.fault = fault;
    this.minutesAhead = more.minutesAhead;
  }
}

const claims = z.object({
  tid: z.string().regex(/^[a-zA-Z0-9.-]+$/),
  oid: z.string().min(1).max(255),
  nonce: z.string().optional(),
  preferred_username: z.string().catch(''),
  name: z.string().catch(''),
  login_hint: z.string().optional().catch(undefined),
  wids: z.array(z.string()).optional().catch(undefined),
});

export type TokenToVerify = {
  idToken: string | undefined;
  /** The nonce of the sign-in; null for a token from a refresh, which carries none. */
  nonce: string | null;
  /** When Microsoft answered, by its own clock (the `Date` header). */
  answeredAt?: Date | undefined;
};

/**
 * Verifies signature, issuer (with the token's own `tid` in the template), audience, life and nonce
 * (OpenID Connect Core 3.1.3.7). @throws IdTokenError, or HttpFailure when the keys cannot be fetched.
 */
export async function verifyIdToken(registration: MicrosoftApp, token: TokenToVerify): Promise<Identity> {
  if (!token.idToken) throw new IdTokenError('missing', 'Microsoft sent no ID token.');
  const endpoints = await findEndpoints(findCloud(registration.cloud), authorityOf(registration));
  const checks = { jwks: endpoints.jwks, audience: registration.clientId, answeredAt: token.answeredAt };
  const { payload } = await verified(token.idToken, checks);
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new IdTokenError('claims', 'The ID token lacks tid or oid.', { cause: parsed.error });
  const { tid, oid, nonce, preferred_username: username, name, login_hint: loginHint, wids: roles } = parsed.data;
  if (!(await isIssuer(payload.iss, registration, { tid, issuer: endpoints.issuer })))
    throw new IdTokenError('issuer', 'The ID token has another issuer.');
  if (token.nonce !== null && nonce !== token.nonce)
    throw new IdTokenError('nonce', 'The ID token belongs to another attempt.');
  return { tid, oid, username, displayName: name || username, loginHint, roles };
}

/**
 * The expected issuer: the authority's template with the token's own tenant, or the one in that tenant's discovery
 * document.
 */
async function isIssuer(issuer: string | undefined, { cloud }: MicrosoftApp, of: { tid: string; issuer: string }) {
  if (issuer === of.issuer.replace('{tenantid}', of.tid)) return true;
  if (!isSandbox(cloud)) return false;
  const own = await findEndpoints(findCloud(cloud), of.tid);
  return issuer === own.issuer.replace('{tenantid}', of.tid);
}

type FailedClaim = Pick<errors.JWTExpired, 'claim' | 'payload'>;
type Checks = { jwks: string; audience: string; answeredAt: Date | undefined };

const toleranceSeconds = 300;

async function verified(idToken: string, { jwks, audience, answeredAt }: Checks) {
  const requiredClaims = ['exp', 'iss'];
  const checks = { audience, algorithms: ['RS256'], requiredClaims, clockTolerance: toleranceSeconds };
  try {
    return await withSigningKeys(jwks, (keys) => jwtVerify(idToken, keys, checks));
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    throw refusalOf(cause, answeredAt);
  }
}

const faultOfClaim = new Map<string, IdTokenFault>([
  ['aud', 'audience'],
  ['iss', 'issuer'],
]);

function refusalOf(cause: errors.JOSEError, answeredAt: Date | undefined): IdTokenError {
  const isClaim = cause instanceof errors.JWTClaimValidationFailed || cause instanceof errors.JWTExpired;
  if (!isClaim) {
    const fault = cause instanceof errors.JWTInvalid ? 'claims' : 'signature';
    return new IdTokenError(fault, 'The ID token does not verify.', { cause });
  }
  if (cause.reason !== 'check_failed')
    return new IdTokenError(faultOfClaim.get(cause.claim) ?? 'claims', 'The ID token lacks a claim.', { cause });
  if (cause.claim !== 'exp' && cause.claim !== 'nbf')
    return new IdTokenError(faultOfClaim.get(cause.claim) ?? 'claims', `The ID token is refused (${cause.claim}).`, {
      cause,
    });
  const minutesAhead = clockDifference(cause, answeredAt);
  if (minutesAhead === undefined) return new IdTokenError('times', 'The ID token is not valid now.', { cause });
  return new IdTokenError('clock', 'The clocks differ.', { cause, minutesAhead });
}

/**
 * By how many minutes our clock is ahead of Microsoft's, by the answer's `Date` header or else by the token's time of
 * issue; undefined if the clocks agree, so that the token itself is wrong.
 */
function clockDifference(
  { claim, payload: { iat, nbf } }: FailedClaim,
  answeredAt: Date | undefined,
): number | undefined {
  // The token was just issued. If it starts in the future, our clock is behind.
  const told = [answeredAt?.getTime(), ...(claim === 'nbf' ? [iat, nbf] : [iat]).map((at) => at && at * 1000)];
  const differences = told.map((at) => (at === undefined ? 0 : (Date.now() - at) / 1000));
  const difference = differences.find((seconds) => Math.abs(seconds) > toleranceSeconds);
  return difference === undefined ? undefined : Math.round(difference / 60);
}
