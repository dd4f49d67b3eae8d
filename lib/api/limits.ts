import type { Context } from 'hono';
import { networkOf, readClientAddress } from '#lib/client-address';
import { knownRequestLimit, takeRequest } from '#lib/keys/limit';
import { consume, type Limit, RateLimitError } from '#lib/rate-limit';
import { ApiError } from './errors.ts';

/** Whether the installation limits how many requests a key may make. */
export async function isLimited(): Promise<boolean> {
  return (await knownRequestLimit()) > 0;
}

type Call = { method: string; path: string };

function usedUp({ limit, resetSeconds }: { limit: number; resetSeconds: number }, call: Call): ApiError {
  return new ApiError(429, 'too_many_request', {
    message: `This key may make ${limit} requests a minute; go on in ${resetSeconds} seconds.`,
    payload: call,
    retryAfterSeconds: resetSeconds,
  });
}

/**
 * Counts a request against its key's limit and sends headers with the remaining number (IETF draft "RateLimit header
 * fields", and the X- names that Nango uses).
 * @throws ApiError 429
 */
export async function countRequest(context: Context, keyId: string): Promise<void> {
  const allowed = await knownRequestLimit();
  if (allowed === 0) return;
  const { isAllowed, limit, remaining, resetSeconds } = await takeRequest(keyId, allowed);
  context.header('RateLimit-Policy', `${limit};w=60`);
  context.header('RateLimit-Limit', String(limit));
  context.header('RateLimit-Remaining', String(remaining));
  context.header('RateLimit-Reset', String(resetSeconds));
  context.header('X-RateLimit-Limit', String(limit));
  context.header('X-RateLimit-Remaining', String(remaining));
  context.header('X-RateLimit-Reset', String(Math.floor(Date.now() / 1000) + resetSeconds));
  const { method, path } = context.req;
  if (!isAllowed) throw usedUp({ limit, resetSeconds }, { method, path });
}

/**
 * Counts a proxy call against its key's limit, if keys are limited.
 * @throws ApiError 429
 */
export async function countCall(keyId: string, call: Call): Promise<void> {
  const allowed = await knownRequestLimit();
  if (allowed === 0) return;
  const taken = await takeRequest(keyId, allowed);
  if (!taken.isAllowed) throw usedUp(taken, call);
}

/** Counts a request of a customer's page against the limit of its network. @throws ApiError 429 */
export async function countFromNetwork(context: Context, limit: 'session-status' | 'picker'): Promise<void> {
  await count(limit, networkOf(readClientAddress(context.req.raw.headers)), 'from this network');
}

/** Counts a request against the limit of its picker session. @throws ApiError 429 */
export async function countForSession(id: string): Promise<void> {
  await count('picker-session', id, 'with this session');
}

async function count(limit: Limit, key: string, where: string): Promise<void> {
  try {
    await consume(limit, key);
  } catch (error) {
    if (!(error instanceof RateLimitError)) throw error;
    const { retryAfterSeconds } = error;
    throw new ApiError(429, 'too_many_request', {
      message: `Too many questions come ${where}; go on in ${retryAfterSeconds} seconds.`,
      payload: {},
      retryAfterSeconds,
    });
  }
}
