import { db, type Transaction } from '#lib/db';
import { type EventDetail, type EventType, eventDetailSchema, eventTypes, type TimelineEvent } from './schema.ts';

/** Adds a row to a connection's timeline, in the transaction of the change it describes. */
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

const eventType = (type: string) => eventTypes.find((known) => known === type);

/** The newest rows of a connection's timeline. `before` is the id of the last row of the previous page. */
export async function listTimeline(
  connectionId: string,
  { limit, before }: { limit: number; before?: string },
): Promise<TimelineEvent[]> {
  const rows = await db().connectionEvent.findMany({
    where: { connectionId, ...(before && { id: { lt: BigInt(before) } }) },
    select: { id: true, at: true, type: true, detail: true },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ id, at, type, detail }) => {
    const known = eventType(type);
    return known ? [{ id: String(id), at, type: known, detail: eventDetailSchema.safeParse(detail).data ?? {} }] : [];
  });
}

/** A timeline row with the connection it belongs to. */
export type LatestEvent = TimelineEvent & {
  connection: { id: string; username: string; displayName: string; integrationName: string };
};

/** The newest timeline rows of all connections. */
export async function listLatestEvents(limit: number): Promise<LatestEvent[]> {
  const integration = { select: { displayName: true } } as const;
  const connection = { select: { id: true, username: true, displayName: true, integration } } as const;
  const rows = await db().connectionEvent.findMany({
    select: { id: true, at: true, type: true, detail: true, connection },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.flatMap(({ id, at, type, detail, connection: of }) => {
    const known = eventType(type);
    if (!known) return [];
    const { integration: from, ...account } = of;
    const event = { id: String(id), at, type: known, detail: eventDetailSchema.safeParse(detail).data ?? {} };
    return [{ ...event, connection: { ...account, integrationName: from.displayName } }];
  });
}
