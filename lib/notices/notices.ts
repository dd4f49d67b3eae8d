import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { type Role, roleCovers } from '#lib/roles';
import type { KeyedNotice, NewNotice, Notice } from './schema.ts';
import {
  deleteNotices,
  findNoticeTimes,
  insertNotice,
  listAllNotices,
  listOpenNotices,
  markDismissed,
  type NoticeScope,
  setNoticeTimes,
} from './store.ts';

/** Writes a notice inside the caller's transaction. Returns false if there is already one with the same key. */
export function putNotice(tx: Transaction, notice: NewNotice): Promise<boolean> {
  return insertNotice(tx, notice);
}

/**
 * Deletes notices that no longer apply, inside the caller's transaction. If the problem returns, a new notice is
 * written.
 */
export async function withdrawNotices(tx: Transaction, which: NoticeScope): Promise<void> {
  await deleteNotices(tx, which);
}

/** Sets the time of notices that still apply to now, including dismissed ones, and returns how many there are. */
export function renewNotices(tx: Transaction, which: Pick<NoticeScope, 'keyPrefix'>): Promise<number> {
  return setNoticeTimes(tx, which);
}

/** When notices were written or last renewed, including dismissed ones. */
export function listNoticeTimes(
  tx: Transaction,
  which: Pick<NoticeScope, 'keyPrefix'>,
): Promise<{ dedupeKey: string; createdAt: Date }[]> {
  return findNoticeTimes(tx, which);
}

/** Open notices of one integration or of all, newest first, at most 100. */
export function listNotices(integrationId?: string): Promise<Notice[]> {
  return listOpenNotices(integrationId);
}

/** All notices that apply, also dismissed ones, with their keys. */
export function listKeyedNotices(tx: Transaction): Promise<KeyedNotice[]> {
  return listAllNotices(tx);
}

/** The notices that an operator of this role may see. Those about attacks are for owners only. */
export function noticesFor(role: Role, notices: readonly Notice[]): Notice[] {
  return notices.filter(({ kind }) => kind !== 'attack' || roleCovers(role, 'owner'));
}

/** Dismisses a notice for all operators. Returns false if it was already gone. */
export async function dismissNotice(id: string, by: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const dismissed = await markDismissed(tx, id, by);
    if (!dismissed) return false;
    const detail = { message: dismissed.message };
    await audit(tx, { actor: by, action: 'notice.dismissed', subject: `notice:${id}`, detail });
    return true;
  });
}
