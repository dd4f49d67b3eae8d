import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { env } from '#lib/env';
import { decodeKey } from '#lib/env-schema';
import { log } from '#lib/log';

/** Where a sealed value is stored. It is authenticated with the value, so the value cannot be opened anywhere else. */
export type Place = { table: string; row: string; column: string };

/** A sealed value was changed, truncated or moved, so no process can open it. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'unreadable';
}

/**
 * A value is sealed with a key that this process does not have. The value is intact and another process may be able to
 * open it, so nothing may be recorded about it; the caller should ask again.
 */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly code = 'unknown_key';
  readonly keyId: string;
  constructor(keyId: string) {
    super(
      `This process lacks the encryption key ${keyId} (ENCRYPTION_KEYS), so it cannot read what is stored. Nothing is lost: try again, or give the process the key and restart it.`,
    );
    this.keyId = keyId;
  }
}

/** Seconds after which asking again makes sense: a process without the key is usually about to be restarted. */
export const unknownKeyRetrySeconds = 5;

/** Node prepares a KeyObject once. Raw bytes would be prepared again for every value. */
type Key = { id: string; secret: KeyObject };

/** The id of a key, which identifies it without revealing it. */
export function keyId(bytes: Buffer): string {
  return createHash('sha256').update('latchkey-key-id').update(bytes).digest('hex').slice(0, 8);
}

declare global {
  var latchkeySealingKey: string | undefined;
  /** For each key id, when its absence was last logged, as a time of `performance.now()`. */
  var latchkeyUnknownKeys: Map<string, number> | undefined;
}

let ring: { from: string[]; keys: Key[] } | undefined;

function keys(): Key[] {
  const from = env().encryptionKeys;
  if (ring?.from !== from) {
    const decoded = from.flatMap((value) => decodeKey(value) ?? []);
    ring = { from, keys: decoded.map((bytes) => ({ id: keyId(bytes), secret: createSecretKey(bytes) })) };
  }
  return ring.keys;
}

/** The ids of the keys in the ring, newest first. */
export function keyIds(): string[] {
  return keys().map(({ id }) => id);
}

/** The key for new values: the one chosen with `sealWith`, or else the first of the ring. */
function sealingKey(): Key | undefined {
  const chosen = keys().find(({ id }) => id === globalThis.latchkeySealingKey);
  return chosen ?? keys()[0];
}

/** The id of the key for new values; undefined if there is no key at all. */
export function sealingKeyId(): string | undefined {
  return sealingKey()?.id;
}

/** Seals new values with this key of the ring from now on, in the whole process. */
export function sealWith(id: string): void {
  globalThis.latchkeySealingKey = id;
}

const noteAgainMilliseconds = 60_000;

function noteUnknownKey(key: string): void {
  globalThis.latchkeyUnknownKeys ??= new Map();
  const noted = globalThis.latchkeyUnknownKeys.get(key);
  if (noted !== undefined && performance.now() - noted < noteAgainMilliseconds) return;
  globalThis.latchkeyUnknownKeys.set(key, performance.now());
  log().error({ key }, 'ENCRYPTION_KEYS of this process lacks the key that a stored value is sealed with; add it');
}

function additionalData({ table, row, column }: Place, id: string): Buffer {
  return Buffer.from(JSON.stringify([table, row, column, id]));
}

/**
 * Seals a value for one place (AES-256-GCM): `v1.<key id>.<nonce>.<ciphertext>`.
 * @throws Error when there is no key.
 */
export function seal(plain: string, place: Place): string {
  const key = sealingKey();
  if (!key) throw new Error('ENCRYPTION_KEYS holds no key.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(additionalData(place, key.id));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${key.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

const keyIdShape = /^[0-9a-f]{8}$/;

/**
 * Opens what `seal` made for the same place.
 * @throws VaultError when the value was changed, truncated or moved; UnknownKeyError, also logged once a minute, when
 * the ring does not have its key.
 */
export function open(sealed: string, place: Place): string {
  try {
    return openQuietly(sealed, place);
  } catch (error) {
    if (error instanceof UnknownKeyError) noteUnknownKey(error.keyId);
    throw error;
  }
}

/** Whether this process can open a value. Logs nothing. */
export function opens(sealed: string, place: Place): boolean {
  try {
    openQuietly(sealed, place);
    return true;
  } catch (error) {
    if (error instanceof VaultError || error instanceof UnknownKeyError) return false;
    throw error;
  }
}

function openQuietly(sealed: string, place: Place): string {
  const [version, id = '', nonce, body] = sealed.split('.');
  if (version !== 'v1' || !keyIdShape.test(id) || !nonce || !body)
    throw new VaultError(`${place.table}.${place.column} of row ${place.row} is not a sealed value.`);
  const key = keys().find((candidate) => candidate.id === id);
  if (!key) throw new UnknownKeyError(id);
  try {
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(additionalData(place, key.id))
      .setAuthTag(bytes.subarray(-16));
    const plain = decipher.update(bytes.subarray(0, -16));
    decipher.final();
    return plain.toString();
  } catch (cause) {
    throw new VaultError(`${place.table}.${place.column} of row ${place.row} cannot be opened.`, { cause });
  }
}
