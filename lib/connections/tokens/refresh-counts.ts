import { recordActivity } from '#lib/activity/record';
import { pool, type Transaction } from '#lib/db';
import { WriteBehind } from '#lib/write-behind';
import type { Failure } from '../schema.ts';
import type { Lease } from './lease.ts';

/** Number of successful refreshes of one integration within a minute, counted from 1970. */
type Refreshed = { minute: number; integrationId: string; count: number };

declare global {
  var latchkeyRefreshed: WriteBehind<Refreshed> | undefined;
}

function counts(): WriteBehind<Refreshed> {
  globalThis.latchkeyRefreshed ??= new WriteBehind<Refreshed>({
    what: 'counts of refreshes',
    everyMilliseconds: 1_000,
    atOnce: 1_000,
    capacity: 20_000,
    keyOf: ({ minute, integrationId }) => `${minute} ${integrationId}`,
    merge: (earlier, { count }) => ({ ...earlier, count: earlier.count + count }),
    write: addRefreshed,
  });
  return globalThis.latchkeyRefreshed;
}

// Days are the database's, as for failures.
async function addRefreshed(marks: Refreshed[]): Promise<void> {
  await pool().query(
    `insert into refresh_count as r (day, integration_id, outcome, count)
     select to_timestamp(minute * 60)::date, id, 'refreshed', sum(n)::int
       from unnest($1::int[], $2::uuid[], $3::int[]) as counted(minute, id, n) group by 1, 2 order by 1, 2
     on conflict (day, integration_id, outcome) do update set count = r.count + excluded.count`,
    [
      marks.map(({ minute }) => minute),
      marks.map(({ integrationId }) => integrationId),
      marks.map(({ count }) => count),
    ],
  );
}

const minuteMilliseconds = 60_000;

/**
 * Counts a success, written within a second. All refreshes of an integration share one row a day: if they updated it in
 * their transactions, each would wait for the one before.
 */
export function countRefreshed(integrationId: string): void {
  counts().add({ minute: Math.floor(Date.now() / minuteMilliseconds), integrationId, count: 1 });
}

/** Counts a failure for the day, in the transaction that stores it. */
export async function countRefresh(
  tx: Transaction,
  integrationId: string,
  outcome: 'failed' | 'closed',
): Promise<void> {
  await tx.$executeRaw`
    insert into refresh_count as r (day, integration_id, outcome, count) values (current_date, ${integrationId}::uuid, ${outcome}, 1)
    on conflict (day, integration_id, outcome) do update set count = r.count + 1`;
}

/** Records the result of a token request for the Activity page, after it has been stored. Returns at once. */
export function recordRefresh(
  { id, integration_id }: Lease,
  { resource, failure }: { resource: string; failure?: Failure },
): void {
  const name = resource === 'graph' ? 'Graph' : URL.parse(resource)?.host;
  const { code, message, fix, aadsts, traceId, correlationId } = failure ?? {};
  recordActivity({
    kind: 'refresh',
    outcome: failure ? 'failed' : 'ok',
    connectionId: id,
    integrationId: integration_id,
    summary: failure ? failure.message : `New token for ${name ?? resource}`,
    detail: { resource: name, code, message, fix, aadsts, traceId, correlationId },
  });
}
