import { z } from 'zod';
import { pool } from '#lib/db';
import { eventDataSchema, publicEventTypeSchema } from '#lib/events/schema';
import { type Delivery, type DeliveryFilter, deliveryStates, type EndpointCounts, webhookFormats } from './schema.ts';

const counts = z.array(
  z.object({
    id: z.string(),
    delivered: z.number(),
    failed: z.number(),
    waiting: z.number(),
    oldestWaiting: z.date().nullable(),
  }),
);

/** The deliveries of each endpoint that were accepted, refused and are waiting, over the last day. */
export async function countByEndpoint(): Promise<Map<string, EndpointCounts>> {
  const { rows } = await pool().query(`
    select e.id,
           (select count(*)::int from webhook_attempt a join webhook_delivery d on d.id = a.delivery_id
             where d.endpoint_id = e.id and a.at > now() - interval '1 day' and a.status between 200 and 299) as delivered,
           (select count(*)::int from webhook_attempt a join webhook_delivery d on d.id = a.delivery_id
             where d.endpoint_id = e.id and a.at > now() - interval '1 day'
               and (a.status is null or a.status not between 200 and 299)) as failed,
           w.waiting, w.oldest as "oldestWaiting"
      from webhook_endpoint e
     cross join lateral (select count(*)::int as waiting, min(d.created_at) as oldest
        from webhook_delivery d where d.endpoint_id = e.id and d.state = 'waiting') w
     where e.kind <> 'overrides'`);
  return new Map(counts.parse(rows).map(({ id, ...of }) => [id, of]));
}

const delivery = z.object({
  id: z.string(),
  endpointId: z.string(),
  url: z.string(),
  format: z.enum(webhookFormats),
  state: z.enum(deliveryStates),
  tries: z.number(),
  nextAt: z.date(),
  finishedAt: z.date().nullable(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  position: z.string(),
  event: z.object({
    id: z.string(),
    type: publicEventTypeSchema,
    at: z.date(),
    sequence: z.number().nullable(),
    data: eventDataSchema,
  }),
});

/** Deliveries, newest event first. `before` is the position of the last delivery on the previous page. */
export async function listDeliveryRows(
  filter: DeliveryFilter & { id?: string },
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<Delivery[]> {
  const { rows } = await pool().query(
    `select d.id, d.endpoint_id as "endpointId", e.url, s.format, d.state, d.tries, d.next_at as "nextAt",
            d.finished_at as "finishedAt", d.last_status as "lastStatus", d.last_error as "lastError",
            d.position::text as position,
            v.id as event_id, v.type, v.at, v.sequence, v.data
       from webhook_delivery d join event v on v.id = d.event_id join webhook_endpoint e on e.id = d.endpoint_id
       join webhook_endpoint s on s.id = e.id and e.kind <> 'override' or s.kind = 'overrides' and e.kind = 'override'
      where ($1::uuid is null or d.id = $1) and ($2::uuid is null or d.endpoint_id = $2)
        and ($3::uuid is null or v.connection_id = $3) and ($4::text is null or d.state = $4)
        and ($5::bigint is null or d.position < $5)
      order by d.position desc, d.id limit $6`,
    [filter.id, filter.endpointId, filter.connectionId, filter.state, before, limit].map((value) => value ?? null),
  );
  return rows.map(({ event_id: id, type, at, sequence, data, ...row }) =>
    delivery.parse({ ...row, event: { id, type, at, sequence, data } }),
  );
}

const attempts = z.array(
  z.object({
    id: z.string(),
    at: z.date(),
    status: z.number().nullable(),
    error: z.string().nullable(),
    ms: z.number(),
    headers: z.record(z.string(), z.string()),
    answer: z.string(),
  }),
);

/** The attempts of a delivery, newest first. */
export async function listAttemptRows(deliveryId: string, limit: number) {
  const { rows } = await pool().query(
    `select id::text, at, status, error, ms, headers, answer from webhook_attempt where delivery_id = $1
      order by id desc limit $2`,
    [deliveryId, limit],
  );
  return attempts.parse(rows);
}
