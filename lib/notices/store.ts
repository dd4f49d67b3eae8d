import { z } from 'zod';
import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import type { KeyedNotice, NewNotice, Notice } from './schema.ts';

const kinds = z.enum([
  'secret_expiring',
  'secret_expired',
  'credential_refused',
  'integration_broken',
  'untrusted_proxy',
  'attack',
  'webhook_disabled',
  'webhook_failing',
  'sweep_behind',
  'microsoft_unreachable',
  'alerts_failing',
]);
const levels = z.enum(['info', 'warning', 'error']);

const columns = {
  id: true,
  kind: true,
  level: true,
  message: true,
  fix: true,
  createdAt: true,
  integration: { select: { uniqueKey: true, displayName: true } },
} as const;

export async function insertNotice(tx: Transaction, notice: NewNotice): Promise<boolean> {
  const { count } = await tx.notice.createMany({ data: [{ id: newId(), ...notice }], skipDuplicates: true });
  if (count > 0) await noteChange('notice', '', tx);
  return count > 0;
}

export async function deleteNotices(tx: Transaction, where: NoticeScope): Promise<number> {
  const { integrationId, keyPrefix, except } = where;
  const { count } = await tx.notice.deleteMany({
    where: {
      ...(integrationId && { integrationId }),
      dedupeKey: { startsWith: keyPrefix, ...(except && { notIn: except }) },
    },
  });
  if (count > 0) await noteChange('notice', '', tx);
  return count;
}

export async function setNoticeTimes(tx: Transaction, { keyPrefix }: NoticeScope): Promise<number> {
  const where = { dedupeKey: { startsWith: keyPrefix } };
  const { count } = await tx.notice.updateMany({ where, data: { createdAt: new Date() } });
  return count;
}

export function findNoticeTimes(
  tx: Transaction,
  { keyPrefix }: NoticeScope,
): Promise<{ dedupeKey: string; createdAt: Date }[]> {
  const where = { dedupeKey: { startsWith: keyPrefix } };
  return tx.notice.findMany({ where, select: { dedupeKey: true, createdAt: true } });
}

/** Selects notices by the beginning of their key, optionally of one integration, and with exceptions. */
export type NoticeScope = { keyPrefix: string; integrationId?: string; except?: string[] };

export async function listOpenNotices(integrationId?: string): Promise<Notice[]> {
  const rows = await db().notice.findMany({
    where: { dismissedAt: null, ...(integrationId && { integrationId }) },
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 100,
  });
  return rows.map(({ kind, level, ...row }) => ({ ...row, kind: kinds.parse(kind), level: levels.parse(level) }));
}

export async function listAllNotices(tx: Transaction): Promise<KeyedNotice[]> {
  const rows = await tx.notice.findMany({
    select: { ...columns, dedupeKey: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ kind, level, ...row }) => ({ ...row, kind: kinds.parse(kind), level: levels.parse(level) }));
}

export async function markDismissed(tx: Transaction, id: string, by: string): Promise<{ message: string } | undefined> {
  const rows = await tx.notice.updateManyAndReturn({
    where: { id, dismissedAt: null },
    data: { dismissedAt: new Date(), dismissedBy: by },
    select: { message: true },
  });
  if (rows[0]) await noteChange('notice', '', tx);
  return rows[0];
}
