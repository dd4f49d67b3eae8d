import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { db } from '#lib/db';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { listUnansweredLinks } from '#lib/links/admin-link';
import type { LinkRow } from '#lib/links/schema';
import { Prisma } from '#prisma/client';
import { missingOf } from '../missing.ts';
import { type EndUser, endUserSchema, type Failure, failureSchema, type Probe, probeSchema } from '../schema.ts';

/**
 * Whether the admin of a tenant has a link that is still unused, has approved the app, or has withdrawn the approval.
 */
export const tenantStates = ['withdrawn', 'waiting', 'live'] as const;
export type TenantState = (typeof tenantStates)[number];

type ConnectedTenant = {
  id: string;
  connectionId: string;
  tid: string;
  username: string;
  status: 'healthy' | 'needs_reauthorization' | 'corrupt';
  reason: Failure | null;
  probe: Probe | null;
  granted: string[];
  /** Permissions that the integration requests now and that the tenant has not granted. */
  missing: string[];
};

/** A tenant of an integration with application permissions: connected, or with a link that waits for its admin. */
export type TenantRow = {
  state: TenantState;
  name: string;
  endUser: EndUser | null;
  /** When the tenant was connected, or its link was made. */
  at: Date;
  connection: ConnectedTenant | null;
  link: LinkRow | null;
};

const select = {
  id: true,
  connectionId: true,
  tid: true,
  username: true,
  displayName: true,
  status: true,
  statusReason: true,
  probe: true,
  requestedScopes: true,
  grantedScopes: true,
  endUser: true,
  createdAt: true,
} as const;

/** The condition of `connection c` for its tenants of one integration, in one state. */
function connectedWhere(integrationId: string, { state, search }: TenantQuery): Prisma.Sql {
  const word = search?.trim().toLowerCase() ?? '';
  const words = Prisma.sql`lower(concat_ws(E'\n', c.display_name, c.username, c.tid, c.connection_id,
    c.end_user ->> 'id', c.end_user ->> 'email', c.end_user ->> 'display_name'))`;
  return Prisma.sql`c.integration_id = ${integrationId}::uuid and c.account_kind = 'tenant'
    ${state ? Prisma.sql`and c.status ${state === 'live' ? Prisma.sql`=` : Prisma.sql`<>`} 'healthy'` : Prisma.empty}
    ${word ? Prisma.sql`and position(${word} in ${words}) > 0` : Prisma.empty}`;
}

async function countConnected(integrationId: string, search?: string): Promise<{ live: number; withdrawn: number }> {
  const [row] = await db().$queryRaw<{ live: number; withdrawn: number }[]>`
    select count(*) filter (where c.status = 'healthy')::int as live,
           count(*) filter (where c.status <> 'healthy')::int as withdrawn
      from connection c where ${connectedWhere(integrationId, { search })}`;
  return row ?? { live: 0, withdrawn: 0 };
}

type Slice = { skip: number; take: number };

/** Connected tenants by name. */
async function listConnected(
  { id: integrationId, ...choice }: IntegrationDetail,
  query: TenantQuery,
  { skip, take }: Slice,
): Promise<TenantRow[]> {
  if (take === 0) return [];
  const ids = await db().$queryRaw<{ id: string }[]>`
    select c.id from connection c where ${connectedWhere(integrationId, query)}
     order by lower(coalesce(nullif(c.display_name, ''), c.username)), c.id offset ${skip} limit ${take}`;
  const found = await db().connection.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, select });
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows = ids.flatMap(({ id }) => byId.get(id) ?? []);
  const asked = requestedNames(requestedScopes(choice));
  return rows.map(({ displayName, statusReason, probe, requestedScopes: requested, grantedScopes, ...row }) => {
    const { id, connectionId, tid, username, status, createdAt: at } = row;
    const granted = grantedScopes;
    const facts = {
      reason: failureSchema.safeParse(statusReason).data ?? null,
      probe: probeSchema.safeParse(probe).data ?? null,
      granted,
      missing: missingOf(asked, { requested, granted }),
    };
    return {
      state: status === 'healthy' ? 'live' : 'withdrawn',
      name: displayName || username,
      endUser: endUserSchema.safeParse(row.endUser).data ?? null,
      at,
      connection: { id, connectionId, tid, username, status, ...facts },
      link: null,
    };
  });
}

function toWaiting(link: LinkRow): TenantRow {
  const { expectedTenant, endUser, createdAt: at } = link;
  const name = expectedTenant ?? endUser?.display_name ?? endUser?.email ?? endUser?.id ?? 'Any tenant';
  return { state: 'waiting', name, endUser, at, connection: null, link };
}

const wordsOf = ({ name, endUser, link }: TenantRow) =>
  [name, link?.expectedTenant]
    .concat(Object.values({ ...endUser, tags: undefined }))
    .join('\n')
    .toLowerCase();

/** Links that wait for an admin; those that name a connected tenant do not. */
async function listWaiting(integrationId: string): Promise<TenantRow[]> {
  const links = await listUnansweredLinks(integrationId);
  const named = links.flatMap(({ expectedTenant }) => expectedTenant ?? []);
  const connected = await db().$queryRaw<{ tid: string; username: string }[]>`
    select tid, lower(username) as username from connection
     where integration_id = ${integrationId}::uuid and account_kind = 'tenant'
       and (tid = any(${named}) or lower(username) = any(${named}))`;
  const known = new Set(connected.flatMap(({ tid, username }) => [tid, username]));
  const waiting = links.filter(({ expectedTenant }) => !expectedTenant || !known.has(expectedTenant));
  return waiting.map(toWaiting).sort((a, b) => a.name.localeCompare(b.name));
}

export type TenantQuery = { state?: TenantState | undefined; search?: string | undefined };
export type TenantList = {
  tenants: TenantRow[];
  /** Of all that fit the query. */
  total: number;
  /** Of all tenants, whatever the query is. */
  counts: Record<TenantState, number>;
};

/**
 * A page of the tenants of an integration with application permissions: first those that need an operator, then the
 * waiting ones, then the connected ones, each group by name.
 */
export async function listTenants(
  integration: IntegrationDetail,
  query: TenantQuery,
  page: { from: number; limit: number },
): Promise<TenantList> {
  const { id } = integration;
  const search = query.search?.trim().toLowerCase();
  const [all, links] = await Promise.all([countConnected(id), listWaiting(id)]);
  const fitting = search ? await countConnected(id, search) : all;
  const waiting = links.filter((one) => !search || wordsOf(one).includes(search));
  const groups = { ...fitting, waiting: waiting.length };
  const tenants: TenantRow[] = [];
  let before = 0;
  for (const state of tenantStates.filter((one) => !query.state || one === query.state)) {
    const { skip, take } = sliceOf(page, { before, count: groups[state] });
    if (state === 'waiting') tenants.push(...waiting.slice(skip, skip + take));
    else tenants.push(...(await listConnected(integration, { state, search }, { skip, take })));
    before += groups[state];
  }
  return { tenants, total: before, counts: { ...all, waiting: links.length } };
}

/** The part of a page that lies in a group of `count` rows, with `before` rows in front of it. */
function sliceOf(
  { from, limit }: { from: number; limit: number },
  { before, count }: { before: number; count: number },
): Slice {
  const skip = Math.min(count, Math.max(0, from - before));
  return { skip, take: Math.max(0, Math.min(count, from + limit - before) - skip) };
}
