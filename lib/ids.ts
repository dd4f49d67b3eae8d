import { hash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** A new token of 256 random bits in base64url, for links, states, keys and set-up tokens. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text could be a result of `newToken`. Anything else need not be looked up. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** SHA-256 of a token. A fast hash is enough because the token is random. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Whether two hashes or signatures are equal, compared in constant time. */
export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function newId(): string {
  return randomUUID();
}
