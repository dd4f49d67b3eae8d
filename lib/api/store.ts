import { z } from 'zod';
import { patientPool, pool } from '#lib/db';
import { newId } from '#lib/ids';
import { open, seal } from '#lib/vault';

const place = (row: string) => ({ table: 'idempotent_answer', row, column: 'sealed_body' });

/** An Idempotency-Key of an API key, and the hash of the request that came with it. */
export type ClaimInput = { keyId: string; key: string; requestHash: Buffer };

/**
 * The result of a claim: `first` if the key was unused and now belongs to this request, or else the state of the first
 * request.
 */
export type Claim =
  | { kind: 'first'; id: string }
  | { kind: 'other_request' }
  | { kind: 'in_progress' }
  | { kind: 'answered'; status: number; body: string };

const row = z.object({
  id: z.string(),
  request_hash: z.instanceof(Buffer),
  status: z.number().nullable(),
  sealed_body: z.string().nullable(),
});

/** A first request without an answer after this many seconds counts as lost: another may take its key. */
const lostSeconds = 120;

/** Claims an Idempotency-Key: exactly one of any number of requests at once is the first. */
export async function claimAnswer({ keyId, key, requestHash }: ClaimInput): Promise<Claim> {
  const id = newId();
  const claimed = await pool().query(
    `insert into idempotent_answer as a (key_id, key, request_hash, id) values ($1, $2, $3, $4)
     on conflict (key_id, key) do update
        set id = excluded.id, request_hash = excluded.request_hash, status = null, sealed_body = null, created_at = now()
      where a.created_at < now() - interval '1 day'
         or (a.status is null and a.created_at < now() - make_interval(secs => $5) and a.request_hash = excluded.request_hash)`,
    [keyId, key, requestHash, id, lostSeconds],
  );
  if (claimed.rowCount === 1) return { kind: 'first', id };
  const { rows } = await pool().query(
    'select id, request_hash, status, sealed_body from idempotent_answer where key_id = $1 and key = $2',
    [keyId, key],
  );
  // The first request failed in the meantime, so the next caller becomes the first.
  if (rows.length === 0) return claimAnswer({ keyId, key, requestHash });
  const found = row.parse(rows[0]);
  if (!found.request_hash.equals(requestHash)) return { kind: 'other_request' };
  if (found.status === null || found.sealed_body === null) return { kind: 'in_progress' };
  return { kind: 'answered', status: found.status, body: open(found.sealed_body, place(found.id)) };
}

/** Stores the answer of a first request, sealed. */
export async function keepAnswer(id: string, { status, body }: { status: number; body: string }): Promise<void> {
  const sealed = seal(body, place(id));
  await pool().query('update idempotent_answer set status = $2, sealed_body = $3 where id = $1', [id, status, sealed]);
}

/** Deletes the record of a first request that did not succeed, so that it can be repeated. */
export async function dropAnswer(id: string): Promise<void> {
  await pool().query('delete from idempotent_answer where id = $1', [id]);
}

/** Deletes answers older than a day. */
export async function pruneAnswers(): Promise<void> {
  await patientPool().query("delete from idempotent_answer where created_at < now() - interval '1 day'");
}
