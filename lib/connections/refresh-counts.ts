import { pool } from '#lib/db';
import { log } from '#lib/log';

type Batch = { counts: Map<string, number>; timer: NodeJS.Timeout | undefined };

declare global {
  var latchkeyRefreshed: Batch | undefined;
}

const batchMilliseconds = 1_000;

function batch(): Batch {
  globalThis.latchkeyRefreshed ??= { counts: new Map(), timer: undefined };
  return globalThis.latchkeyRefreshed;
}

function add(integrationId: string, count: number): void {
  const pending = batch();
  pending.counts.set(integrationId, (pending.counts.get(integrationId) ?? 0) + count);
  pending.timer ??= setTimeout(() => {
    writeRefreshed().catch((error) => log().warn({ error }, 'counts of refreshes could not be written; they are kept'));
  }, batchMilliseconds).unref();
}

/**
 * Counts a success; written within a second. All refreshes of an integration share one row a day: were it part of
 * their transactions, each would wait for the one before.
 */
export function countRefreshed(integrationId: string): void {
  add(integrationId, 1);
}

/** Writes what is counted; to be awaited before the database closes. What could not be written is kept. */
export async function writeRefreshed(): Promise<void> {
  const pending = batch();
  clearTimeout(pending.timer);
  pending.timer = undefined;
  const counts = [...pending.counts].sort(([one], [other]) => (one < other ? -1 : 1));
  pending.counts.clear();
  if (counts.length === 0) return;
  try {
    await pool().query(
      `insert into refresh_count as r (day, integration_id, outcome, count)
       select current_date, id, 'refreshed', n from unnest($1::uuid[], $2::int[]) as counted(id, n)
       on conflict (day, integration_id, outcome) do update set count = r.count + excluded.count`,
      [counts.map(([id]) => id), counts.map(([, count]) => count)],
    );
  } catch (error) {
    for (const [id, count] of counts) add(id, count);
    throw error;
  }
}
