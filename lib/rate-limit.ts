import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '#lib/db';

/** The caller has used up a limit; it opens again after `retryAfterSeconds`. */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError';
  readonly code = 'rate_limited';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Too many attempts; wait ${inMinutes(retryAfterSeconds)}.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const quarterHour = 15 * 60;

/**
 * Points allowed per key and seconds. `sign-in` is per e-mail and network, `sign-in-account` per e-mail over all of them,
 * `sign-in-device` per browser an operator has signed in from before; the others are per network.
 */
const limits = {
  'sign-in': { points: 10, duration: quarterHour },
  'sign-in-address': { points: 50, duration: quarterHour },
  'sign-in-account': { points: 50, duration: 60 * 60 },
  'sign-in-device': { points: 10, duration: quarterHour },
  'set-up': { points: 10, duration: quarterHour },
  invitation: { points: 60, duration: quarterHour },
  connect: { points: 120, duration: 60 },
} as const;

export type Limit = keyof typeof limits;

const limiters = new Map<Limit, RateLimiterPostgres>();

function makeLimiter(keyPrefix: string, allowed: { points: number; duration: number }): RateLimiterPostgres {
  return new RateLimiterPostgres({
    ...allowed,
    storeClient: { query: (statement: { text: string }) => pool().query(statement) },
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix,
  });
}

function limiter(limit: Limit): RateLimiterPostgres {
  const known = limiters.get(limit);
  if (known) return known;
  const made = makeLimiter(limit, limits[limit]);
  limiters.set(limit, made);
  return made;
}

/**
 * Takes one attempt of `key` from a limit; counted in the database, so for all processes together.
 * `key` is stored as it is: hash what names a person.
 * @throws RateLimitError when none is left.
 */
export async function consume(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new RateLimitError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw error;
  }
}

/** Gives one attempt back: what succeeded does not count against the caller. */
export async function giveBack(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(key);
}

/** Whole minutes in words, rounded up: `1 minute`, `12 minutes`. */
function inMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** A limit that an operator sets, and how many points it allows in how many seconds. */
export type Allowance = { name: string; points: number; seconds: number };

/** What is left after taking one; `isAllowed` says whether there was one to take. */
export type Taken = { isAllowed: boolean; limit: number; remaining: number; resetSeconds: number };

let allowance: { key: string; limiter: RateLimiterPostgres } | undefined;

/** Takes one point of `key` from an operator's limit, for all processes together; says what is left. */
export async function takeOne({ name, points, seconds }: Allowance, key: string): Promise<Taken> {
  const id = `${name}:${points}:${seconds}`;
  if (allowance?.key !== id) allowance = { key: id, limiter: makeLimiter(name, { points, duration: seconds }) };
  const result = await allowance.limiter.consume(key).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  });
  const resetSeconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  const isAllowed = result.consumedPoints <= points;
  return { isAllowed, limit: points, remaining: Math.max(0, points - result.consumedPoints), resetSeconds };
}
