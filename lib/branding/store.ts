import { z } from 'zod';
import type { Transaction } from '#lib/db';
import { deleteSetting, readSetting, saveSetting } from '#lib/settings';
import { type Branding, brandingSchema, logoTypes } from './schema.ts';

const brandingKey = 'branding';
const logoKey = 'branding_logo';

const storedLogo = z.object({ version: z.string(), type: z.enum(logoTypes), data: z.base64() });
/** The picture itself; `data` is base64. */
export type StoredLogo = z.infer<typeof storedLogo>;

export async function findBranding(): Promise<Branding | undefined> {
  return brandingSchema.safeParse(await readSetting(brandingKey)).data;
}

export async function findLogo(): Promise<StoredLogo | undefined> {
  return storedLogo.safeParse(await readSetting(logoKey)).data;
}

/** The branding as stored, locked until the transaction ends: two who save at once do not mix. */
export async function lockBranding(tx: Transaction): Promise<Branding | undefined> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('setting:branding', 0))`;
  return brandingSchema.safeParse(await readSetting(brandingKey, tx)).data;
}

export function saveBranding(tx: Transaction, branding: Branding): Promise<void> {
  return saveSetting(brandingKey, branding, tx);
}

export function saveLogo(tx: Transaction, logo: StoredLogo): Promise<void> {
  return saveSetting(logoKey, logo, tx);
}

export function deleteLogo(tx: Transaction): Promise<void> {
  return deleteSetting(logoKey, tx);
}
