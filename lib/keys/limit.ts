import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { type Taken, takeOne } from '#lib/rate-limit';
import { readSetting, saveSetting } from '#lib/settings';
import { requestsPerMinute } from './schema.ts';

const limitKey = 'api_requests_per_minute';
const windowSeconds = 60;
/** How long a process may use an old value after the setting has changed. */
const knownMilliseconds = 5_000;

type Known = { value: Promise<number>; until: number };

declare global {
  var latchkeyRequestLimit: Known | undefined;
}

/** Requests per minute and key; 0 means no limit. */
export async function readRequestLimit(): Promise<number> {
  return requestsPerMinute.catch(0).parse((await readSetting(limitKey)) ?? 0);
}

/** Requests per minute and key, cached for at most five seconds because every request needs it. */
export function knownRequestLimit(): Promise<number> {
  const known = globalThis.latchkeyRequestLimit;
  if (known && known.until > Date.now()) return known.value;
  const value = readRequestLimit();
  globalThis.latchkeyRequestLimit = { value, until: Date.now() + knownMilliseconds };
  // A failed read is not cached.
  value.catch(() => {
    globalThis.latchkeyRequestLimit = undefined;
  });
  return value;
}

/** Sets the number of requests per minute and key; 0 means no limit. */
export async function setRequestLimit(limit: number, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await saveSetting(limitKey, limit, tx);
    const detail = { requestsPerMinute: limit };
    await audit(tx, { actor: by, action: 'api-limit.changed', subject: 'settings', detail });
  });
  globalThis.latchkeyRequestLimit = undefined;
}

/** Counts one request of a key, in the database, so across all processes. */
export function takeRequest(keyId: string, limit: number): Promise<Taken> {
  return takeOne({ name: 'api', points: limit, seconds: windowSeconds }, keyId);
}
