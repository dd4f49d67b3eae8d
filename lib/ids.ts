import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** 256 random bits in base64url: for links, states, keys and set-up tokens. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether text has the shape of what `newToken` makes; what has another shape need not be looked up. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** SHA-256: enough for a value that is random itself (no stretching needed). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function newId(): string {
  return randomUUID();
}
