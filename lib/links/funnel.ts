import { z } from 'zod';
import { db } from '#lib/db';

const counts = z.object({ created: z.int(), opened: z.int(), atMicrosoft: z.int(), connected: z.int() });
type FunnelCounts = z.output<typeof counts>;

/** How many connect links made since a time reached each step. */
async function countSteps(since: Date): Promise<FunnelCounts> {
  const [row] = await db().$queryRaw<unknown[]>`
    select count(*)::int as created,
           count(*) filter (where coalesce(opened_at, started_at, consumed_at) is not null)::int as opened,
           count(*) filter (where coalesce(started_at, consumed_at) is not null)::int as "atMicrosoft",
           count(*) filter (where consumed_at is not null)::int as connected
      from connect_link where kind = 'connect' and created_at >= ${since}`;
  return counts.parse(row);
}

/** Why a link has not led to a connection. `waiting` links may still do so, and nothing has gone wrong on them. */
const dropReasons = [
  'waiting',
  'revoked',
  'never_opened',
  'not_continued',
  'no_return',
  'cancelled',
  'declined',
  'wrong_account',
  'new_account',
  'admin_needed',
  'microsoft_error',
  'start_again',
  'id_token_refused',
  'clock_off',
  'keys_unavailable',
] as const;
export type DropReason = (typeof dropReasons)[number];

const drops = z.array(
  z.object({ reason: z.enum(dropReasons).catch('start_again'), aadsts: z.int().nullable(), count: z.int() }),
);
export type Drop = z.output<typeof drops>[number];

/** What happened last on links made since a time that are not connected, the most frequent first. */
async function countDrops(since: Date): Promise<Drop[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select case
             when status = 'revoked' then 'revoked'
             when outcome ->> 'code' in ('admin_consented', 'admin_declined', 'approval_pending') then 'admin_needed'
             when outcome is not null then outcome ->> 'code'
             when expires_at >= now() and (started_at is null or started_at > now() - interval '15 minutes')
               then 'waiting'
             when started_at is not null then 'no_return'
             when opened_at is not null then 'not_continued'
             else 'never_opened'
           end as reason,
           case when outcome ->> 'code' = 'microsoft_error' and status <> 'revoked'
                then (outcome ->> 'aadsts')::int end as aadsts,
           count(*)::int as count
      from connect_link
     where kind = 'connect' and created_at >= ${since} and consumed_at is null
     group by 1, 2 order by 3 desc, 1, 2`;
  return drops.parse(rows);
}

export type Funnel = FunnelCounts & { drops: Drop[] };

/** How far the connect links of the last `days` days have come, and what stopped the others. */
export async function readFunnel(days: number, now = new Date()): Promise<Funnel> {
  const since = new Date(now.getTime() - days * 86_400_000);
  const [steps, drops] = await Promise.all([countSteps(since), countDrops(since)]);
  return { ...steps, drops };
}
