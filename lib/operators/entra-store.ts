import { z } from 'zod';
import { CLOUDS, type CloudId } from '#lib/clouds';
import { db, type Transaction } from '#lib/db';
import { readSetting, saveSetting } from '#lib/settings';
import { type EntraTest, entraTestSchema } from './entra-schema.ts';

const entraKey = 'entra_sign_in';

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

export async function findEntra(tx: Transaction = db()): Promise<StoredEntra | undefined> {
  return stored.safeParse(await readSetting(entraKey, tx)).data;
}

export function saveEntra(tx: Transaction, value: StoredEntra): Promise<void> {
  return saveSetting(entraKey, value, tx);
}
