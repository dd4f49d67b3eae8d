import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { EventError } from '#lib/events/errors';
import { listEvents } from '#lib/events/events';
import { eventDataSchema, eventShape, publicEventTypeSchema, publicEventTypes } from '#lib/events/schema';
import { findIntegration } from '#lib/integrations/integrations';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { connectionIdSchema, uniqueKeySchema } from './input.ts';

export const events = new Hono<Caller>();

const listQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'Send the next_cursor of an earlier answer.')
    .transform(BigInt)
    .optional()
    .openapi({ type: 'string', description: '`next_cursor` of the page before. Without it: from the oldest kept.' }),
  types: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(publicEventTypeSchema))
    .optional()
    .openapi({ type: 'string', description: `Separated by commas, of: ${publicEventTypes.join(', ')}.` }),
  integration: uniqueKeySchema.optional(),
  connection: connectionIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100).openapi({ description: 'At most 500.' }),
});

/** An event as the API and webhooks send it. */
const eventAnswer = z
  .object({
    id: z.string().openapi({ description: 'The same wherever this event is told; use it to drop duplicates.' }),
    type: publicEventTypeSchema,
    timestamp: z.string().openapi({ description: 'ISO 8601.' }),
    sequence: z.int().nullable().openapi({
      description: 'Counts the events of one connection: what has a lower one than you have seen is older.',
    }),
    data: eventDataSchema,
  })
  .openapi('Event');

const page = z.object({
  events: z.array(eventAnswer),
  next_cursor: z.string().openapi({ description: 'Send it as `after` to go on; it is there on the last page too.' }),
  has_more: z.boolean(),
});

function refusedCursor(error: unknown): never {
  if (error instanceof EventError) throw new ApiError(410, error.code, { message: error.message });
  throw error;
}

answer(
  events,
  {
    method: 'get',
    path: '/events',
    id: 'listEvents',
    tag: 'Events',
    summary: 'List what happened, oldest first',
    description:
      'The same events as webhooks tell, for whoever polls or was away. Keep `next_cursor` and send it as `after`: no event is left out, whatever happens at the same time. Events are deleted after their retention; a cursor from before then gets status 410. A key bound to an integration sees the events of that one.',
    needs: { scope: 'environment:events:read' },
    query: listQuery,
    answers: { 200: { description: 'One page of events.', schema: page } },
    refusals: [410],
  },
  async (context, { query: { after, limit, types, integration, connection } }) => {
    const bound = context.get('key')?.integration;
    const named = integration === undefined ? undefined : await findIntegration(integration);
    const isForeign = integration !== undefined && (!named || (bound && bound.id !== named.id));
    if (isForeign)
      throw new ApiError(400, 'unknown_provider_config', { message: 'There is no integration with this key.' });
    const filter = { types, integrationId: named?.id ?? bound?.id, connectionId: connection };
    const found = await listEvents(filter, { after, limit }).catch(refusedCursor);
    const { next, hasMore } = found;
    return context.json({ events: found.events.map(eventShape), next_cursor: String(next), has_more: hasMore });
  },
);
