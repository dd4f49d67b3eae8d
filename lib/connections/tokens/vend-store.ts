import { z } from 'zod';
import { pool } from '#lib/db';
import { allows, type Scope } from '#lib/keys/scopes';
import { WriteBehind } from '#lib/write-behind';
import { readVendRow, type VendLookup, type VendRow } from './vend-row.ts';

export type { VendRow } from './vend-row.ts';

/** What a key cannot see it is not told apart from what does not exist. */
export type VendAnswer =
  | { found: 'key_unknown' | 'scope_missing' | 'integration_unknown' | 'connection_unknown' }
  | VendRow;

/** Reads what a vend needs. Nothing is cached: a revoked key or a deleted connection counts at once. */
export async function readForVend(ask: VendLookup & { needs: Scope }): Promise<VendAnswer> {
  const read = await readVendRow(ask);
  if (read.key_id === null) return { found: 'key_unknown' };
  if (!allows(read.key_scopes, ask.needs)) return { found: 'scope_missing' };
  if (read.integration_id === null) return { found: 'integration_unknown' };
  return read.id === null ? { found: 'connection_unknown' } : read;
}

const hostRow = z.object({
  id: z.string(),
  integration_id: z.string(),
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
        (select c.integration_id from connection c where c.id = t.connection_id) as integration_id,
        sealed_token is not null and expires_at - make_interval(secs => least(300, 0.2 * life)) > now() as is_fresh
       from connection_token t where connection_id = $1 and resource = $2`,
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

/** When a connection was last handed out here, of `performance.now()`. */
type Use = { id: string; at: number };

declare global {
  var latchkeyVends: WriteBehind<Use> | undefined;
}

function uses(): WriteBehind<Use> {
  globalThis.latchkeyVends ??= new WriteBehind<Use>({
    what: 'the last use of connections',
    everyMilliseconds: 5_000,
    atOnce: 5_000,
    capacity: 100_000,
    keyOf: ({ id }) => id,
    write: updateLastVended,
  });
  return globalThis.latchkeyVends;
}

/** By how long ago it was: a mark may wait, and the database's clock is the one all processes share. */
async function updateLastVended(marks: Use[]): Promise<void> {
  const now = performance.now();
  await pool().query(
    `update connection set last_vended_at = greatest(last_vended_at, now() - make_interval(secs => use.ago))
       from unnest($1::uuid[], $2::float8[]) as use(id, ago) where connection.id = use.id`,
    [marks.map(({ id }) => id), marks.map(({ at }) => (now - at) / 1000)],
  );
}

/** Notes that a connection was used just now; written within five seconds, all in one statement. */
export function noteVend(id: string): void {
  uses().add({ id, at: performance.now() });
}

/** Writes what is noted; what the database does not take is kept. */
export function writeVends(): Promise<void> {
  return uses().flush();
}
