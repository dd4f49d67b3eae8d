import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { type Taken, takeOne } from '#lib/rate-limit';
import { readSetting, saveSetting } from '#lib/settings';
import { requestsPerMinute } from './schema.ts';

const limitKey = 'api_requests_per_minute';
const windowSeconds = 60;
/** A changed setting counts in every process after this at the latest. */
const knownMilliseconds = 5_000;

type Known = { value: Promise<number>; until: number };

declare global {
  var latchkeyRequestLimit: Known | undefined;
}

/** Requests one key may make in a minute; 0: no limit. */
export async function readRequestLimit(): Promise<number> {
  return requestsPerMinute.catch(0).parse((await readSetting(limitKey)) ?? 0);
}

/** Requests one key may make in a minute, read at most five seconds ago: every request needs it. */
export function knownRequestLimit(): Promise<number> {
  const known = globalThis.latchkeyRequestLimit;
  if (known && known.until > Date.now()) return known.value;
  const value = readRequestLimit();
  globalThis.latchkeyRequestLimit = { value, until: Date.now() + knownMilliseconds };
  // A failed look-up is not remembered.
  value.catch(() => {
    globalThis.latchkeyRequestLimit = undefined;
  });
  return value;
}

/** Sets how many requests one key may make in a minute; 0 lifts the limit. */
export async function setRequestLimit(limit: number, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await saveSetting(limitKey, limit, tx);
    const detail = { requestsPerMinute: limit };
    await audit(tx, { actor: by, action: 'api-limit.changed', subject: 'settings', detail });
  });
  globalThis.latchkeyRequestLimit = undefined;
}

/** Takes one request of a key's minute, counted in the database for all processes together. */
export function takeRequest(keyId: string, limit: number): Promise<Taken> {
  return takeOne({ name: 'api', points: limit, seconds: windowSeconds }, keyId);
}
