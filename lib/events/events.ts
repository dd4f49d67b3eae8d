import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db, type Transaction } from '#lib/db';
import { newId } from '#lib/ids';
import { readSetting, saveSetting } from '#lib/settings';
import { EventError } from './errors.ts';
import { defaultEventRetentionDays, eventRetentionSchema, type NewEvent, type PublicEvent } from './schema.ts';
import {
  deleteBefore,
  type EventFilter,
  findRange,
  hasUnpublished,
  insertEvents,
  listAfter,
  publishEvents,
} from './store.ts';

const atOnce = 1_000;

/** Writes events in the transaction of the change that they report, so that both are stored or neither. */
export async function recordEvents(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += atOnce) {
    const some = events.slice(from, from + atOnce);
    await insertEvents(
      tx,
      some.map((event) => ({ ...event, id: `evt_${newId().replaceAll('-', '')}` })),
    );
  }
}

/** One page of events, and the cursor of the next page. */
export type EventPage = { events: PublicEvent[]; next: bigint; hasMore: boolean };

/**
 * The events after a cursor, oldest first; without a cursor, from the oldest that is stored. A reader that continues
 * from `next` misses no event, whatever is committed meanwhile.
 * @throws EventError `cursor_gone` if events after the cursor were deleted, `cursor_unknown` if this installation never
 * issued it
 */
export async function listEvents(
  filter: EventFilter,
  { after, limit }: { after?: bigint | undefined; limit: number },
): Promise<EventPage> {
  if (await hasUnpublished()) await publishEvents();
  // This is read before the events. Events that are published in between belong to the next page.
  const { oldest, newest } = await findRange();
  if (after !== undefined && after > newest) throw new EventError('cursor_unknown');
  if (after !== undefined && after + 1n < oldest) throw new EventError('cursor_gone');
  const found = await listAfter(after ?? 0n, filter, limit + 1);
  const events = found.slice(0, limit);
  const last = events.at(-1)?.position ?? after ?? 0n;
  const hasMore = found.length > limit;
  // The cursor also passes the events that the filter excluded, so that they are not read again.
  return { events, hasMore, next: hasMore || last > newest ? last : newest };
}

/** The position of the newest event. A reader that continues from here gets only later events. */
export async function newestEvent(): Promise<bigint> {
  if (await hasUnpublished()) await publishEvents();
  return (await findRange()).newest;
}

const retentionKey = 'event_retention_days';

/** Days for which events and the records of their deliveries are stored. */
export async function readEventRetention(): Promise<number> {
  const stored = eventRetentionSchema.safeParse((await readSetting(retentionKey)) ?? defaultEventRetentionDays);
  return stored.data ?? defaultEventRetentionDays;
}

/** Sets for how many days events are stored. Older ones are deleted within an hour. */
export async function setEventRetention(days: number, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await saveSetting(retentionKey, days, tx);
    await audit(tx, { actor: by, action: 'event-retention.changed', subject: 'settings', detail: { days } });
  });
}

/** Deletes events that are older than the retention period, in batches. Returns how many. */
export async function pruneEvents(now = new Date()): Promise<number> {
  const days = await readEventRetention();
  return deleteBefore(new Date(now.getTime() - days * 86_400_000));
}
