import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { readSetting, saveSetting } from '#lib/settings';
import { listRows } from './list-store.ts';
import {
  type ActivityFilter,
  type ActivityPage,
  type ActivityRow,
  defaultRetentionDays,
  retentionDaysSchema,
  type VendMinute,
} from './schema.ts';
import { deleteBefore, listVendMinutes } from './store.ts';

/** Activity, newest first. `before` is the last row of the previous page. */
export function listActivity(filter: ActivityFilter, page: ActivityPage): Promise<ActivityRow[]> {
  return listRows(filter, page);
}

/** One row with all details; undefined if it was pruned. */
export async function findActivity(id: string): Promise<ActivityRow | undefined> {
  const [row] = /^\d{1,18}$/.test(id) ? await listRows({ id }, { limit: 1 }) : [];
  return row;
}

/** Number of tokens handed out in each recent minute, oldest first. Minutes without any are left out. */
export function listVends(
  filter: Pick<ActivityFilter, 'integrationId'> & { minutes: number },
  now = new Date(),
): Promise<VendMinute[]> {
  return listVendMinutes({ ...filter, since: new Date(now.getTime() - filter.minutes * 60_000) });
}

const retentionKey = 'activity_retention_days';

/** For how many days activity is kept. */
export async function readRetentionDays(): Promise<number> {
  const stored = retentionDaysSchema.safeParse((await readSetting(retentionKey)) ?? defaultRetentionDays);
  return stored.data ?? defaultRetentionDays;
}

/** Sets for how many days activity is kept. Older rows are deleted within the hour. */
export async function setRetentionDays(days: number, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await saveSetting(retentionKey, days, tx);
    await audit(tx, { actor: by, action: 'activity-retention.changed', subject: 'settings', detail: { days } });
  });
}

/** Deletes rows older than the retention period, in batches, and returns how many. */
export async function pruneActivity(now = new Date()): Promise<number> {
  const days = await readRetentionDays();
  return deleteBefore(new Date(now.getTime() - days * 86_400_000));
}
