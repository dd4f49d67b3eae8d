import { z } from 'zod';
import { db } from '#lib/db';

const nameKey = 'installation_name';

export async function findInstallationName(): Promise<string | undefined> {
  const row = await db().setting.findUnique({ where: { key: nameKey }, select: { value: true } });
  return z.string().trim().min(1).max(100).safeParse(row?.value).data;
}
