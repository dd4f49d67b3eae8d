import { pool } from '#lib/db';
import type { ActivityKind, ActivityOutcome } from './schema.ts';

export type NewActivity = {
  at: Date;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  connectionId: string | null;
  integrationId: string | null;
  summary: string;
  /** JSON. */
  detail: string;
};

/** Writes many rows by one statement. */
export async function insertActivity(rows: NewActivity[]): Promise<void> {
  await pool().query({
    name: 'activity:insert',
    text: `insert into activity_event (at, kind, outcome, connection_id, integration_id, summary, detail)
           select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::jsonb[])`,
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

/** Adds to what is counted already; the rows of one call must differ. */
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
