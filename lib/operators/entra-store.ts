import { z } from 'zod';
import { CLOUDS, type CloudId } from '#lib/clouds';
import { db, type Transaction } from '#lib/db';
import { type EntraTest, entraTestSchema } from './entra-schema.ts';

const entraKey = 'entra_sign_in';
const passwordKey = 'password_sign_in';

const stored = z.object({
  isOn: z.boolean(),
  cloud: z.enum(CLOUDS),
  tenant: z.string(),
  clientId: z.string(),
  sealedSecret: z.string(),
  test: entraTestSchema.nullable().catch(null),
});

export type StoredEntra = {
  isOn: boolean;
  cloud: CloudId;
  tenant: string;
  clientId: string;
  sealedSecret: string;
  test: EntraTest | null;
};

async function find(key: string, tx: Transaction): Promise<unknown> {
  return (await tx.setting.findUnique({ where: { key }, select: { value: true } }))?.value;
}

export async function findEntra(tx: Transaction = db()): Promise<StoredEntra | undefined> {
  return stored.safeParse(await find(entraKey, tx)).data;
}

export async function saveEntra(tx: Transaction, value: StoredEntra): Promise<void> {
  const where = { key: entraKey };
  await tx.setting.upsert({ where, create: { ...where, value }, update: { value }, select: { key: true } });
}

export async function findPasswordSwitch(tx: Transaction = db()): Promise<unknown> {
  return find(passwordKey, tx);
}

export async function savePasswordSwitch(tx: Transaction, value: 'on' | 'off'): Promise<void> {
  const where = { key: passwordKey };
  await tx.setting.upsert({ where, create: { ...where, value }, update: { value }, select: { key: true } });
}
