import { z } from 'zod';
import type { Transaction } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import { type EventReason, type PublicEventType, whoseSchema } from '#lib/events/schema';
import { explain } from '#lib/microsoft/aadsts';
import type { EventDetail, EventType } from './schema.ts';

type ConnectionEventType = Extract<PublicEventType, `connection.${string}`>;

/** The event types of those timeline rows that mark a change of state. */
const publicTypes: Partial<Record<EventType, ConnectionEventType>> = {
  connected: 'connection.created',
  imported: 'connection.created',
  connected_again: 'connection.reauthorized',
  reauthorized: 'connection.reauthorized',
  needs_reauthorization: 'connection.needs_reauthorization',
  corrupt: 'connection.needs_reauthorization',
  recovered: 'connection.recovered',
  readable_again: 'connection.recovered',
  scopes_changed: 'connection.scopes_changed',
};

/** Whether a timeline row is also published as an event, for webhooks and GET /api/events. */
export const isToldOutside = (type: EventType) => type in publicTypes;

const told = whoseSchema.extend({
  sequence: z.number(),
  claims: z.boolean(),
  requested: z.array(z.string()),
  granted: z.array(z.string()),
});

function reasonOf({ code, aadsts, message, fix }: EventDetail, claims: boolean): EventReason | undefined {
  if (!code || !message) return undefined;
  const who = aadsts === undefined ? 'user' : explain(aadsts).who;
  return { code, ...(aadsts !== undefined && { aadsts }), message, ...(fix && { fix }), for: who, claims };
}

async function record(
  tx: Transaction,
  id: string,
  { type, detail = {} }: { type: ConnectionEventType; detail?: EventDetail },
) {
  // The connection's row is locked from here on, so later events get higher numbers and are published later.
  const [row] = await tx.$queryRaw<unknown[]>`
    update connection set event_sequence = event_sequence + 1 where id = ${id}::uuid
    returning event_sequence as sequence, end_user, tags, claims is not null as claims,
      requested_scopes as requested, granted_scopes as granted`;
  if (!row) return;
  const { sequence, end_user, tags, claims, requested, granted } = told.parse(row);
  const needs = type === 'connection.needs_reauthorization';
  const reason = needs ? reasonOf(detail, claims) : undefined;
  const scopes = needs || type === 'connection.deleted' ? undefined : { requested, granted };
  const data = { end_user, tags, ...(reason && { reason }), ...(scopes && { scopes }) };
  await recordEvents(tx, [{ type, connectionId: id, sequence, data }]);
}

/** Publishes the event of a timeline row, in the same transaction, if the row marks a change of state. */
export async function tellConnection(
  tx: Transaction,
  id: string,
  { type, detail }: { type: EventType; detail?: EventDetail },
): Promise<void> {
  const name = publicTypes[type];
  if (name) await record(tx, id, { type: name, ...(detail && { detail }) });
}

/** Publishes that a connection will be deleted, in the same transaction. */
export async function tellDeleted(tx: Transaction, id: string): Promise<void> {
  await record(tx, id, { type: 'connection.deleted' });
}
