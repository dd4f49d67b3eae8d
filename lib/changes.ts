import { db, type Transaction } from '#lib/db';

/** The channel on which PostgreSQL passes on what `noteChange` says. */
export const changeChannel = 'latchkey_change';

/** What an open page may show that changes without an event of its own. */
export type ChangeTopic = 'activity' | 'connection' | 'link' | 'notice' | 'session';

/**
 * Notifies the open pages of every process, when the transaction commits, that something changed. A page that misses
 * the notification shows the change later.
 */
export async function noteChange(topic: ChangeTopic, id = '', tx: Transaction = db()): Promise<void> {
  await tx.$queryRaw`select pg_notify(${changeChannel}, ${`${topic} ${id}`})::text`;
}
