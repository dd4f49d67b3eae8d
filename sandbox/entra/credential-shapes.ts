import { z } from 'zod';

/**
 * A client secret. Its value is not stored, except (sealed) for the demo app. Times are the sandbox's, in milliseconds.
 */
export const secret = z.object({
  id: z.string(),
  hash: z.string(),
  sealed: z.string().optional(),
  name: z.string().default(''),
  /** The value's first three characters, which Graph returns. */
  hint: z.string().default(''),
  startsAt: z.number().default(0),
  expiresAt: z.number(),
});

/** An uploaded certificate. */
export const certificate = z.object({
  id: z.string(),
  name: z.string(),
  /** DER, base64. */
  der: z.string(),
  /** base64url, as `x5t` and `x5t#S256` carry them. */
  sha1: z.string(),
  sha256: z.string(),
  startsAt: z.number(),
  expiresAt: z.number(),
});

/** An issuer whose assertions the app may use; issuer, subject and audience are compared exactly. */
export const federatedCredential = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  subject: z.string(),
  audience: z.string(),
});

export type Secret = z.infer<typeof secret>;
export type Certificate = z.infer<typeof certificate>;
export type FederatedCredential = z.infer<typeof federatedCredential>;
