import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** 256 random bits in base64url: for links, states, keys and set-up tokens. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256: enough for a value that is random itself (no stretching needed). */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function newId(): string {
  return randomUUID();
}
