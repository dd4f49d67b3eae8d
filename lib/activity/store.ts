import { changeChannel } from '#lib/changes';
import { db, patientPool, pool } from '#lib/db';
import type { ActivityKind, ActivityOutcome, VendMinute } from './schema.ts';

export type NewActivity = {
  at: Date;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  connectionId: string | null;
  integrationId: string | null;
  summary: string;
  /** Text in JSON format. */
  detail: string;
};

/** Writes many rows in one statement, and notifies open pages. */
export async function insertActivity(rows: NewActivity[]): Promise<void> {
  await pool().query({
    name: 'activity:insert',
    text: `with written as (
             insert into activity_event (at, kind, outcome, connection_id, integration_id, summary, detail)
             select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[]))
           select pg_notify('${changeChannel}', 'activity ')`,
    values: [
      rows.map(({ at }) => at),
      rows.map(({ kind }) => kind),
      rows.map(({ outcome }) => outcome),
      rows.map(({ connectionId }) => connectionId),
      rows.map(({ integrationId }) => integrationId),
      rows.map(({ summary }) => summary),
      rows.map(({ detail }) => detail),
    ],
  });
}

export type VendCount = { minute: Date; integrationId: string; count: number };

/** Adds to the stored counts. The rows of one call must be distinct. */
export async function addVendCounts(counts: VendCount[]): Promise<void> {
  await pool().query({
    name: 'activity:add-vends',
    text: `insert into vend_count as v (minute, integration_id, count)
           select * from unnest($1::timestamptz[], $2::uuid[], $3::int[])
           on conflict (minute, integration_id) do update set count = v.count + excluded.count`,
    values: [
      counts.map(({ minute }) => minute),
      counts.map(({ integrationId }) => integrationId),
      counts.map(({ count }) => count),
    ],
  });
}

/** Number of tokens handed out per minute, for one integration or all. */
export async function listVendMinutes(input: {
  since: Date;
  integrationId?: string | undefined;
}): Promise<VendMinute[]> {
  const rows = await db().vendCount.groupBy({
    by: ['minute'],
    where: { minute: { gte: input.since }, ...(input.integrationId && { integrationId: input.integrationId }) },
    _sum: { count: true },
    orderBy: { minute: 'asc' },
  });
  return rows.map(({ minute, _sum }) => ({ minute, count: _sum.count ?? 0 }));
}

const rowsAtOnce = 5_000;

/**
 * Deletes activity rows older than a time, in batches so that no lock is held for long, and the vend counts of that
 * time. Returns how many activity rows went.
 */
export async function deleteBefore(time: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await patientPool().query(
      'delete from activity_event where id in (select id from activity_event where at < $1 order by at limit $2)',
      [time, rowsAtOnce],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < rowsAtOnce) break;
  }
  await patientPool().query('delete from vend_count where minute < $1', [time]);
  return deleted;
}
