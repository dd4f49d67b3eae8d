import { z } from 'zod';
import { db, pool, type Transaction } from '#lib/db';

/** The channel through which the end users of an integration get mail; undefined if they get none. */
export async function findMailChannel(integrationId: string, tx: Transaction = db()): Promise<string | undefined> {
  return (await tx.endUserMail.findUnique({ where: { integrationId } }))?.channelId;
}

export async function saveMailChannel(tx: Transaction, integrationId: string, channelId: string | null): Promise<void> {
  await tx.endUserMail.deleteMany({ where: { integrationId } });
  if (channelId) await tx.endUserMail.create({ data: { integrationId, channelId } });
}

export type NewNote = { id: string; connectionId: string; channelId: string; at: Date };

export async function insertNotes(tx: Transaction, notes: readonly NewNote[]): Promise<void> {
  const data = notes.map(({ at, ...note }) => ({ ...note, createdAt: at, nextAt: at }));
  if (data.length > 0) await tx.endUserNote.createMany({ data, skipDuplicates: true });
}

const claimed = z.object({
  id: z.string(),
  connectionId: z.string(),
  channelId: z.string(),
  tries: z.number(),
});
export type ClaimedNote = z.output<typeof claimed>;

const leaseSeconds = 120;

/** Claims a mail that is due, so that no other process sends it too. */
export async function claimNote(now: Date): Promise<ClaimedNote | undefined> {
  const { rows } = await pool().query(
    `update end_user_note set next_at = $1::timestamptz + make_interval(secs => $2), tries = tries + 1
      where id = (select id from end_user_note where done_at is null and next_at <= $1
                   order by next_at limit 1 for update skip locked)
      returning id, connection_id as "connectionId", channel_id as "channelId", tries`,
    [now, leaseSeconds],
  );
  return rows[0] && claimed.parse(rows[0]);
}

/** Marks a mail as done, or stores when to try it again. */
export async function updateNote(id: string, what: { doneAt: Date } | { nextAt: Date }): Promise<void> {
  await db().endUserNote.updateMany({ where: { id }, data: what });
}

export async function deleteNotesBefore(time: Date): Promise<void> {
  await db().endUserNote.deleteMany({ where: { createdAt: { lt: time } } });
}
