import { z } from 'zod';

export const keyName = z
  .string('Give the key a name.')
  .trim()
  .min(1, 'Give the key a name.')
  .max(80, 'A name has at most 80 characters.');

export const createKeyForm = z.object({ name: keyName });
export const revokeKeyForm = z.object({ id: z.uuid() });

/** A key as lists show it; the key itself is nowhere stored. */
export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};
