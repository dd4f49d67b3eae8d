import { z } from 'zod';
import { pool } from '#lib/db';

const change = z.object({ day: z.date(), type: z.string(), before: z.string().nullable(), count: z.int() });

/**
 * How many connections changed their state since a time, by day (UTC) and type of event. `before` is the type of the
 * connection's event before that one, as far as events are kept.
 */
export async function countStateChanges(since: Date): Promise<z.output<typeof change>[]> {
  const { rows } = await pool().query(
    `select date_trunc('day', at, 'UTC') as day, type, before, count(*)::int as count from (
       select at, type, lag(type) over (partition by connection_id order by sequence) as before from event
        where connection_id is not null and type in ('connection.created', 'connection.reauthorized',
          'connection.needs_reauthorization', 'connection.recovered', 'connection.deleted')
     ) told where at >= $1 group by 1, 2, 3`,
    [since],
  );
  return change.array().parse(rows);
}
