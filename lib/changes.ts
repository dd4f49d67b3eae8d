import { db, type Transaction } from '#lib/db';

/** The channel on which PostgreSQL passes on what `noteChange` says. */
export const changeChannel = 'latchkey_change';

/** What an open page may show that changes without an event of its own. */
export type ChangeTopic = 'activity' | 'connection' | 'link' | 'notice' | 'session';

/**
 * Tells the pages that are open in any process that something changed, when the transaction commits. It is a hint: a
 * page that misses it shows the change later.
 */
export async function noteChange(topic: ChangeTopic, id = '', tx: Transaction = db()): Promise<void> {
  await tx.$queryRaw`select pg_notify(${changeChannel}, ${`${topic} ${id}`})::text`;
}
