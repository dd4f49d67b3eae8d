import type { Transaction } from '#lib/db';
import type { EventDetail, EventType } from './schema.ts';

/** Adds a row to a connection's timeline, in the transaction of what it tells. */
export async function addEvent(
  tx: Transaction,
  connectionId: string,
  event: { type: EventType; detail?: EventDetail },
): Promise<void> {
  await tx.connectionEvent.create({
    data: { connectionId, type: event.type, detail: event.detail ?? {} },
    select: { id: true },
  });
}

/** Counts a failure for the day, in the transaction of what it tells. */
export async function countRefresh(
  tx: Transaction,
  integrationId: string,
  outcome: 'failed' | 'closed',
): Promise<void> {
  await tx.$executeRaw`
    insert into refresh_count as r (day, integration_id, outcome, count) values (current_date, ${integrationId}::uuid, ${outcome}, 1)
    on conflict (day, integration_id, outcome) do update set count = r.count + 1`;
}
