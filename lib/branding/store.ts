import { z } from 'zod';
import { db, type Transaction } from '#lib/db';
import { type Branding, brandingSchema, logoTypes } from './schema.ts';

const brandingKey = 'branding';
const logoKey = 'branding_logo';

const storedLogo = z.object({ version: z.string(), type: z.enum(logoTypes), data: z.base64() });
/** The picture itself; `data` is base64. */
export type StoredLogo = z.infer<typeof storedLogo>;

async function findSetting(key: string): Promise<unknown> {
  return (await db().setting.findUnique({ where: { key }, select: { value: true } }))?.value;
}

async function saveSetting(tx: Transaction, key: string, value: Branding | StoredLogo): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value }, select: { key: true } });
}

export async function findBranding(): Promise<Branding | undefined> {
  return brandingSchema.safeParse(await findSetting(brandingKey)).data;
}

export async function findLogo(): Promise<StoredLogo | undefined> {
  return storedLogo.safeParse(await findSetting(logoKey)).data;
}

/** The branding as stored, locked until the transaction ends: two who save at once do not mix. */
export async function lockBranding(tx: Transaction): Promise<Branding | undefined> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('setting:branding', 0))`;
  const row = await tx.setting.findUnique({ where: { key: brandingKey }, select: { value: true } });
  return brandingSchema.safeParse(row?.value).data;
}

export function saveBranding(tx: Transaction, branding: Branding): Promise<void> {
  return saveSetting(tx, brandingKey, branding);
}

export function saveLogo(tx: Transaction, logo: StoredLogo): Promise<void> {
  return saveSetting(tx, logoKey, logo);
}

export async function deleteLogo(tx: Transaction): Promise<void> {
  await tx.setting.deleteMany({ where: { key: logoKey } });
}
