import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import { patientPool, pool } from '#lib/db';
import { readAddress } from '#lib/permissions/address';
import type { CountedCall } from '#lib/permissions/diet';
import { readPath } from '#lib/permissions/path';
import { findRow, templateOf } from '#lib/permissions/table';
import { WriteBehind } from '#lib/write-behind';

/** A call that the proxy forwarded. Its path contains ids and is never stored. */
type SentCall = { integrationId: string; day: string; method: string; path: string; count: number };
type NewCallCount = CountedCall & { integrationId: string; day: Date };

declare global {
  var latchkeyCallCounts: WriteBehind<SentCall> | undefined;
}

const dayMilliseconds = 86_400_000;
/** For how many days counts of calls are kept. */
const keptDays = 90;
/** The stored path of calls that no table of permissions contains, because their real paths could contain anything. */
const unknownTemplate = '';
/** Templates determined in one go, before other work of the process gets its turn. */
const atOnce = 50;

const dayOf = (time: Date) => time.toISOString().slice(0, 10);

function templateOfPath(method: string, path: string): string {
  const address = readAddress(path);
  const segments = address && readPath(address.path);
  return segments && findRow(method, segments) ? templateOf(segments) : unknownTemplate;
}

/** Replaces each path by its template without ids and query, and adds up equal rows. */
async function fold(sent: readonly SentCall[]): Promise<NewCallCount[]> {
  const counts = new Map<string, NewCallCount>();
  for (const [index, { integrationId, day, method, path, count }] of sent.entries()) {
    if (index % atOnce === atOnce - 1) await yieldToOthers();
    const template = templateOfPath(method, path);
    const key = [integrationId, day, method, template].join(' ');
    counts.set(key, {
      integrationId,
      day: new Date(day),
      method,
      template,
      count: (counts.get(key)?.count ?? 0) + count,
    });
  }
  // All processes write rows in the same order, so that they cannot deadlock.
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
}

/** Adds to the stored counts. The rows of one call must be distinct. */
async function addCallCounts(counts: NewCallCount[]): Promise<void> {
  await pool().query({
    name: 'usage:add-calls',
    text: `insert into call_count as c (integration_id, day, method, template, count)
           select * from unnest($1::uuid[], $2::date[], $3::text[], $4::text[], $5::int[])
           on conflict (integration_id, day, method, template) do update set count = c.count + excluded.count`,
    values: [
      counts.map(({ integrationId }) => integrationId),
      counts.map(({ day }) => day),
      counts.map(({ method }) => method),
      counts.map(({ template }) => template),
      counts.map(({ count }) => count),
    ],
  });
}

function queue(): WriteBehind<SentCall> {
  globalThis.latchkeyCallCounts ??= new WriteBehind<SentCall>({
    what: 'counts of calls',
    everyMilliseconds: 5_000,
    atOnce: 1_000,
    capacity: 20_000,
    keyOf: ({ integrationId, day, method, path }) => `${integrationId} ${day} ${method} ${path}`,
    merge: (earlier, { count }) => ({ ...earlier, count: earlier.count + count }),
    write: async (sent) => addCallCounts(await fold(sent)),
  });
  return globalThis.latchkeyCallCounts;
}

/** Counts a proxied call of an integration, in the background. Neither ids nor the query are stored. */
export function countProxiedCall({
  integrationId,
  method,
  path,
}: Pick<SentCall, 'integrationId' | 'method' | 'path'>): void {
  const plain = path.split(/[?#]/, 1)[0] ?? '';
  if (plain.length > 4_096 || !/^[A-Z]{1,10}$/.test(method)) return;
  queue().add({ integrationId, method, path: plain, day: dayOf(new Date()), count: 1 });
}

/** Writes the counts collected so far. */
export function writeCallCounts(): Promise<void> {
  return queue().flush();
}

const counted = z.object({ method: z.string(), template: z.string(), count: z.int() });

/**
 * The kinds of calls that an integration made through the proxy in the last days, most frequent first, at most 500 of
 * them.
 */
export async function listProxiedCalls(integrationId: string, days: number, now = new Date()): Promise<CountedCall[]> {
  const { rows } = await pool().query<Record<string, unknown>>(
    `select method, template, least(sum(count), 2147483647)::int as count from call_count
      where integration_id = $1 and day >= $2 group by 1, 2 order by 3 desc, 1, 2 limit 500`,
    [integrationId, new Date(now.getTime() - days * dayMilliseconds)],
  );
  return counted.array().parse(rows);
}

/** Deletes counts older than the retention period. */
export async function pruneCallCounts(now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - keptDays * dayMilliseconds);
  await patientPool().query('delete from call_count where day < $1', [before]);
}
