import { z } from 'zod';
import { patientPool, pool } from '#lib/db';
import type { CountedCall } from '#lib/permissions/diet';

export type NewCallCount = CountedCall & { integrationId: string; day: Date };

/** Adds to the stored counts. The rows of one call must be distinct. */
export async function addCallCounts(counts: NewCallCount[]): Promise<void> {
  await pool().query({
    name: 'usage:add-calls',
    text: `insert into call_count as c (integration_id, day, method, template, count)
           select * from unnest($1::uuid[], $2::date[], $3::text[], $4::text[], $5::int[])
           on conflict (integration_id, day, method, template) do update set count = c.count + excluded.count`,
    values: [
      counts.map(({ integrationId }) => integrationId),
      counts.map(({ day }) => day),
      counts.map(({ method }) => method),
      counts.map(({ template }) => template),
      counts.map(({ count }) => count),
    ],
  });
}

const counted = z.object({ method: z.string(), template: z.string(), count: z.int() });

/** The calls of an integration since a day, most frequent first, at most 500 kinds of them. */
export async function listCallCounts(integrationId: string, since: Date): Promise<CountedCall[]> {
  const { rows } = await pool().query<Record<string, unknown>>(
    `select method, template, least(sum(count), 2147483647)::int as count from call_count
      where integration_id = $1 and day >= $2 group by 1, 2 order by 3 desc, 1, 2 limit 500`,
    [integrationId, since],
  );
  return counted.array().parse(rows);
}

/** Deletes the counts of days before the given one. */
export async function deleteCallCounts(before: Date): Promise<void> {
  await patientPool().query('delete from call_count where day < $1', [before]);
}
