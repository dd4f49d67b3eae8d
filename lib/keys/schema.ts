import { z } from 'zod';
import { everything, scopeNames } from './scopes.ts';

export const keyName = z
  .string('Give the key a name.')
  .trim()
  .min(1, 'Give the key a name.')
  .max(80, 'A name has at most 80 characters.');

const scope = z.enum(
  [everything, 'environment:integrations:*', 'environment:connections:*', ...scopeNames],
  'This is not a scope a key can have.',
);

const keyScopes = z
  .array(scope)
  .min(1, 'Choose what the key may do.')
  .transform((names) => (names.includes(everything) ? [everything] : [...new Set(names)]));

export const createKeyForm = z.object({
  name: keyName,
  scopes: keyScopes,
  /** Id of the only integration that the key may access; empty means all. */
  integrationId: z.union([z.uuid(), z.literal('')], 'Choose an integration from the list.'),
});
export const revokeKeyForm = z.object({ id: z.uuid() });

/** Requests per minute and key; 0 means no limit. */
export const requestsPerMinute = z.coerce
  .number('Enter a number.')
  .int('Enter a whole number.')
  .min(0, 'Enter 0 or more.')
  .max(1_000_000, 'At most 1,000,000 requests a minute.');
const typedText = (typed: unknown) => (typeof typed === 'string' && typed.trim() !== '' ? typed : undefined);

/** A missing or empty field is an error: it must not remove the limit. */
export const limitForm = z.object({ requestsPerMinute: z.preprocess(typedText, requestsPerMinute) });

/** A key as shown in lists. The key itself is not stored. */
export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  /** The only integration that the key may access; null means all. */
  integration: { id: string; uniqueKey: string; displayName: string } | null;
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** What a request learns about its API key. */
export type LiveKey = {
  id: string;
  name: string;
  scopes: string[];
  /** The only integration that the key may access; null means all. */
  integration: { id: string; uniqueKey: string } | null;
};
