import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { hashToken, newId, newToken } from '#lib/ids';
import type { ApiKey, LiveKey } from './schema.ts';
import { everything } from './scopes.ts';
import { countLiveKeys, findLiveKey, insertKey, listKeyRows, takeLiveKey } from './store.ts';

const shownCharacters = 8;

/** Something about an API key cannot be done; the message says what. */
class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly code = 'not_found';
}

export type KeyOrder = {
  name: string;
  by: Actor;
  /** All scopes if left out. */
  scopes?: readonly string[];
  /** The only integration that the key may access; all if null or left out. */
  integrationId?: string | null;
};

/**
 * Creates an API key. Only this result contains the key itself: the database stores its SHA-256 and first characters.
 */
export async function createKey({
  name,
  by,
  scopes = [everything],
  integrationId = null,
}: KeyOrder): Promise<{ key: string; prefix: string }> {
  const key = `lk_${newToken()}`;
  const prefix = key.slice(0, shownCharacters);
  const row = { id: newId(), name, prefix, hash: hashToken(key), scopes: [...scopes], integrationId, createdBy: by };
  const detail = { name, scopes: [...scopes], integration: integrationId };
  await db().$transaction(async (tx) => {
    await insertKey(tx, row);
    await audit(tx, { actor: by, action: 'api-key.created', subject: `api-key:${prefix}`, detail });
  });
  return { key, prefix };
}

/** All keys, including revoked ones, newest first. */
export function listKeys(): Promise<ApiKey[]> {
  return listKeyRows();
}

/**
 * Revokes a key. This takes effect at once, because keys are not cached.
 * @throws KeyError `not_found` when no live key has that id.
 */
export async function revokeKey({ id, by }: { id: string; by: Actor }): Promise<void> {
  await db().$transaction(async (tx) => {
    const key = await takeLiveKey(tx, id);
    if (!key) throw new KeyError('This key does not exist or is revoked already.');
    const detail = { name: key.name };
    await audit(tx, { actor: by, action: 'api-key.revoked', subject: `api-key:${key.prefix}`, detail });
  });
}

/** The live key with this SHA-256; undefined if there is none. */
export function findKey(hash: Buffer): Promise<LiveKey | undefined> {
  return findLiveKey(hash);
}

/** Whether a key exists and is not revoked. */
export async function isLiveKey(id: string): Promise<boolean> {
  return (await countLiveKeys(id)) > 0;
}
