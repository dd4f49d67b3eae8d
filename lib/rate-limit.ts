import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '#lib/db';

/** The caller has used up a limit, which has room again after `retryAfterSeconds`. */
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
 * Points allowed per key and period in seconds. `sign-in` is per e-mail and network, `sign-in-account` per e-mail over
 * all networks, `sign-in-device` per browser in which an operator has signed in before, `picker-session` per session, `picker-claims` per connection and
 * host; the others are per network.
 */
const limits = {
  'sign-in': { points: 10, duration: quarterHour },
  'sign-in-address': { points: 50, duration: quarterHour },
  'sign-in-account': { points: 50, duration: 60 * 60 },
  'sign-in-device': { points: 10, duration: quarterHour },
  'set-up': { points: 10, duration: quarterHour },
  invitation: { points: 60, duration: quarterHour },
  connect: { points: 120, duration: 60 },
  // A page asks once a second at first, and the people of an office share one network.
  'session-status': { points: 600, duration: 60 },
  // Each picker asks a few times; the people of an office share one network.
  picker: { points: 300, duration: 60 },
  'picker-session': { points: 120, duration: 60 },
  'picker-claims': { points: 1, duration: 60 },
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
 * Counts one attempt of `key` against a limit, in the database, so across all processes. `key` is stored unchanged:
 * hash it if it names a person.
 * @throws RateLimitError when the limit is used up.
 */
export async function consume(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new RateLimitError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw error;
  }
}

/** Takes back one counted attempt, since successful ones do not count. */
export async function giveBack(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(key);
}

/** Seconds as whole minutes in words, rounded up: `1 minute`, `12 minutes`. */
function inMinutes(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** A limit that an operator sets: how many points in how many seconds. */
export type Allowance = { name: string; points: number; seconds: number };

/** The state after taking one point. `isAllowed` says whether there was one left. */
export type Taken = { isAllowed: boolean; limit: number; remaining: number; resetSeconds: number };

let allowance: { key: string; limiter: RateLimiterPostgres } | undefined;

/** Takes one point of `key` from an operator's limit, across all processes, and returns the state after it. */
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
