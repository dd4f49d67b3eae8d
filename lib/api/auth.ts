import { createMiddleware } from 'hono/factory';
import type { Actor } from '#lib/audit/schema';
import { hashToken } from '#lib/ids';
import { findKey } from '#lib/keys/keys';
import { noteKeyUse } from '#lib/keys/record-use';
import { ApiError } from './errors.ts';

/** What the handlers know of the caller. */
export type Caller = { Variables: { actor: Actor } };

/** The key's hash from `Authorization: Bearer`. Cookies never count here. @throws ApiError 401 */
export function readKeyHash(header: string | undefined): Buffer {
  if (!header)
    throw new ApiError(401, 'missing_auth_header', {
      message: 'Send your API key as Authorization: Bearer …',
      payload: {},
    });
  const key = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (!key)
    throw new ApiError(401, 'malformed_auth_header', {
      message: 'The Authorization header must read: Bearer KEY.',
      payload: {},
    });
  return hashToken(key);
}

/** The answer to a key that is unknown or revoked. */
export function unknownKey(): ApiError {
  return new ApiError(401, 'unknown_account', { message: 'This API key does not exist or was revoked.', payload: {} });
}

/** Lets only live keys through; asked anew for every request. */
export const requireKey = createMiddleware<Caller>(async (context, next) => {
  const key = await findKey(readKeyHash(context.req.header('authorization')));
  if (!key) throw unknownKey();
  noteKeyUse(key.id);
  context.set('actor', `api-key:${key.name}`);
  await next();
});
