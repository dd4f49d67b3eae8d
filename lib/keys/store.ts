import { db, pool, type Transaction } from '#lib/db';
import type { ApiKey } from './schema.ts';

const columns = {
  id: true,
  name: true,
  prefix: true,
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

export type NewKey = { id: string; name: string; prefix: string; hash: Buffer; createdBy: string };

export async function insertKey(tx: Transaction, key: NewKey): Promise<void> {
  await tx.apiKey.create({ data: { ...key, hash: new Uint8Array(key.hash) }, select: { id: true } });
}

export function listKeyRows(): Promise<ApiKey[]> {
  return db().apiKey.findMany({ select: columns, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
}

/** Marks a live key as revoked and returns it; undefined when there is none with that id. */
export async function takeLiveKey(tx: Transaction, id: string): Promise<{ name: string; prefix: string } | undefined> {
  const rows = await tx.apiKey.updateManyAndReturn({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { name: true, prefix: true },
  });
  return rows[0];
}

export async function findLiveKey(hash: Buffer): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await pool().query<{ id: string; name: string }>({
    name: 'api-key:find',
    text: 'select id, name from api_key where hash = $1 and revoked_at is null',
    values: [hash],
  });
  return rows[0];
}

export async function updateLastUsed(uses: { ids: string[]; times: Date[] }): Promise<void> {
  await pool().query({
    name: 'api-key:last-used',
    text: `update api_key set last_used_at = greatest(last_used_at, use.at)
           from unnest($1::uuid[], $2::timestamptz[]) as use(id, at) where api_key.id = use.id`,
    values: [uses.ids, uses.times],
  });
}
