import { pool } from '../../lib/db.ts';

/** Makes every token of a connection expire `seconds` ago (in the future if negative), by the database's clock. */
export async function endTokens(id: string, seconds = 1): Promise<void> {
  await pool().query(
    `update connection set token_expires_at = now() - make_interval(secs => $2), refresh_due_at = now() - interval '1 second',
       connection_config = case when connection_config ? 'sharepointAccessToken' then jsonb_set(connection_config,
         '{sharepointAccessToken,expires_at}', to_jsonb(floor(extract(epoch from now()) * 1000) - $2 * 1000)) else connection_config end
     where id = $1`,
    [id, seconds],
  );
  await pool().query(
    'update connection_token set expires_at = now() - make_interval(secs => $2) where connection_id = $1 and expires_at is not null',
    [id, seconds],
  );
}

/** Ends the waiting time that a failure started. */
export async function endWaiting(id: string): Promise<void> {
  const past = "now() - interval '1 second'";
  await pool().query(
    `update connection_token set retry_at = ${past} where connection_id = $1 and retry_at is not null`,
    [id],
  );
  await pool().query(
    `update connection set retry_at = case when retry_at is null then null else ${past} end, refresh_due_at = ${past} where id = $1`,
    [id],
  );
}

/** The stored row of a connection. */
export async function rowOf(id: string): Promise<Record<string, unknown>> {
  const { rows } = await pool().query<Record<string, unknown>>('select * from connection where id = $1', [id]);
  const [row] = rows;
  if (!row) throw new Error(`No connection ${id}`);
  return row;
}

/** The stored row of a connect link. */
export async function linkRow(id: string): Promise<Record<string, unknown>> {
  const { rows } = await pool().query<Record<string, unknown>>('select * from connect_link where id = $1', [id]);
  const [row] = rows;
  if (!row) throw new Error(`No link ${id}`);
  return row;
}

/** The stored token rows of a connection, by kind. */
export async function hostRows(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<Record<string, unknown>>(
    'select * from connection_token where connection_id = $1 order by kind',
    [id],
  );
  return rows;
}

/** Types of a connection's timeline events, oldest first. */
export async function timelineOf(id: string): Promise<string[]> {
  const { rows } = await pool().query<{ type: string }>(
    'select type from connection_event where connection_id = $1 order by id',
    [id],
  );
  return rows.map(({ type }) => type);
}

export async function countOf(
  table: 'connection' | 'attempt' | 'audit_event' | 'opening' | 'operator_session',
  where = 'true',
): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`);
  return rows[0]?.n ?? 0;
}

/** The public events of an integration or of a link, oldest first. */
export async function eventsOf(id: string): Promise<{ type: string; data: unknown }[]> {
  const { rows } = await pool().query<{ type: string; data: unknown }>(
    'select type, data from event where $1::uuid in (integration_id, link_id) order by position',
    [id],
  );
  return rows;
}
