import { z } from 'zod';
import { writeActivity } from '#lib/activity/record';
import { db, pool, type Transaction } from '#lib/db';

// The demo's rows are made now, by the ways that everybody takes, and then moved into the past. Only columns of time
// are written.

const known = z.object({ id: z.string() });

/** The connection that a link made. @throws ZodError if it made none */
export async function findConnectionOf(linkId: string): Promise<string> {
  const { rows } = await pool().query('select connection_id as id from connect_link where id = $1', [linkId]);
  return known.parse(rows[0]).id;
}

const iso = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const moved = (text: string) =>
  `to_jsonb(to_char((${text})::timestamptz at time zone 'UTC' - make_interval(secs => $2), ${iso}))`;

const linkStatements = [
  // The link itself, and the one for an admin that belongs to it, was made some hours before it was opened.
  `update connect_link set created_at = created_at - make_interval(secs => $2) - interval '3 hours',
     expires_at = expires_at - make_interval(secs => $2), opened_at = opened_at - make_interval(secs => $2),
     started_at = started_at - make_interval(secs => $2), consumed_at = consumed_at - make_interval(secs => $2),
     outcome = case when outcome is null then null else jsonb_set(outcome, '{at}', ${moved(`outcome ->> 'at'`)}) end
   where id = $1 or parent_id = $1`,
  'update attempt set created_at = created_at - make_interval(secs => $2) where link_id = $1',
  'update event set at = at - make_interval(secs => $2) where link_id = $1',
  `update activity_event set at = at - make_interval(secs => $2)
     - case when summary = 'Link created' then interval '3 hours' else interval '0' end where detail ->> 'linkId' = $1::text`,
];

const made = `(select connection_id from connect_link where id = $1 and kind = 'connect')`;
const connectionStatements = [
  `update connection set created_at = created_at - make_interval(secs => $2) where id = ${made}`,
  `update connection_event set at = at - make_interval(secs => $2) where connection_id = ${made}`,
  `update event set at = at - make_interval(secs => $2) where connection_id = ${made} and link_id is null`,
];

/** Moves a link, with the connection that it made and all that was noted of them, some days back. */
export async function moveLinkBack(linkId: string, days: number): Promise<void> {
  await writeActivity();
  for (const statement of [...linkStatements, ...connectionStatements])
    await pool().query(statement, [linkId, days * 86_400]);
}

const stateStatements = [
  `update connection set status_reason = jsonb_set(status_reason, '{at}', ${moved(`status_reason ->> 'at'`)}),
     token_expires_at = token_expires_at - make_interval(secs => $2), last_refreshed_at = last_refreshed_at - make_interval(secs => $2),
     last_vended_at = now() - make_interval(secs => $2 + 600),
     connection_config = case when connection_config ? 'sharepointAccessToken' then jsonb_set(connection_config,
       '{sharepointAccessToken,expires_at}', to_jsonb((connection_config #>> '{sharepointAccessToken,expires_at}')::bigint - ($2 * 1000)::bigint))
       else connection_config end
   where id = $1 and status_reason is not null`,
  `update connection_token t set expires_at = expires_at - make_interval(secs => $2)
     from connection c where c.id = t.connection_id and c.id = $1 and c.status_reason is not null`,
  `update activity_event set at = at - make_interval(secs => $2) where connection_id = $1 and kind = 'refresh' and outcome = 'failed'`,
];

/**
 * Moves a change of a connection's state some days back. A connection that needs reauthorization has had no new token
 * since.
 */
export async function moveStateBack(
  id: string,
  { state, days }: { state: 'needs_reauthorization' | 'reauthorized'; days: number },
): Promise<void> {
  await writeActivity();
  const seconds = days * 86_400;
  if (state === 'needs_reauthorization')
    for (const statement of stateStatements) await pool().query(statement, [id, seconds]);
  const dated = 'set at = at - make_interval(secs => $2) where connection_id = $1 and type = $3';
  await pool().query(`update connection_event ${dated}`, [id, seconds, state]);
  await pool().query(`update event ${dated}`, [id, seconds, `connection.${state}`]);
}

/** Notes when a backend last fetched a token of the connection that a link made. */
export async function noteUse(linkId: string, hours: number | undefined): Promise<void> {
  if (hours === undefined) return;
  await pool().query(
    `update connection set last_vended_at = now() - make_interval(secs => $2)
      where id = (select connection_id from connect_link where id = $1)`,
    [linkId, hours * 3_600],
  );
}

/**
 * Deletes what the audit log says of single links and integrations of the demo being made since a time: one row that it
 * was filled stands for them.
 */
export async function foldAudit(tx: Transaction, integrationIds: string[], since: Date): Promise<void> {
  await tx.$executeRaw`
    delete from audit_event where at >= ${since} and (
      action in ('integration.created', 'integration.updated')
        and subject in (select 'integration:' || unique_key from integration where id = any(${integrationIds}::uuid[]))
      or action = 'link.created' and subject in (
        select 'link:' || id from connect_link where integration_ids <> '{}' and integration_ids <@ ${integrationIds}::uuid[]))`;
}

/** Notes that a connection's end was told already, so that nobody is alerted to what the demo only shows. */
export async function expectClosing(id: string): Promise<void> {
  await db().$executeRaw`
    insert into alert_state (key, rule, version, title, opened_at)
    select 'connection:' || i.unique_key || ':' || c.connection_id, 'needs_reauthorization', 'demo', c.display_name, 'epoch'
      from connection c join integration i on i.id = c.integration_id where c.id = ${id}::uuid
    on conflict (key) do nothing`;
}
