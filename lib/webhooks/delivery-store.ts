import { z } from 'zod';
import { pool, type Transaction } from '#lib/db';
import { eventDataSchema, publicEventTypeSchema } from '#lib/events/schema';
import { Prisma } from '#prisma/client';
import { type Attempt, nangoEventTypes, webhookFormats } from './schema.ts';

/**
 * Creates an endpoint for each override address that events in a range of positions name. Returns whether there was
 * any.
 */
export async function insertOverrides(tx: Transaction, from: bigint, to: bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<{ named: number }[]>`
    with named as (
      select distinct webhook_url as url from event
       where position > ${from} and position <= ${to} and webhook_url is not null
    ), written as (
      insert into webhook_endpoint (id, kind, url, format, created_by)
      select gen_random_uuid(), 'override', url, 'nango', 'system' from named
      on conflict (kind, url) where kind <> 'endpoint' do nothing
    )
    select count(*)::int as named from named`;
  return (rows[0]?.named ?? 0) > 0;
}

/** All pairs of an event and an enabled endpoint that subscribes to it. */
const wanted = Prisma.sql`
  select gen_random_uuid(), v.id, e.id, coalesce(v.connection_id, v.link_id, v.integration_id)::text, v.position
    from event v
    join webhook_endpoint e on e.disabled_at is null
     and (v.webhook_url is null and e.kind = 'endpoint' or e.kind = 'override' and e.url = v.webhook_url)
    -- What overrides share says what they get.
    join webhook_endpoint s on s.disabled_at is null
     and (e.kind = 'endpoint' and s.id = e.id or e.kind = 'override' and s.kind = 'overrides')
   where (cardinality(s.types) = 0 or v.type = any(s.types))
     and (cardinality(s.integration_ids) = 0 or v.integration_id = any(s.integration_ids))
     and (s.format = 'standard' or v.type = any(${[...nangoEventTypes]}))`;

/** Queues the events in a range of positions for every enabled endpoint that subscribes to them. */
export async function insertDeliveries(tx: Transaction, from: bigint, to: bigint): Promise<number> {
  return tx.$executeRaw`
    insert into webhook_delivery (id, event_id, endpoint_id, lane, position)
    ${wanted} and v.position > ${from} and v.position <= ${to}
    on conflict (endpoint_id, event_id) do nothing`;
}

/**
 * Queues what an endpoint did not accept since a given time, but no events from before it was created. Returns how
 * many.
 */
export async function queueSince(tx: Transaction, endpointId: string, since: Date): Promise<number> {
  return tx.$executeRaw`
    insert into webhook_delivery (id, event_id, endpoint_id, lane, position)
    ${wanted} and e.id = ${endpointId}::uuid and v.position is not null and v.at >= greatest(${since}, e.created_at)
    on conflict (endpoint_id, event_id) do update
       set state = 'waiting', tries = 0, next_at = now(), leased_until = null, finished_at = null
     where webhook_delivery.state = 'failed'
        or (webhook_delivery.state = 'waiting' and webhook_delivery.tries > 0
            and (webhook_delivery.leased_until is null or webhook_delivery.leased_until < now()))`;
}

/** Queues a delivery once more, whatever its result was. */
export async function queueAgain(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    update webhook_delivery set state = 'waiting', tries = 0, next_at = now(), finished_at = null
     where id = ${id}::uuid and (state <> 'waiting' or leased_until is null or leased_until < now())`;
}

/** How long a claim lasts: longer than a call and storing its result take. */
const leaseSeconds = 45;

const claimed = z.object({
  id: z.string(),
  endpointId: z.string(),
  tries: z.number(),
  url: z.string(),
  format: z.enum(webhookFormats),
  secretOf: z.string(),
  secret: z.string(),
  oldSecret: z.string().nullable(),
  event: z.object({
    id: z.string(),
    type: publicEventTypeSchema,
    at: z.date(),
    sequence: z.number().nullable(),
    data: eventDataSchema,
  }),
});
export type Claimed = z.infer<typeof claimed>;

type Slots = {
  /** The most concurrent deliveries to one endpoint, and to one that fails, which must not take slots from others. */
  each: number;
  failing: number;
  /** Running deliveries of this process, by endpoint. */
  busy: ReadonlyMap<string, number>;
  /** The most deliveries to claim. */
  all: number;
};

/**
 * Claims deliveries that are due. The first attempt of a delivery waits for the first attempts of earlier events in its
 * lane, but not for their later attempts.
 */
export async function claimDue({ each, failing, busy, all }: Slots): Promise<Claimed[]> {
  const { rows } = await pool().query({
    name: 'webhooks:claim',
    text: `
      with busy as (select * from unnest($1::uuid[], $2::int[]) as b(endpoint_id, count)), due as (
        select d.id from webhook_endpoint e left join busy b on b.endpoint_id = e.id
         cross join lateral (
           select d.id from webhook_delivery d
            where d.endpoint_id = e.id and d.state = 'waiting' and d.next_at <= now()
              and (d.leased_until is null or d.leased_until < now())
              and (d.tries > 0 or not exists (
                select 1 from webhook_delivery p where p.endpoint_id = d.endpoint_id and p.lane = d.lane
                   and p.state = 'waiting' and p.tries = 0 and p.position < d.position))
            order by d.next_at, d.position
            limit greatest(0, (case when e.failing_since is null then $3::int else $4::int end) - coalesce(b.count, 0))
            for update skip locked) d
         where e.disabled_at is null and e.kind <> 'overrides'
         limit $5::int
      )
      update webhook_delivery d set leased_until = now() + make_interval(secs => $6)
        from due, event v, webhook_endpoint e
        join webhook_endpoint s on s.id = e.id and e.kind <> 'override' or s.kind = 'overrides' and e.kind = 'override'
       where d.id = due.id and v.id = d.event_id and e.id = d.endpoint_id
      returning d.id, d.position::text, e.id as "endpointId", d.tries, e.url, s.format, s.id as "secretOf", s.sealed_secret as secret,
        case when s.old_secret_until > now() then s.sealed_old_secret end as "oldSecret",
        v.id as event_id, v.type, v.at, v.sequence, v.data`,
    values: [[...busy.keys()], [...busy.values()], each, failing, all, leaseSeconds],
  });
  return rows.map(({ event_id: id, type, at, sequence, data, ...row }) =>
    claimed.parse({ ...row, event: { id, type, at, sequence, data } }),
  );
}

/** Releases claimed deliveries that were not attempted. */
export async function releaseClaims(ids: readonly string[]): Promise<void> {
  await pool().query('update webhook_delivery set leased_until = null where id = any($1::uuid[])', [ids]);
}

/** The result of an attempt, and the time until the next; without `nextSeconds` there is no further attempt. */
export type Tried = Omit<Attempt, 'retryAfterSeconds'> & {
  id: string;
  endpointId: string;
  isTaken: boolean;
  nextSeconds: number | undefined;
};

/** Stores many results in one statement. */
export async function insertResults(tx: Transaction, results: readonly Tried[]): Promise<void> {
  await tx.$executeRaw`
    with result as (
      select * from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(id uuid, at double precision,
        status int, error text, ms int, headers jsonb, answer text, "isTaken" boolean, "nextSeconds" double precision)
    ), tried as (
      update webhook_delivery d set tries = d.tries + 1, leased_until = null, last_status = r.status, last_error = r.error,
          state = case when r."isTaken" then 'delivered' when r."nextSeconds" is null then 'failed' else 'waiting' end,
          next_at = now() + make_interval(secs => coalesce(r."nextSeconds", 0)),
          finished_at = case when r."isTaken" or r."nextSeconds" is null then now() end
        from result r where d.id = r.id and d.state = 'waiting'
    )
    insert into webhook_attempt (delivery_id, at, status, error, ms, headers, answer)
    select r.id, to_timestamp(r.at / 1000), r.status, r.error, r.ms, r.headers, r.answer
      from result r join webhook_delivery d on d.id = r.id order by r.at`;
}

type Health = { endpointId: string; hasSuccess: boolean };

const answered = z.array(z.object({ id: z.string(), url: z.string(), days: z.number() }));
export type Answered = z.infer<typeof answered>[number];

/**
 * Stores whether endpoints succeeded lately. Returns those that did not, each with the number of days since its last
 * success.
 */
export async function updateHealth(tx: Transaction, health: readonly Health[]): Promise<Answered[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    with now_so as (
      select * from jsonb_to_recordset(${JSON.stringify(health)}::jsonb)
        as h("endpointId" uuid, "hasSuccess" boolean) order by 1
    )
    update webhook_endpoint e set
        failing_since = case when h."hasSuccess" then null else coalesce(e.failing_since, now()) end,
        last_success_at = case when h."hasSuccess" then now() else e.last_success_at end
      from now_so h where e.id = h."endpointId" and e.disabled_at is null and (not h."hasSuccess" or e.failing_since is not null
        or e.last_success_at is null or e.last_success_at < now() - interval '10 seconds')
    returning e.id, e.url, coalesce(extract(epoch from now() - e.failing_since) / 86400, 0)::float8 as days`;
  return answered.parse(rows);
}
