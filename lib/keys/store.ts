import { db, pool, type Transaction } from '#lib/db';
import type { ApiKey, LiveKey } from './schema.ts';

const columns = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  integration: { select: { id: true, uniqueKey: true, displayName: true } },
  createdAt: true,
  createdBy: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

export type NewKey = {
  id: string;
  name: string;
  prefix: string;
  hash: Buffer;
  scopes: string[];
  integrationId: string | null;
  createdBy: string;
};

export async function insertKey(tx: Transaction, key: NewKey): Promise<void> {
  await tx.apiKey.create({ data: { ...key, hash: new Uint8Array(key.hash) }, select: { id: true } });
}

export function listKeyRows(): Promise<ApiKey[]> {
  return db().apiKey.findMany({ select: columns, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
}

/** Marks a live key as revoked and returns it; undefined if no live key has that id. */
export async function takeLiveKey(tx: Transaction, id: string): Promise<{ name: string; prefix: string } | undefined> {
  const rows = await tx.apiKey.updateManyAndReturn({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { name: true, prefix: true },
  });
  return rows[0];
}

type FoundKey = Omit<LiveKey, 'integration'> & { integration_id: string | null; unique_key: string | null };

export async function findLiveKey(hash: Buffer): Promise<LiveKey | undefined> {
  const { rows } = await pool().query<FoundKey>({
    name: 'api-key:find',
    text: `select k.id, k.name, k.scopes, k.integration_id, i.unique_key
             from api_key k left join integration i on i.id = k.integration_id
            where k.hash = $1 and k.revoked_at is null`,
    values: [hash],
  });
  const [found] = rows;
  if (!found) return undefined;
  const { integration_id: id, unique_key: uniqueKey, ...key } = found;
  return { ...key, integration: id && uniqueKey ? { id, uniqueKey } : null };
}

export function countLiveKeys(id: string): Promise<number> {
  return db().apiKey.count({ where: { id, revokedAt: null } });
}

export async function updateLastUsed(uses: { ids: string[]; times: Date[] }): Promise<void> {
  await pool().query({
    name: 'api-key:last-used',
    text: `update api_key set last_used_at = greatest(last_used_at, use.at)
           from unnest($1::uuid[], $2::timestamptz[]) as use(id, at) where api_key.id = use.id`,
    values: [uses.ids, uses.times],
  });
}
