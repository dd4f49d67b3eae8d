import { db, type Transaction } from '#lib/db';
import type { Prisma } from '#prisma/client';

/** The keys of table `setting`. */
export type SettingKey =
  | 'activity_retention_days'
  | 'alerts_cursor'
  | 'api_requests_per_minute'
  | 'branding'
  | 'branding_logo'
  | 'credentials.read'
  | 'demo'
  | 'entra_sign_in'
  | 'environment'
  | 'event_retention_days'
  | 'password_sign_in'
  | 'vault_check'
  | 'webhook_cursor';

/** The stored value of a setting, not yet validated; undefined if it was never saved. */
export async function readSetting(key: SettingKey, tx: Transaction = db()): Promise<unknown> {
  return (await tx.setting.findUnique({ where: { key }, select: { value: true } }))?.value;
}

/** Saves a setting, replacing an earlier value. */
export async function saveSetting(
  key: SettingKey,
  value: Prisma.InputJsonValue,
  tx: Transaction = db(),
): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value }, select: { key: true } });
}

/** Saves a setting unless it exists. True for the one caller that saved it. */
export async function claimSetting(key: SettingKey, value: Prisma.InputJsonValue): Promise<boolean> {
  const { count } = await db().setting.createMany({ data: [{ key, value }], skipDuplicates: true });
  return count > 0;
}

/** Deletes a setting. Does nothing if it was never saved. */
export async function deleteSetting(key: SettingKey, tx: Transaction = db()): Promise<void> {
  await tx.setting.deleteMany({ where: { key } });
}

/** SQL that writes to the table without changing anything. It fails when the database accepts no writes. */
export const settingWriteProbe = "update setting set value = value where key = 'vault_check'";

/** Claims a daily job. Returns true for one caller in 23 hours, across all processes. */
export async function claimDay(key: SettingKey): Promise<boolean> {
  const claimed = await db().$executeRaw`
    insert into setting (key, value, updated_at) values (${key}, 'true', now())
    on conflict (key) do update set updated_at = now() where setting.updated_at < now() - interval '23 hours'`;
  return claimed > 0;
}
