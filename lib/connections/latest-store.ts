import { db } from '#lib/db';
import { eventDetailSchema, eventTypes, type TimelineEvent } from './schema.ts';

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
    const known = eventTypes.find((one) => one === type);
    if (!known) return [];
    const { integration: from, ...account } = of;
    const event = { id: String(id), at, type: known, detail: eventDetailSchema.safeParse(detail).data ?? {} };
    return [{ ...event, connection: { ...account, integrationName: from.displayName } }];
  });
}
