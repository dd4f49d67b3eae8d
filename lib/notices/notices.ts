import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { type Role, roleCovers } from '#lib/operators/schema';
import type { NewNotice, Notice } from './schema.ts';
import {
  deleteNotices,
  findNoticeTimes,
  insertNotice,
  listOpenNotices,
  markDismissed,
  type NoticeScope,
  setNoticeTimes,
} from './store.ts';

/** Tells operators something, inside the caller's transaction; false when they were told already. */
export function putNotice(tx: Transaction, notice: NewNotice): Promise<boolean> {
  return insertNotice(tx, notice);
}

/** Takes back what no longer holds, inside the caller's transaction; should it come back, it is told anew. */
export async function withdrawNotices(tx: Transaction, which: NoticeScope): Promise<void> {
  await deleteNotices(tx, which);
}

/** Notices that still hold are as of now, dismissed ones too; returns how many there are. */
export function renewNotices(tx: Transaction, which: Pick<NoticeScope, 'keyPrefix'>): Promise<number> {
  return setNoticeTimes(tx, which);
}

/** When notices were told or last renewed, dismissed ones too. */
export function listNoticeTimes(
  tx: Transaction,
  which: Pick<NoticeScope, 'keyPrefix'>,
): Promise<{ dedupeKey: string; createdAt: Date }[]> {
  return findNoticeTimes(tx, which);
}

/** What operators are to know now, the newest first: of one integration, or all. At most 100. */
export function listNotices(integrationId?: string): Promise<Notice[]> {
  return listOpenNotices(integrationId);
}

/** Those an operator is told: what to do about an attack is for owners. */
export function noticesFor(role: Role, notices: readonly Notice[]): Notice[] {
  return notices.filter(({ kind }) => kind !== 'attack' || roleCovers(role, 'owner'));
}

/** Puts a notice away for all operators; false when it was gone already. */
export async function dismissNotice(id: string, by: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const dismissed = await markDismissed(tx, id, by);
    if (!dismissed) return false;
    const detail = { message: dismissed.message };
    await audit(tx, { actor: by, action: 'notice.dismissed', subject: `notice:${id}`, detail });
    return true;
  });
}
