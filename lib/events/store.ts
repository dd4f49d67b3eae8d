import { z } from 'zod';
import { patientPool, pool, type Transaction } from '#lib/db';
import { eventChannel, eventDataSchema, type NewEvent, type PublicEvent, publicEventTypeSchema } from './schema.ts';

/**
 * Writes events in the given order. Each gets the key and provider of its integration and the public id of its
 * connection, and the connection's webhook address if it has none of its own.
 */
export async function insertEvents(tx: Transaction, events: readonly (NewEvent & { id: string })[]): Promise<void> {
  await tx.$queryRaw`
    with given as (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (
        id text, type text, "connectionId" uuid, "integrationId" uuid, "linkId" uuid, sequence int, data jsonb,
        "webhookUrl" text)) with ordinality as g(id, type, connection_id, integration_id, link_id, sequence, data,
        webhook_url, place)
    ), written as (
      insert into event (id, type, connection_id, integration_id, link_id, sequence, data, webhook_url)
      select g.id, g.type, g.connection_id, i.id, g.link_id, g.sequence,
             jsonb_strip_nulls(jsonb_build_object(
               'provider_config_key', i.unique_key, 'provider', i.provider, 'connection_id', c.connection_id,
               'auth_mode', case when c.account_kind = 'tenant' then 'OAUTH2_CC' when c.id is not null then 'OAUTH2' end
             )) || g.data,
             nullif(coalesce(g.webhook_url, c.webhook_url_override), '')
        from given g left join connection c on c.id = g.connection_id
        left join integration i on i.id = coalesce(g.integration_id, c.integration_id) order by g.place
    )
    select pg_notify(${eventChannel}, '')::text`;
}

/** The advisory lock of the process that assigns positions. */
const publishLock = 4_727_301;
const publishedAtOnce = 10_000;

/**
 * Assigns a position to every committed event that has none; false while another process is doing it. Transactions
 * commit in a different order from the one in which they write. Therefore positions are assigned after the commit and
 * by one process at a time, so that new events always come after those already read. Events of one connection keep
 * their order, because its row is locked until the writer commits.
 */
export async function publishEvents(): Promise<boolean> {
  const client = await pool().connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [
      publishLock,
    ]);
    // This needs its own statement, because its snapshot must be taken after the lock.
    if (rows[0]?.locked)
      await client.query(
        `update event e set position = n.position from (
           select id, (select coalesce(max(position), 0) from event) + row_number() over (order by serial) as position
             from (select id, serial from event where position is null order by serial limit $1) new) n
          where e.id = n.id`,
        [publishedAtOnce],
      );
    await client.query('commit');
    client.release();
    return rows[0]?.locked ?? false;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Whether any event still has no position. */
export async function hasUnpublished(): Promise<boolean> {
  const { rows } = await pool().query('select 1 from event where position is null limit 1');
  return rows.length > 0;
}

export type EventFilter = {
  types?: readonly string[] | undefined;
  /** Row id. */
  integrationId?: string | undefined;
  /** Public id of a connection. */
  connectionId?: string | undefined;
};

const eventRow = z.object({
  id: z.string(),
  type: publicEventTypeSchema,
  at: z.date(),
  position: z.string().transform(BigInt),
  sequence: z.number().nullable(),
  data: eventDataSchema,
});
const range = z.object({ oldest: z.string().transform(BigInt), newest: z.string().transform(BigInt) });

/** Events after a position, oldest first. */
export async function listAfter(
  after: bigint,
  { types, integrationId, connectionId }: EventFilter,
  limit: number,
): Promise<PublicEvent[]> {
  const { rows } = await pool().query(
    `select id, type, at, position::text, sequence, data from event
      where position > $1 and ($2::text[] is null or type = any($2)) and ($3::uuid is null or integration_id = $3)
        and ($4::text is null or data ->> 'connection_id' = $4)
      order by event.position limit $5`,
    [String(after), types ?? null, integrationId ?? null, connectionId ?? null, limit],
  );
  return eventRow.array().parse(rows);
}

/** The positions of the oldest and the newest stored event; both are 0 if there is none. */
export async function findRange(): Promise<{ oldest: bigint; newest: bigint }> {
  const { rows } = await pool().query(
    `select coalesce(min(position), 0)::text as oldest, coalesce(max(position), 0)::text as newest from event`,
  );
  return range.parse(rows[0]);
}

const rowsAtOnce = 5_000;

/**
 * Deletes events older than a given time and returns how many. The newest event of all is kept, because the next
 * position follows from it.
 */
export async function deleteBefore(time: Date): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await patientPool().query(
      `delete from event where id in (
         select id from event where position < (select max(position) from event) and at < $1 order by position limit $2)`,
      [time, rowsAtOnce],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < rowsAtOnce) return deleted;
  }
}
