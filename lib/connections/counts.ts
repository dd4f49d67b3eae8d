import { z } from 'zod';
import { db } from '#lib/db';
import type { ConnectionStatus } from './schema.ts';

/** How many connections are in each state. */
export async function countConnections(): Promise<Record<ConnectionStatus, number>> {
  const counts = await db().connection.groupBy({ by: ['status'], _count: { _all: true } });
  const of = (status: ConnectionStatus) => counts.find((row) => row.status === status)?._count._all ?? 0;
  return { healthy: of('healthy'), needs_reauthorization: of('needs_reauthorization'), corrupt: of('corrupt') };
}

/** How many connections hand out no token. */
export function countBroken(): Promise<number> {
  return db().connection.count({ where: { status: { in: ['needs_reauthorization', 'corrupt'] } } });
}

const brokenGroup = z.object({
  integrationId: z.string(),
  status: z.enum(['needs_reauthorization', 'corrupt']),
  code: z.string().nullable(),
  message: z.string().nullable(),
  count: z.int(),
  tenants: z.int(),
  /** When the first of them stopped. */
  since: z.coerce.date().nullable(),
});
export type BrokenGroup = z.infer<typeof brokenGroup>;

/** Connections that hand out no token, together where integration, state and reason are the same; most first. */
export async function listBrokenGroups(): Promise<BrokenGroup[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select integration_id::text as "integrationId", status::text as status, status_reason ->> 'code' as code,
           max(status_reason ->> 'message') as message, count(*)::int as count, count(distinct tid)::int as tenants,
           min((status_reason ->> 'at')::timestamptz) as since
      from connection where status <> 'healthy'
     group by 1, 2, 3 order by 5 desc, 1, 2, 3`;
  return z.array(brokenGroup).parse(rows);
}
