import { z } from 'zod';
import { CREDENTIAL_KINDS } from '#lib/catalogue/types';
import type { SecretSummary } from './schema.ts';

export const kindSchema = z.enum(CREDENTIAL_KINDS);

/** The columns that decide which credential is used first. */
export type Standing = { refusedCode: string | null; expiresAt: Date | null; createdAt: Date };
export type StoredSummary = Standing & { kind: string; hint: string };

/** Whether a credential has expired. */
export function isExpired({ expiresAt }: Pick<Standing, 'expiresAt'>, now = Date.now()): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now;
}

/** Sorts credentials by use: accepted before refused, valid before expired, then the newest first. */
export function inOrderOfUse<T extends Standing>(credentials: readonly T[], now = Date.now()): T[] {
  const rank = (of: T) => (of.refusedCode ? 2 : 0) + (isExpired(of, now) ? 1 : 0);
  return [...credentials].sort(
    (one, other) => rank(one) - rank(other) || other.createdAt.getTime() - one.createdAt.getTime(),
  );
}

/**
 * The working credential that is valid longest; its expiry counts as the integration's. An unknown expiry counts as the
 * latest.
 */
export function longestValid<T extends Standing>(credentials: readonly T[], now = Date.now()): T | undefined {
  const end = ({ expiresAt }: T) => expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const working = credentials.filter((one) => !one.refusedCode && !isExpired(one, now));
  const [longest] = working.sort((one, other) => end(other) - end(one));
  return longest ?? inOrderOfUse(credentials, now)[0];
}

/** What a list shows of an integration's credentials; null when it has none. */
export function longestValidSummary(credentials: readonly StoredSummary[]): SecretSummary | null {
  const found = longestValid(credentials);
  if (!found) return null;
  const { kind, hint, expiresAt, createdAt } = found;
  return { kind: kindSchema.parse(kind), hint, expiresAt, createdAt };
}
