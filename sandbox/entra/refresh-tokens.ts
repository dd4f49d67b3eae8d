import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App, Grant, Revocation } from '../state.ts';
import type { Sandbox } from '../world.ts';
import { EntraError, notConsented } from './errors.ts';

const DAY = 24 * 60 * 60 * 1000;
const INACTIVE = 90 * DAY;
const PREFIX = '0.A';

const refreshToken = z.object({ grant: z.string(), serial: z.number(), issuedAt: z.number() });

export function createGrant(sandbox: Sandbox, of: Pick<Grant, 'clientId' | 'oid' | 'scope' | 'satisfied'>): Grant {
  const now = sandbox.clock.now();
  const grant: Grant = { id: randomUUID(), ...of, createdAt: now, usedAt: now, serial: 0 };
  sandbox.store.state.grants[grant.id] = grant;
  return grant;
}

/** The next refresh token of a grant. Older ones stay valid unless the app's rotation is strict. */
export function issueRefreshToken(sandbox: Sandbox, grant: Grant): string {
  const now = sandbox.clock.now();
  grant.serial += 1;
  grant.usedAt = now;
  return PREFIX + sandbox.sealer.seal('refresh', { grant: grant.id, serial: grant.serial, issuedAt: now });
}

/** The grant that a refresh token belongs to, whether or not the token is valid. */
export function familyOf(sandbox: Sandbox, text: string | undefined): string | undefined {
  return openToken(sandbox, text ?? '')?.grant;
}

/**
 * The grant behind a refresh token; throws Entra's refusal when it is not this app's, has been idle for 90 days,
 * was revoked, or, with strict rotation, was spent before (which ends the whole grant, RFC 9700 section 4.14.2).
 */
export function requireGrant(sandbox: Sandbox, app: App, text: string): Grant {
  const token = openToken(sandbox, text);
  const grant = token && sandbox.store.state.grants[token.grant];
  if (!token || grant?.clientId !== app.clientId) throw unknown();
  const refused = (reason: Revocation) => revokedError(reason, { app, grant, clock: sandbox.clock });
  if (grant.revoked) throw refused(grant.revoked.reason);
  if (token.issuedAt + INACTIVE < sandbox.clock.now()) throw refused('inactive');
  if (app.rotation === 'strict' && token.serial !== grant.serial) {
    grant.revoked = { reason: 'reused', at: sandbox.clock.now() };
    throw refused('reused');
  }
  return grant;
}

function openToken(sandbox: Sandbox, text: string) {
  return text.startsWith(PREFIX) ? sandbox.sealer.open('refresh', text.slice(PREFIX.length), refreshToken) : undefined;
}

function unknown(): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  });
}

function revokedError(reason: Revocation, of: { app: App; grant: Grant; clock: Clock }): EntraError {
  const { app, grant, clock } = of;
  const issued = new Date(clock.outward(grant.usedAt)).toISOString();
  const since = new Date(clock.outward(grant.revoked?.at ?? clock.now())).toISOString();
  const refusals = {
    password_reset: closed(50173, revokedText(issued, since), 'bad_token'),
    admin_revoked: closed(50173, revokedText(issued, since)),
    inactive: closed(
      700082,
      `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for 90.00:00:00.`,
      'bad_token',
    ),
    sign_in_frequency: closed(
      70043,
      `The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on ${issued} and the maximum allowed lifetime for this request is 86400.`,
      'bad_token',
    ),
    account_disabled: closed(50057, 'The user account is disabled.'),
    consent_removed: notConsented(app),
    reused: closed(70000, 'The provided refresh token has been used before; the grant it belongs to is revoked.'),
  };
  return refusals[reason];
}

function revokedText(issued: string, since: string): string {
  return `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${since}'.`;
}

function closed(number: number, text: string, suberror?: string): EntraError {
  return new EntraError({ error: 'invalid_grant', number, text, suberror });
}
