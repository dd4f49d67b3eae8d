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
