import { z } from 'zod';
import { describeScope, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { db } from '#lib/db';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import type { Prisma } from '#prisma/client';
import { missingOf } from './missing.ts';
import { type ConnectionStatus, type EndUser, endUserSchema } from './schema.ts';

const group = z.object({
  integrationId: z.string(),
  requested: z.array(z.string()),
  granted: z.array(z.string()),
  count: z.int(),
});
/** Connections of one integration that requested and were granted the same permissions. */
export type StoredGroup = z.output<typeof group>;

/** All combinations of requested and granted permissions, of one integration or all. There are few of them. */
export async function listScopeGroups(integrationId?: string): Promise<StoredGroup[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select integration_id as "integrationId", requested_scopes as requested, granted_scopes as granted,
           count(*)::int as count
      from connection where ${integrationId ?? null}::uuid is null or integration_id = ${integrationId ?? null}::uuid
     group by 1, 2, 3`;
  return group.array().parse(rows);
}

/** The condition for the connections of these groups. */
export function whereScopeGroups(groups: readonly Omit<StoredGroup, 'count'>[]): Prisma.ConnectionWhereInput {
  // An empty OR inside an AND would match every row.
  if (groups.length === 0) return { id: { in: [] } };
  return {
    OR: groups.map(({ integrationId, requested, granted }) => ({
      integrationId,
      requestedScopes: { equals: requested },
      grantedScopes: { equals: granted },
    })),
  };
}

const select = {
  id: true,
  connectionId: true,
  integrationId: true,
  username: true,
  displayName: true,
  tid: true,
  tenantName: true,
  accountKind: true,
  status: true,
  endUser: true,
  requestedScopes: true,
  grantedScopes: true,
  integration: { select: { uniqueKey: true } },
} as const satisfies Prisma.ConnectionSelect;

type Row = Prisma.ConnectionGetPayload<{ select: typeof select }>;

/** The facts about a connection that are needed to create links for it. */
export type ToAsk = {
  id: string;
  connectionId: string;
  integrationId: string;
  integrationKey: string;
  username: string;
  displayName: string;
  tid: string;
  tenantName: string | null;
  accountKind: string;
  status: ConnectionStatus;
  endUser: EndUser | null;
  requested: string[];
  granted: string[];
};

function toAsk({ requestedScopes, grantedScopes, endUser, integration, ...row }: Row): ToAsk {
  return {
    ...row,
    integrationKey: integration.uniqueKey,
    endUser: endUserSchema.safeParse(endUser).data ?? null,
    requested: requestedScopes,
    granted: grantedScopes,
  };
}

/** The newest connections of these groups. */
async function listOfGroups(groups: readonly StoredGroup[], limit: number): Promise<ToAsk[]> {
  const orderBy: Prisma.ConnectionOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }];
  const rows = await db().connection.findMany({ where: whereScopeGroups(groups), select, orderBy, take: limit });
  return rows.map(toAsk);
}

/** The facts needed to create links for these connections, in the order of their ids. Deleted ones are left out. */
export async function findToAsk(ids: readonly string[]): Promise<ToAsk[]> {
  const rows = await db().connection.findMany({ where: { id: { in: [...ids] } }, select });
  const found = new Map(rows.map((row) => [row.id, toAsk(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** How many connections a list of missing permissions shows at most. */
export const mostShown = 500;

type Choice = Pick<IntegrationDetail, 'provider' | 'presets' | 'scopes' | 'exactScopes'>;

const asksNow = (choice: Choice) => requestedNames(requestedScopes(choice));

/** The groups, of all integrations, that lack permissions which their integration requests by now. */
export async function listLackingGroups(): Promise<StoredGroup[]> {
  const groups = await listScopeGroups();
  const ids = [...new Set(groups.map(({ integrationId }) => integrationId))];
  const found = await Promise.all(ids.map(findIntegrationById));
  const asked = new Map(found.flatMap((one) => (one ? [[one.id, asksNow(one)]] : [])));
  return groups.filter((group) => missingOf(asked.get(group.integrationId) ?? [], group).length > 0);
}

/** A connection with the permissions it lacks. */
export type Lacking = ToAsk & { missing: string[] };

/** An organization whose admin can approve what its connections lack. */
export type TenantToAsk = { tid: string; tenantName: string | null; connections: number; scopes: string[] };

export type MissingScopes = {
  total: number;
  lacking: number;
  /** The newest ones, up to `mostShown`. */
  connections: Lacking[];
  /** The tenants of those `connections` whose missing permissions (usually) need an admin. */
  tenants: TenantToAsk[];
};

function needsAdmin(scope: string): boolean {
  const known = describeScope(scope);
  return known !== undefined && (known.adminConsent || known.blockedByManagedPolicy);
}

function tenantsOf(connections: readonly Lacking[]): TenantToAsk[] {
  const work = connections.filter(({ accountKind, missing }) => accountKind === 'work' && missing.some(needsAdmin));
  return [...Map.groupBy(work, ({ tid }) => tid)].map(([tid, group]) => ({
    tid,
    tenantName: group.find(({ tenantName }) => tenantName)?.tenantName ?? null,
    connections: group.length,
    scopes: [...new Set(group.flatMap(({ missing }) => missing.filter(needsAdmin)))],
  }));
}

/**
 * Which connections of an integration lack permissions that it requests by now, and which tenants' admins could approve
 * them.
 */
export async function listMissing(integration: Choice & Pick<IntegrationDetail, 'id'>): Promise<MissingScopes> {
  const asked = asksNow(integration);
  const groups = await listScopeGroups(integration.id);
  const lacking = groups.filter((group) => missingOf(asked, group).length > 0);
  const rows = lacking.length > 0 ? await listOfGroups(lacking, mostShown) : [];
  const connections = rows.map((row) => ({ ...row, missing: missingOf(asked, row) }));
  const sum = (of: readonly StoredGroup[]) => of.reduce((total, { count }) => total + count, 0);
  return { total: sum(groups), lacking: sum(lacking), connections, tenants: tenantsOf(connections) };
}
