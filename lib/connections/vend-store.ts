import { z } from 'zod';
import { pool } from '#lib/db';
import { log } from '#lib/log';

const row = z.object({
  key_id: z.string(),
  now: z.date(),
  integration_id: z.string().nullable(),
  unique_key: z.string().nullable(),
  provider: z.string().nullable(),
  cloud: z.enum(['global', 'sandbox']).nullable(),
  id: z.string().nullable(),
  seq: z.number().nullable(),
  connection_id: z.string().nullable(),
  status: z.string().nullable(),
  status_reason: z.unknown(),
  sealed_token: z.string().nullable(),
  token_response: z.unknown(),
  token_expires_at: z.date().nullable(),
  token_version: z.number().nullable(),
  is_due: z.boolean().nullable(),
  connection_config: z.unknown(),
  end_user: z.unknown(),
  tags: z.unknown(),
  metadata: z.unknown(),
  last_failure: z.unknown(),
  retry_at: z.date().nullable(),
  created_at: z.date().nullable(),
  updated_at: z.date().nullable(),
  last_vended_at: z.date().nullable(),
});

const found = row.extend({
  integration_id: z.string(),
  unique_key: z.string(),
  provider: z.string(),
  cloud: z.enum(['global', 'sandbox']),
  id: z.string(),
  seq: z.number(),
  connection_id: z.string(),
  status: z.string(),
  sealed_token: z.string(),
  token_expires_at: z.date(),
  token_version: z.number(),
  is_due: z.boolean(),
  created_at: z.date(),
  updated_at: z.date(),
});

/** One connection as a vend needs it, read together with the key that asks for it. */
export type VendRow = z.infer<typeof found>;

export type VendAnswer = { found: 'key_unknown' | 'integration_unknown' | 'connection_unknown' } | VendRow;

// One round trip: the key, whether it counts, and the connection. pg keeps the prepared statement per connection.
const statement = {
  name: 'vend',
  text: `select k.id as key_id, now() as now, i.id as integration_id, i.unique_key, i.provider, i.cloud, c.id, c.seq, c.connection_id,
      c.status, c.status_reason, c.sealed_token, c.token_response, c.token_expires_at, c.token_version,
      c.refresh_due_at <= now() as is_due, c.connection_config, c.end_user, c.tags, c.metadata, c.last_failure,
      c.retry_at, c.created_at, c.updated_at, c.last_vended_at
    from api_key k
    left join integration i on i.unique_key = $2
    left join connection c on c.integration_id = i.id and c.connection_id = $3
    where k.hash = $1 and k.revoked_at is null`,
};

/** Reads what a vend needs. Nothing is cached: a revoked key or a deleted connection counts at once. */
export async function readForVend(ask: {
  keyHash: Buffer;
  uniqueKey: string;
  connectionId: string;
}): Promise<VendAnswer> {
  const { rows } = await pool().query({ ...statement, values: [ask.keyHash, ask.uniqueKey, ask.connectionId] });
  if (rows.length === 0) return { found: 'key_unknown' };
  const read = row.parse(rows[0]);
  if (read.integration_id === null) return { found: 'integration_unknown' };
  return read.id === null ? { found: 'connection_unknown' } : found.parse(read);
}

const hostRow = z.object({
  id: z.string(),
  resource: z.string(),
  kind: z.string(),
  sealed_token: z.string().nullable(),
  response: z.unknown(),
  expires_at: z.date().nullable(),
  is_fresh: z.boolean(),
  now: z.date(),
  failure: z.unknown(),
  retry_at: z.date().nullable(),
});
export type HostRow = z.infer<typeof hostRow>;

/** One host's token of a connection, by its exact origin. */
export async function readHost(connectionId: string, resource: string): Promise<HostRow | undefined> {
  const { rows } = await pool().query(
    `select id, resource, kind, sealed_token, response, expires_at, failure, retry_at, now() as now,
        sealed_token is not null and expires_at - make_interval(secs => least(300, 0.2 * life)) > now() as is_fresh
       from connection_token where connection_id = $1 and resource = $2`,
    [connectionId, resource],
  );
  return rows.length === 0 ? undefined : hostRow.parse(rows[0]);
}

/** The MSAL cache of a connection, still sealed. */
export async function readSealedGrant(id: string): Promise<string | undefined> {
  const { rows } = await pool().query<{ sealed_grant: string }>('select sealed_grant from connection where id = $1', [
    id,
  ]);
  return rows[0]?.sealed_grant;
}

type Batch = { ids: Set<string>; timer: NodeJS.Timeout | undefined };

declare global {
  var latchkeyVends: Batch | undefined;
}

const batchMilliseconds = 5_000;

function batch(): Batch {
  globalThis.latchkeyVends ??= { ids: new Set(), timer: undefined };
  return globalThis.latchkeyVends;
}

/** Notes that a connection was used just now; written within five seconds, all in one statement. */
export function noteVend(id: string): void {
  const pending = batch();
  pending.ids.add(id);
  if (pending.timer) return;
  pending.timer = setTimeout(() => {
    writeVends().catch((error) => log().warn({ error }, 'the last use of connections could not be written'));
  }, batchMilliseconds);
  pending.timer.unref();
}

/** Writes what is noted; to be awaited before the database closes. */
export async function writeVends(): Promise<void> {
  const pending = batch();
  clearTimeout(pending.timer);
  pending.timer = undefined;
  const ids = [...pending.ids];
  pending.ids.clear();
  if (ids.length > 0) await pool().query('update connection set last_vended_at = now() where id = any($1)', [ids]);
}
