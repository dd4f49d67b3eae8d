import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { decodeKey, env } from '#lib/env';
import { log } from '#lib/log';

/** Where a sealed value lives; part of what is authenticated, so that it opens nowhere else. */
export type Place = { table: string; row: string; column: string };

/** A sealed value was changed, cut or moved: no process will open it. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code = 'unreadable';
}

/**
 * A value is sealed with a key that this process does not have. The value is whole and another process may open it, so
 * nothing may be written about it: who asked is told to ask again.
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

/** Seconds after which asking again is worth it: a process that lacks a key is about to be restarted. */
export const unknownKeyRetrySeconds = 5;

/** Node prepares a key object once; from bytes it would prepare one for every value. */
type Key = { id: string; secret: KeyObject };

/** The id by which a key is named: it tells keys apart without telling the key. */
export function keyId(bytes: Buffer): string {
  return createHash('sha256').update('latchkey-key-id').update(bytes).digest('hex').slice(0, 8);
}

declare global {
  var latchkeySealingKey: string | undefined;
  /** By key id, when its absence was last logged, of `performance.now()`. */
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

/** The ids of the key ring, newest first. */
export function keyIds(): string[] {
  return keys().map(({ id }) => id);
}

/** The key that new values are sealed with: the one chosen with `sealWith`, else the first of the ring. */
function sealingKey(): Key | undefined {
  const chosen = keys().find(({ id }) => id === globalThis.latchkeySealingKey);
  return chosen ?? keys()[0];
}

/** The id of the key that new values are sealed with; undefined when there is none at all. */
export function sealingKeyId(): string | undefined {
  return sealingKey()?.id;
}

/** Seals with this key of the ring from now on, in the whole process. */
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
 * Seals a value for one place (AES-256-GCM): `v1.<key id>.<nonce>.<ciphertext>`. @throws Error when there is no key
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
 * @throws VaultError when the value was changed, cut or moved; UnknownKeyError, which is also logged once a minute,
 * when the ring lacks its key
 */
export function open(sealed: string, place: Place): string {
  try {
    return openQuietly(sealed, place);
  } catch (error) {
    if (error instanceof UnknownKeyError) noteUnknownKey(error.keyId);
    throw error;
  }
}

/** Whether a value can be opened here and now; logs nothing. */
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
