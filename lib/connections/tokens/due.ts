import { db } from '#lib/db';
import { Prisma } from '#prisma/client';

/** Seconds before its end from which on a new token is asked for: 5 minutes, or a fifth of a life that is shorter. */
export function renewalSeconds(lifeSeconds: number): number {
  return Math.min(300, 0.2 * lifeSeconds);
}

/** `renewalSeconds` as an SQL expression over the expression of a life. */
const renewalSql = (life: string) => `least(300, 0.2 * ${life})`;

/** SQL: when a token is due, from the expressions of its end and its life. */
export const dueSql = (expires: string, life: string) => `${expires} - make_interval(secs => ${renewalSql(life)})`;

/** SQL over `connection c`: when its primary token is asked for next. */
export const primaryDue = `coalesce(c.retry_at, ${dueSql('c.token_expires_at', 'c.token_life')})`;

/** SQL over `connection_token t`: when this resource's token is asked for next. */
export const resourceDue = `coalesce(t.retry_at, ${dueSql('t.expires_at', 't.life')})`;

/** SQL over `connection c`: when the root host's token is asked for next; `where` narrows `connection_token t`. */
export const rootDue = (where = 'true') => `(select min(${resourceDue}) from connection_token t
  where t.connection_id = c.id and t.kind = 'sharepoint-root' and ${where})`;

/**
 * SQL over `connection c`: the value of `refresh_due_at`, which is the earliest of what vends depend on. A statement
 * does not see what it writes itself: it gives its parts instead.
 */
export function refreshDue({ primary = primaryDue, root = rootDue(), primaryRetryAt = 'c.retry_at' } = {}): string {
  return `least(${primary}, ${root}, case when ${primaryRetryAt} is null then c.host_retry_at end)`;
}

export type DueConnection = { id: string; integrationId: string; tid: string };

/** Those that were used within 24 hours, or these and those whose grant has not been used for a week. */
export type WhichDue = 'used' | 'used and idle';

type DueInput = {
  limit: number;
  which: WhichDue;
  /** Where nothing is to be asked now; without a tenant, the integration as a whole. */
  paused: readonly { integrationId: string; tid: string | null }[];
};

/**
 * SQL over `connection`: used today and due. A token that was handed out was not due then, so that of a used one became
 * due within the same hours: looking no further back passes over the idle ones, which stay due for days.
 */
export const usedAndDue = `(last_vended_at > now() - interval '24 hours'
  and refresh_due_at between now() - interval '25 hours' and now())`;

const idleAndDue = `(last_refreshed_at < now() - interval '7 days' and refresh_due_at <= now())`;

const dueConditions: Readonly<Record<WhichDue, string>> = {
  used: usedAndDue,
  'used and idle': `(${usedAndDue} or ${idleAndDue})`,
};

/**
 * Connections whose tokens are due. Integrations take turns, so that one with many due does not hold up another.
 * Neighbours are mixed: several processes that list the same begin elsewhere.
 */
export async function listDueConnections({ limit, which, paused }: DueInput): Promise<DueConnection[]> {
  const apps = paused.map(({ integrationId }) => integrationId);
  const tenants = paused.map(({ tid }) => tid);
  return db().$queryRaw<DueConnection[]>`
    select id, integration_id as "integrationId", tid from (
      select id, integration_id, tid, row_number() over (partition by integration_id order by refresh_due_at) as turn
        from connection c
       where status = 'healthy' and (lease_until is null or lease_until < now()) and ${Prisma.raw(dueConditions[which])}
         and not exists (select 1 from unnest(${apps}::uuid[], ${tenants}::text[]) as paused(app, tenant)
           where paused.app = c.integration_id and (paused.tenant is null or paused.tenant = c.tid))) as due
     order by turn + random() * 32 limit ${limit}`;
}
