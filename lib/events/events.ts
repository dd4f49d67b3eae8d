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

/** Writes events in the transaction of the change they tell of: either both happen or neither. */
export async function recordEvents(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += atOnce) {
    const some = events.slice(from, from + atOnce);
    await insertEvents(
      tx,
      some.map((event) => ({ ...event, id: `evt_${newId().replaceAll('-', '')}` })),
    );
  }
}

/** One page of events, and where the next one begins. */
export type EventPage = { events: PublicEvent[]; next: bigint; hasMore: boolean };

/**
 * The events after a cursor, oldest first; without one, from the oldest that is kept. A reader that goes on from `next`
 * misses none, whatever commits meanwhile. @throws EventError `cursor_gone` when events after it were deleted,
 * `cursor_unknown` when this installation never gave it
 */
export async function listEvents(
  filter: EventFilter,
  { after, limit }: { after?: bigint | undefined; limit: number },
): Promise<EventPage> {
  if (await hasUnpublished()) await publishEvents();
  // Read before the events: what is published in between is left to the next page.
  const { oldest, newest } = await findRange();
  if (after !== undefined && after > newest) throw new EventError('cursor_unknown');
  if (after !== undefined && after + 1n < oldest) throw new EventError('cursor_gone');
  const found = await listAfter(after ?? 0n, filter, limit + 1);
  const events = found.slice(0, limit);
  const last = events.at(-1)?.position ?? after ?? 0n;
  const hasMore = found.length > limit;
  // Past what the filter left out, so that it is not looked through again.
  return { events, hasMore, next: hasMore || last > newest ? last : newest };
}

/** Where the events are now: a reader that goes on from here is told what happens next. */
export async function newestEvent(): Promise<bigint> {
  if (await hasUnpublished()) await publishEvents();
  return (await findRange()).newest;
}

const retentionKey = 'event_retention_days';

/** Days that events and the record of their deliveries are kept. */
export async function readEventRetention(): Promise<number> {
  const stored = eventRetentionSchema.safeParse((await readSetting(retentionKey)) ?? defaultEventRetentionDays);
  return stored.data ?? defaultEventRetentionDays;
}

/** Sets how many days events are kept; older ones go within the hour. */
export async function setEventRetention(days: number, by: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    await saveSetting(retentionKey, days, tx);
    await audit(tx, { actor: by, action: 'event-retention.changed', subject: 'settings', detail: { days } });
  });
}

/** Deletes what is older than the retention, in batches; says how many events went. */
export async function pruneEvents(now = new Date()): Promise<number> {
  const days = await readEventRetention();
  return deleteBefore(new Date(now.getTime() - days * 86_400_000));
}
