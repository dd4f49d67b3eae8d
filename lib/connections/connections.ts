import { z } from 'zod';
import { audit } from '#lib/audit/audit';
import { type Actor, operatorActor } from '#lib/audit/schema';
import type { CloudId } from '#lib/clouds';
import { db } from '#lib/db';
import { findCloud } from '#lib/microsoft/clouds';
import type { Operator } from '#lib/operators/schema';
import { confirmPassword } from '#lib/operators/sign-in';
import { open } from '#lib/vault';
import { tellDeleted } from './connection-events.ts';
import { ConnectionError } from './errors.ts';
import type { ConnectionRow, ConnectionStatus, Failure } from './schema.ts';
import { listLackingGroups } from './scopes.ts';
import * as store from './store.ts';
import * as timeline from './timeline.ts';
import { tokenPlace } from './tokens/lease.ts';
import { refreshConnection } from './tokens/refresh.ts';
import { vendResource } from './tokens/vend-resource.ts';

type ListFilter = store.ConnectionFilter & { lacking?: boolean | undefined };

/**
 * One page of connections, newest first where no other order is asked for. With `lacking`, only those that lack
 * permissions which their integration requests by now.
 */
export async function listConnections(
  { lacking, ...filter }: ListFilter,
  page: { limit: number; after?: store.Cursor | undefined; order?: store.ListOrder },
): Promise<ConnectionRow[]> {
  const scopeGroups = lacking ? await listLackingGroups() : undefined;
  return store.listConnections({ ...filter, scopeGroups }, page);
}

/** How many connections there are from a page's first row on; without a cursor, on all pages. */
export async function countListed(
  { lacking, ...filter }: ListFilter,
  from?: { after: store.Cursor; order?: store.ListOrder },
): Promise<number> {
  const scopeGroups = lacking ? await listLackingGroups() : undefined;
  return store.countListed({ ...filter, scopeGroups }, from);
}

/** How many connections a search leaves in each state, and of each integration, by its key. */
export async function countFound(search: string): Promise<{
  states: Record<ConnectionStatus, number>;
  integrations: ReadonlyMap<string, number>;
}> {
  const groups = await store.countGroups({ search });
  const sum = (of: (group: (typeof groups)[number]) => boolean) =>
    groups.reduce((total, group) => (of(group) ? total + group.count : total), 0);
  const inState = (wanted: ConnectionStatus) => sum(({ status }) => status === wanted);
  const keys = [...new Set(groups.map(({ integrationKey }) => integrationKey))];
  return {
    states: {
      healthy: inState('healthy'),
      needs_reauthorization: inState('needs_reauthorization'),
      corrupt: inState('corrupt'),
    },
    integrations: new Map(keys.map((key) => [key, sum(({ integrationKey }) => integrationKey === key)])),
  };
}

const exportBatch = 500;

/**
 * All connections that a filter matches, as pages of a list. The export itself has an audit row, which is written
 * first.
 */
export async function exportConnections(
  filter: ListFilter,
  order: store.ListOrder,
  by: Actor,
): Promise<AsyncGenerator<ConnectionRow[]>> {
  const { lacking, search, integration, status } = filter;
  const given = Object.entries({ search, integration, status, lacking: lacking || undefined });
  const detail = Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  await db().$transaction((tx) =>
    audit(tx, { actor: by, action: 'connections.exported', subject: 'connections', detail }),
  );
  return (async function* pages() {
    for (let after: store.Cursor | undefined, isLast = false; !isLast; ) {
      const rows = await listConnections(filter, { limit: exportBatch, after, order });
      isLast = rows.length < exportBatch;
      after = rows.at(-1);
      if (rows.length > 0) yield rows;
    }
  })();
}
/** One page of connections with the additional fields of the REST API. */
export const listForApi = store.listForApi;
/** Everything that may be shown of one connection, without its tokens. */
export const findConnection = store.findConnection;
/** A connection's timeline, newest first. */
export const listTimeline = timeline.listTimeline;

/** User names of connections by their public id. */
export async function listAccountNames(connectionIds: readonly string[]): Promise<Map<string, string>> {
  if (connectionIds.length === 0) return new Map();
  const where = { connectionId: { in: [...connectionIds] } };
  const rows = await db().connection.findMany({ where, select: { connectionId: true, username: true } });
  return new Map(rows.map(({ connectionId, username }) => [connectionId, username]));
}

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

/** Refreshes per day (UTC), integration and outcome. */
export async function listRefreshCounts(
  days: number,
): Promise<{ day: Date; integrationId: string; outcome: string; count: number }[]> {
  const since = new Date(Date.now() - days * 86_400_000);
  return db().refreshCount.findMany({
    where: { day: { gte: since } },
    select: { day: true, integrationId: true, outcome: true, count: true },
    orderBy: { day: 'asc' },
  });
}

/** Address of a cloud's Graph, including its current version. */
export const graphAddress = (cloud: CloudId) => `${findCloud(cloud).graphUrl}/v1.0`;

/** Deletes a connection with its tokens. The consent at Microsoft stays. @throws ConnectionError `not_found` */
export async function deleteConnection(id: string, actor: Actor): Promise<void> {
  await db().$transaction(async (tx) => {
    const integration = { select: { displayName: true } } as const;
    const select = { username: true, connectionId: true, integration } as const;
    const found = await tx.connection.findUnique({ where: { id }, select });
    if (!found) throw new ConnectionError('not_found');
    const { username, connectionId } = found;
    await tellDeleted(tx, id);
    await tx.connection.delete({ where: { id }, select: { id: true } });
    const subject = `connection:${connectionId}`;
    const detail = { username, integration: found.integration.displayName };
    await audit(tx, { actor, action: 'connection.deleted', subject, detail });
  });
}

/**
 * Requests new tokens from Microsoft now, even for a connection that needs reauthorization.
 * @throws ConnectionError
 */
export async function refreshNow(id: string, actor: Actor): Promise<{ failure: Failure | undefined }> {
  const known = await db().connection.findUnique({ where: { id }, select: { tokenVersion: true } });
  if (!known) throw new ConnectionError('not_found');
  const result = await refreshConnection(id, { kind: 'forced', seenVersion: known.tokenVersion });
  if (!result.failure)
    await db().$transaction((tx) => timeline.addEvent(tx, id, { type: 'refreshed_by_hand', detail: { by: actor } }));
  return result;
}

export type Reveal = { id: string; resource: string; password: string; operator: Operator; address: string };

/**
 * Shows a token to an operator who has confirmed their identity. The transaction that reads the token also writes
 * exactly one audit row.
 * @throws OperatorError `password_wrong`, RateLimitError, ConnectionError, VaultError
 */
export async function revealToken({
  id,
  resource,
  password,
  operator,
  address,
}: Reveal): Promise<{ token: string; expiresAt: Date }> {
  await confirmPassword({ operator, password }, address);
  const host = resource === 'graph' ? undefined : await vendResource(id, resource);
  if (!host) await refreshConnection(id, { kind: 'due' });
  const actor = operatorActor(operator);
  return db().$transaction(async (tx) => {
    const select = { connectionId: true, sealedToken: true, tokenExpiresAt: true } as const;
    const row = await tx.connection.findUnique({ where: { id }, select });
    if (!row) throw new ConnectionError('not_found');
    const detail = { resource: host?.resource ?? 'graph' };
    await audit(tx, { actor, action: 'token.revealed', subject: `connection:${row.connectionId}`, detail });
    await timeline.addEvent(tx, id, { type: 'revealed', detail: { ...detail, by: actor } });
    if (host) return { token: host.accessToken, expiresAt: host.expiresAt };
    return { token: open(row.sealedToken, tokenPlace(id)), expiresAt: row.tokenExpiresAt };
  });
}

/**
 * Cancels the waiting times of an integration's connections after the cause of the refusals was fixed, for instance by
 * a new secret, so that they ask Microsoft at their next use.
 */
export async function retryNow(integrationId: string): Promise<void> {
  await db().$transaction([
    db().$executeRaw`
      update connection_token set retry_at = now()
       where retry_at is not null and connection_id in (select id from connection where integration_id = ${integrationId}::uuid)`,
    db().$executeRaw`
      update connection set retry_at = case when retry_at is null then null else now() end, refresh_due_at = least(refresh_due_at, now())
       where integration_id = ${integrationId}::uuid and (retry_at is not null or exists (
         select 1 from connection_token t where t.connection_id = connection.id and t.retry_at is not null))`,
  ]);
}
