import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { decodeKey, env } from '#lib/env';

/** Where a sealed value lives; part of what is authenticated, so that it opens nowhere else. */
export type Place = { table: string; row: string; column: string };

/** A sealed value cannot be opened: `unknown_key` names the key id, `unreadable` means it was changed or moved. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: 'unknown_key' | 'unreadable';
  constructor(code: 'unknown_key' | 'unreadable', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Node prepares a key object once; from bytes it would prepare one for every value. */
type Key = { id: string; secret: KeyObject };

/** The id by which a key is named: it tells keys apart without telling the key. */
export function keyId(bytes: Buffer): string {
  return createHash('sha256').update('latchkey-key-id').update(bytes).digest('hex').slice(0, 8);
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

function additionalData({ table, row, column }: Place, id: string): Buffer {
  return Buffer.from(JSON.stringify([table, row, column, id]));
}

/** Seals a value for one place with the newest key (AES-256-GCM): `v1.<key id>.<nonce>.<ciphertext>`. */
export function seal(plain: string, place: Place): string {
  const [newest] = keys();
  if (!newest) throw new VaultError('unknown_key', 'ENCRYPTION_KEYS holds no key.');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', newest.secret, nonce).setAAD(additionalData(place, newest.id));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${newest.id}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/**
 * Opens what `seal` made for the same place.
 * @throws VaultError when the key is not in the ring or the value was changed, cut or moved.
 */
export function open(sealed: string, place: Place): string {
  const [version, id, nonce, body] = sealed.split('.');
  const key = keys().find((candidate) => candidate.id === id);
  if (version !== 'v1' || !nonce || !body)
    throw new VaultError('unreadable', `${place.table}.${place.column} is not a sealed value.`);
  if (!key) throw new VaultError('unknown_key', `ENCRYPTION_KEYS does not hold the key ${id}.`);
  try {
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(additionalData(place, key.id))
      .setAuthTag(bytes.subarray(-16));
    const plain = decipher.update(bytes.subarray(0, -16));
    decipher.final();
    return plain.toString();
  } catch (cause) {
    throw new VaultError('unreadable', `${place.table}.${place.column} of row ${place.row} cannot be opened.`, {
      cause,
    });
  }
}

/** Whether a sealed value was made with an older key of the ring. */
export function isSealedWithOlderKey(sealed: string): boolean {
  return sealed.split('.')[1] !== keys()[0]?.id;
}
