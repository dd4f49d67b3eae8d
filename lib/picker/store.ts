import { z } from 'zod';
import { db, pool, type Transaction } from '#lib/db';
import { entrySchema, type PickerSession } from './schema.ts';

type NewRow = Pick<PickerSession, 'id' | 'connectionId' | 'origins' | 'entry' | 'createdBy'> & {
  tokenHash: Buffer;
  apiKeyId: string | undefined;
  /** In seconds. */
  life: number;
};

/** Stores a session and returns when it ends, by the database's clock. */
export async function insertSession(tx: Transaction, { life, tokenHash, ...row }: NewRow): Promise<Date> {
  const [inserted] = await tx.$queryRaw<{ expires_at: Date }[]>`
    insert into picker_session (id, token_hash, connection_id, origins, entry, created_by, api_key_id, expires_at)
    values (${row.id}::uuid, ${new Uint8Array(tokenHash)}, ${row.connectionId}::uuid, ${row.origins},
      ${JSON.stringify(row.entry)}::jsonb, ${row.createdBy}, ${row.apiKeyId ?? null}::uuid,
      now() + make_interval(secs => ${life}::int))
    returning expires_at`;
  if (!inserted) throw new Error('The picker session was not stored.');
  return inserted.expires_at;
}

const sessionRow = z
  .object({
    id: z.string(),
    connection_id: z.string(),
    origins: z.array(z.string()),
    entry: entrySchema,
    created_by: z.string(),
    api_key_id: z.string().nullable(),
    expires_at: z.date(),
    has_ended: z.boolean(),
  })
  .transform((row) => {
    const { connection_id: connectionId, created_by: createdBy, expires_at: expiresAt, has_ended: hasEnded } = row;
    const { id, origins, entry, api_key_id: apiKeyId } = row;
    return { id, connectionId, origins, entry, createdBy, apiKeyId, expiresAt, hasEnded };
  });

/** The session with this token's hash, also one that has ended, and the API key that made it. */
export async function findByHash(
  tokenHash: Buffer,
): Promise<(PickerSession & { apiKeyId: string | null }) | undefined> {
  const { rows } = await pool().query(
    `select id, connection_id, origins, entry, created_by, api_key_id, expires_at, expires_at <= now() as has_ended
       from picker_session where token_hash = $1`,
    [tokenHash],
  );
  return rows.length === 0 ? undefined : sessionRow.parse(rows[0]);
}

export async function endSession(id: string): Promise<void> {
  await db().$executeRaw`update picker_session set expires_at = least(expires_at, now()) where id = ${id}::uuid`;
}

/** Deletes the sessions that ended more than some days ago. */
export async function deleteEnded(days: number): Promise<void> {
  await db().$executeRaw`delete from picker_session where expires_at < now() - make_interval(days => ${days}::int)`;
}
