import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../state.ts';
import type { Sandbox } from '../world.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { EntraError } from './errors.ts';

const LIFE = 10 * 60 * 1000;
const PREFIX = '1.';

const code = z.object({
  id: z.string(),
  clientId: z.string(),
  oid: z.string(),
  tid: z.string(),
  scope: z.string(),
  redirectUri: z.string(),
  nonce: z.string().optional(),
  codeChallenge: z.string().optional(),
  codeChallengeMethod: z.enum(['S256', 'plain']).optional(),
  satisfied: z.array(z.string()).default([]),
  issuedAt: z.number(),
});

export type Code = z.infer<typeof code>;

export function issueCode(sandbox: Sandbox, request: AuthorizeRequest, account: { oid: string; tid: string }): string {
  const { clientId, scope, redirectUri, nonce, codeChallenge, codeChallengeMethod, satisfied } = request;
  const value: Code = {
    id: randomUUID(),
    clientId,
    oid: account.oid,
    tid: account.tid,
    scope,
    redirectUri,
    nonce,
    codeChallenge,
    codeChallengeMethod,
    satisfied,
    issuedAt: sandbox.clock.now(),
  };
  return PREFIX + sandbox.sealer.seal('code', value);
}

/** Takes a code once, for ten minutes, for the app, address and verifier it was issued to; throws otherwise. */
export function takeCode(
  sandbox: Sandbox,
  from: { app: App; code: string; redirectUri: string | undefined; codeVerifier: string | undefined },
): Code {
  const found = openCode(sandbox, from.code);
  if (!found || found.clientId !== from.app.clientId) throw malformed();
  if (sandbox.store.state.redeemed[found.id] !== undefined) throw redeemed();
  if (found.issuedAt + LIFE < sandbox.clock.now()) throw expired();
  if (found.redirectUri !== from.redirectUri) throw otherAddress(from.redirectUri, found.redirectUri);
  checkVerifier(found, from.codeVerifier);
  sandbox.store.state.redeemed[found.id] = found.issuedAt + 2 * LIFE;
  forgetExpired(sandbox.store.state.redeemed, sandbox.clock.now());
  return found;
}

function openCode(sandbox: Sandbox, text: string): Code | undefined {
  return text.startsWith(PREFIX) ? sandbox.sealer.open('code', text.slice(PREFIX.length), code) : undefined;
}

function forgetExpired(entries: Record<string, number>, now: number): void {
  for (const [id, until] of Object.entries(entries)) if (until < now) delete entries[id];
}

/** RFC 7636 section 4.6; a verifier without a challenge is refused as well (RFC 9700 section 2.1.1, downgrade). */
function checkVerifier(found: Code, verifier: string | undefined): void {
  if (found.codeChallenge === undefined && verifier === undefined) return;
  const hashed = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
  const presented = found.codeChallengeMethod === 'S256' ? hashed : verifier;
  if (verifier !== undefined && presented === found.codeChallenge) return;
  throw new EntraError({
    error: 'invalid_grant',
    number: 501481,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  });
}

function malformed(): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  });
}

function redeemed(): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 54005,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  });
}

function expired(): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 70008,
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  });
}

function otherAddress(given: string | undefined, asked: string): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number: 500112,
    text: `The reply address '${given ?? ''}' does not match the reply address '${asked}' provided when requesting Authorization code.`,
  });
}
