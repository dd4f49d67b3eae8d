import { z } from 'zod';
import { db, pool } from '#lib/db';
import { opens } from '#lib/vault';
import type { Failure } from './schema.ts';
import { addEvent } from './timeline.ts';
import { configPlace, grantPlace, resourcePlace, tokenPlace } from './tokens/lease.ts';

/**
 * Marks a connection as corrupt because a stored value was changed, truncated or moved. Its previous state is stored
 * with the reason, to be restored if the values can be opened again.
 */
export async function markCorrupt(id: string, sentence: string): Promise<void> {
  const reason: Failure = {
    code: 'corrupt',
    message: sentence,
    fix: 'Reauthorize it: that replaces what is stored.',
    at: new Date().toISOString(),
  };
  await db().$transaction(async (tx) => {
    const marked = await tx.$executeRaw`
      update connection set status = 'corrupt', updated_at = now(), status_reason = ${JSON.stringify(reason)}::jsonb
          || jsonb_build_object('before', jsonb_build_object('status', status, 'reason', status_reason))
       where id = ${id}::uuid and status <> 'corrupt'`;
    if (marked === 1) await addEvent(tx, id, { type: 'corrupt', detail: reason });
  });
}

const sealedValues = z.object({
  grant: z.string(),
  token: z.string(),
  config: z.string().nullable(),
  hosts: z.array(z.object({ id: z.string(), sealed: z.string() })),
});

/** All sealed values of a connection; undefined if it is not corrupt. */
async function readSealed(id: string): Promise<z.infer<typeof sealedValues> | undefined> {
  const { rows } = await pool().query(
    `select sealed_grant as grant, sealed_token as token,
        connection_config #>> '{sharepointAccessToken,access_token}' as config,
        coalesce((select json_agg(json_build_object('id', t.id, 'sealed', t.sealed_token)) from connection_token t
          where t.connection_id = c.id and t.sealed_token is not null), '[]') as hosts
       from connection c where id = $1 and status = 'corrupt'`,
    [id],
  );
  return rows.length === 0 ? undefined : sealedValues.parse(rows[0]);
}

const healed = z.enum(['healthy', 'needs_reauthorization']);

/**
 * Tries to open a corrupt connection's values again: they may have been restored, or another process without the key
 * had marked it. If all can be opened, the connection's previous state is restored and returned; undefined if it stays
 * corrupt.
 */
export async function healCorrupt(id: string): Promise<z.infer<typeof healed> | undefined> {
  const sealed = await readSealed(id);
  if (!sealed) return undefined;
  const opensAll =
    opens(sealed.grant, grantPlace(id)) &&
    opens(sealed.token, tokenPlace(id)) &&
    (sealed.config === null || opens(sealed.config, configPlace(id))) &&
    sealed.hosts.every((host) => opens(host.sealed, resourcePlace(host.id)));
  if (!opensAll) return undefined;
  return db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ status: string }[]>`
      update connection set updated_at = now(),
          status = coalesce((status_reason #>> '{before,status}')::connection_status, 'healthy'),
          status_reason = nullif(status_reason #> '{before,reason}', 'null'::jsonb)
       where id = ${id}::uuid and status = 'corrupt' returning status::text`;
    if (!rows[0]) return undefined;
    const status = healed.parse(rows[0].status);
    await addEvent(tx, id, { type: 'readable_again', isStateSame: status !== 'healthy' });
    return status;
  });
}

/** Up to `limit` corrupt connections. Each call returns others. */
export async function listCorrupt(limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `select id from connection where status = 'corrupt' order by random() limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
