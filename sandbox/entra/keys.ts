import type { CryptoKey, JWTPayload } from 'jose';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const signingKey = z.object({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() });

interface PublicKey {
  kty: 'RSA';
  use: 'sig';
  kid: string;
  n: string;
  e: string;
}

export interface Keys {
  publicKey: PublicKey;
  sign(claims: JWTPayload): Promise<string>;
  /** The claims of a token that this sandbox signed, whatever they are; `undefined` for any other text. */
  verify(token: string): Promise<JWTPayload | undefined>;
}

/** RS256 signing with the key of the state file. */
export async function createKeys(jwk: Record<string, unknown>): Promise<Keys> {
  const { kty, kid, n, e } = signingKey.parse(jwk);
  const privateKey = await requireRsa(jwk);
  const publicKey = await requireRsa({ kty, n, e, alg: 'RS256' });
  return {
    publicKey: { kty, use: 'sig', kid, n, e },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey),
    verify: (token) => verifySignature(token, publicKey),
  };
}

async function requireRsa(jwk: Record<string, unknown>): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new Error('The sandbox has a signing key of the wrong kind.');
  return key;
}

async function verifySignature(token: string, key: CryptoKey): Promise<JWTPayload | undefined> {
  // Expiry is checked by the caller, who answers differently for expired and forged tokens.
  const everyTime = new Date(0);
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      currentDate: everyTime,
      clockTolerance: Number.MAX_SAFE_INTEGER,
    });
    return payload;
  } catch {
    return undefined;
  }
}
