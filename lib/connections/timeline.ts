import { noteChange } from '#lib/changes';
import { db, type Transaction } from '#lib/db';
import { tellConnection } from './connection-events.ts';
import { scopeChange } from './missing.ts';
import { type EventDetail, type EventType, eventDetailSchema, eventTypes, type TimelineEvent } from './schema.ts';

/** `isStateSame`: the state did not change, so no event is published. */
type NewTimelineEvent = { type: EventType; detail?: EventDetail; isStateSame?: boolean };

/**
 * Adds a row to a connection's timeline, in the transaction of the change. If the connection's state changed, an event
 * is published too, for webhooks and GET /api/events.
 */
export async function addEvent(tx: Transaction, connectionId: string, event: NewTimelineEvent): Promise<void> {
  await tx.connectionEvent.create({
    data: { connectionId, type: event.type, detail: event.detail ?? {} },
    select: { id: true },
  });
  await noteChange('connection', connectionId, tx);
  if (!event.isStateSame) await tellConnection(tx, connectionId, event);
}

/** Adds a row if Microsoft grants a connection more or less than before. */
export async function noteScopes(
  tx: Transaction,
  connectionId: string,
  { before, now }: { before: readonly string[]; now: readonly string[] },
): Promise<void> {
  const { added, removed } = scopeChange(before, now);
  const words = [
    added.length > 0 && `Granted now: ${added.join(', ')}.`,
    removed.length > 0 && `No longer granted: ${removed.join(', ')}.`,
  ];
  const message = words.filter(Boolean).join(' ');
  if (message) await addEvent(tx, connectionId, { type: 'scopes_changed', detail: { message } });
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
