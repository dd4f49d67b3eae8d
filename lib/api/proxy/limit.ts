import { knownRequestLimit, takeRequest } from '#lib/keys/limit';
import { ApiError } from '../errors.ts';

/** Counts a call against its key, where keys are limited at all. @throws ApiError 429 */
export async function countCall(keyId: string, call: { method: string; path: string }): Promise<void> {
  const allowed = await knownRequestLimit();
  if (allowed === 0) return;
  const { isAllowed, limit, resetSeconds } = await takeRequest(keyId, allowed);
  if (isAllowed) return;
  throw new ApiError(429, 'too_many_request', {
    message: `This key may make ${limit} requests a minute; go on in ${resetSeconds} seconds.`,
    payload: call,
    retryAfterSeconds: resetSeconds,
  });
}
