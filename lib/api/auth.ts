import type { Context } from 'hono';
import type { Actor } from '#lib/audit/schema';
import { readClientAddress } from '#lib/client-address';
import { env } from '#lib/env';
import { hashToken, isToken } from '#lib/ids';
import { findKey } from '#lib/keys/keys';
import { noteKeyUse } from '#lib/keys/record-use';
import type { LiveKey } from '#lib/keys/schema';
import { allows, type Scope } from '#lib/keys/scopes';
import { findSession, type Session } from '#lib/links/session';
import type { PickerSession } from '#lib/picker/schema';
import { findPickerSession } from '#lib/picker/sessions';
import { noteRefusal } from '#lib/refusals/refusals';
import { ApiError } from './errors.ts';
import { countForSession, countFromNetwork, countRequest } from './limits.ts';

/** A page of a customer's in which the file picker asks, with its picker session. */
type PickerCaller = { session: PickerSession; origin: string };

/** The caller as handlers see it: an API key, the `session` of an end user's page, or a `picker` in one. */
export type Caller = {
  Variables: {
    actor: Actor;
    key: LiveKey | undefined;
    session: (Session & { token: string }) | undefined;
    /** Of which origin the pages may read the answer: undefined means all, and null none. */
    readers: string | null | undefined;
    picker: PickerCaller | undefined;
  };
};

/**
 * What an endpoint requires: a scope of an API key, any key, a connect session (`ended too`: the endpoint looks it up
 * itself), a picker session, or either a key or a connect session.
 */
export type Needs =
  | { scope: Scope | 'any'; session?: 'too' }
  | { session: 'only' | 'ended too' }
  | { picker: true }
  | { nothing: true };

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

/** The answer to a picker session that does not exist. */
export function unknownPickerSession(): ApiError {
  const message = 'This picker session does not exist, or its connection was deleted. Ask your server for a new one.';
  return new ApiError(401, 'unknown_picker_session', { message });
}

/** The page's origin. Within one origin a browser names none in a GET, but says that it is one. */
export function readOrigin(context: Context): string | undefined {
  const isOwn = context.req.header('sec-fetch-site') === 'same-origin';
  return context.req.header('origin') ?? (isOwn ? new URL(env().publicUrl).origin : undefined);
}

/** Admits pages of the session's origins, which alone may read the answer. @throws ApiError 401, 403, 429 */
async function admitPicker(context: Context<Caller>, token: string): Promise<void> {
  await countFromNetwork(context, 'picker');
  const session = await findPickerSession(token);
  const address = readClientAddress(context.req.raw.headers);
  const note = (way: string) => noteRefusal({ action: 'picker-session.refused', way, address });
  if (!session) {
    note('unknown');
    throw unknownPickerSession();
  }
  await countForSession(session.id);
  const origin = readOrigin(context);
  const isAllowed = origin !== undefined && session.origins.includes(origin);
  context.set('readers', isAllowed ? origin : null);
  if (!isAllowed) {
    note('origin');
    const message = 'This picker session is not for pages of this origin: name it in `origins` when you create one.';
    throw new ApiError(403, 'origin_not_allowed', { message });
  }
  if (session.hasEnded) {
    const message = 'This picker session has ended. Ask your server for a new one.';
    throw new ApiError(401, 'picker_session_ended', { message });
  }
  context.set('picker', { session, origin });
  context.set('actor', 'system');
}

/** The picker session of an endpoint that needs one. */
export function requirePicker(context: Context<Caller>): PickerCaller {
  const picker = context.get('picker');
  if (!picker) throw new Error('This endpoint does not ask for a picker session.');
  return picker;
}

/** Checks that a request has what `needs` names, and notes the caller in the context. @throws ApiError 401, 403, 429 */
export async function admit(context: Context<Caller>, needs: Needs): Promise<void> {
  if ('nothing' in needs) return;
  if ('picker' in needs) return admitPicker(context, readBearer(context.req.header('authorization')));
  if (needs.session === 'ended too') return;
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
