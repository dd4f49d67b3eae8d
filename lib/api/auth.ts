import type { Context } from 'hono';
import type { Actor } from '#lib/audit/schema';
import { readClientAddress } from '#lib/client-address';
import { hashToken, isToken } from '#lib/ids';
import { findKey } from '#lib/keys/keys';
import { noteKeyUse } from '#lib/keys/record-use';
import type { LiveKey } from '#lib/keys/schema';
import { allows, type Scope } from '#lib/keys/scopes';
import { findSession, type Session } from '#lib/links/session';
import { noteRefusal } from '#lib/refusals/refusals';
import { ApiError } from './errors.ts';
import { countRequest } from './limits.ts';

/** The caller as handlers see it: an API key, or the `session` of an end user's page. */
export type Caller = {
  Variables: { actor: Actor; key: LiveKey | undefined; session: (Session & { token: string }) | undefined };
};

/**
 * What an endpoint requires: a scope of an API key, any key, a connect session (`ended too`: the endpoint looks it up
 * itself), or either a key or a session.
 */
export type Needs = { scope: Scope | 'any'; session?: 'too' } | { session: 'only' | 'ended too' } | { nothing: true };

function readBearer(header: string | undefined): string {
  if (!header)
    throw new ApiError(401, 'missing_auth_header', {
      message: 'Send your API key as Authorization: Bearer …',
      payload: {},
    });
  const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (token) return token;
  throw new ApiError(401, 'malformed_auth_header', {
    message: 'The Authorization header must read: Bearer KEY.',
    payload: {},
  });
}

/** The key's hash from `Authorization: Bearer`. Cookies never count here. @throws ApiError 401 */
export function readKeyHash(header: string | undefined): Buffer {
  return hashToken(readBearer(header));
}

/** The answer to a key that is unknown or revoked; that it came is noted. */
export function refuseKey(address: string): ApiError {
  noteRefusal({ action: 'api-key.refused', way: 'api-key', address });
  return new ApiError(401, 'unknown_account', { message: 'This API key does not exist or was revoked.', payload: {} });
}

/** The answer to a key that lacks a scope. */
export function insufficientScope(scope: Scope): ApiError {
  return new ApiError(403, 'forbidden', { message: `Insufficient scope: this API key lacks ${scope}.` });
}

function noteRefusedSession(context: Context): void {
  const address = readClientAddress(context.req.raw.headers);
  noteRefusal({ action: 'connect-session.refused', way: 'connect-session', address });
}

/** The answer to a connect session that does not exist; that it came is noted. */
export function refuseSession(context: Context): ApiError {
  noteRefusedSession(context);
  return new ApiError(401, 'unknown_connect_session_token', {
    message: 'This connect session does not exist, was used or has ended. Create a new one.',
    payload: {},
  });
}

function refuseNoSession(context: Context): ApiError {
  noteRefusedSession(context);
  return new ApiError(401, 'invalid_connect_session_token_format', {
    message: 'Send the token of a connect session as Authorization: Bearer …',
    payload: {},
  });
}

/**
 * Reads the live key of a request from the database and counts the request against its limit. @throws ApiError 401, 429
 */
export async function admitKey(context: Context, token?: string): Promise<LiveKey> {
  const bearer = token ?? readBearer(context.req.header('authorization'));
  const key = await findKey(hashToken(bearer));
  if (!key) throw refuseKey(readClientAddress(context.req.raw.headers));
  noteKeyUse(key.id);
  await countRequest(context, key.id);
  return key;
}

/** The token of a connect session, whatever its state. @throws ApiError 401 */
export function readSessionToken(context: Context): string {
  const token = readBearer(context.req.header('authorization'));
  if (!isToken(token)) throw refuseNoSession(context);
  return token;
}

async function admitSession(context: Context<Caller>, token: string): Promise<void> {
  const session = await findSession(token);
  if (!session) throw refuseSession(context);
  context.set('session', { ...session, token });
  context.set('actor', 'system');
}

/** Checks that a request has what `needs` names, and notes the caller in the context. @throws ApiError 401, 403, 429 */
export async function admit(context: Context<Caller>, needs: Needs): Promise<void> {
  if ('nothing' in needs || needs.session === 'ended too') return;
  const token = readBearer(context.req.header('authorization'));
  if (needs.session && isToken(token)) return admitSession(context, token);
  if (!('scope' in needs)) throw refuseNoSession(context);
  const key = await admitKey(context, token);
  if (needs.scope !== 'any' && !allows(key.scopes, needs.scope)) throw insufficientScope(needs.scope);
  context.set('key', key);
  context.set('actor', `api-key:${key.name}`);
}

/** Whether the caller's key has one more scope than the endpoint needs. */
export function mayAlso(context: Context<Caller>, scope: Scope): boolean {
  return allows(context.get('key')?.scopes ?? [], scope);
}
