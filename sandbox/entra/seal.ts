import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { z } from 'zod';

const NONCE = 12;
const TAG = 16;

export interface Sealer {
  seal(kind: string, value: unknown): string;
  /** The sealed value, or `undefined` for anything that this key did not seal for this purpose. */
  open<T>(kind: string, text: string, schema: z.ZodType<T>): T | undefined;
}

/** AES-256-GCM: codes and refresh tokens are opaque to clients and need no row per token here. */
export function createSealer(base64urlKey: string): Sealer {
  const key = Buffer.from(base64urlKey, 'base64url');
  return {
    seal(kind, value) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(kind));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(kind, text, schema) {
      const plain = decrypt({ key, kind, text });
      return plain === undefined ? undefined : schema.safeParse(plain).data;
    },
  };
}

function decrypt({ key, kind, text }: { key: Buffer; kind: string; text: string }): unknown {
  try {
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(kind));
    decipher.setAuthTag(bytes.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    return JSON.parse(plain.toString('utf8'));
  } catch {
    return undefined;
  }
}
