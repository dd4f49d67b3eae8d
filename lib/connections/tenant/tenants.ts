import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { db } from '#lib/db';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { listUnansweredLinks } from '#lib/links/admin-link';
import type { LinkRow } from '#lib/links/schema';
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

const mostConnected = 2_000;

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

async function listConnected({ id: integrationId, ...choice }: IntegrationDetail): Promise<TenantRow[]> {
  const where = { integrationId, accountKind: 'tenant' };
  const rows = await db().connection.findMany({ where, select, orderBy: { createdAt: 'desc' }, take: mostConnected });
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

const wordsOf = ({ name, endUser, connection, link }: TenantRow) =>
  [name, connection?.username, connection?.tid, connection?.connectionId, link?.expectedTenant]
    .concat(Object.values({ ...endUser, tags: undefined }))
    .join('\n')
    .toLowerCase();

export type TenantQuery = { state?: TenantState | undefined; search?: string | undefined };
export type TenantList = { tenants: TenantRow[]; counts: Record<TenantState, number> };

/**
 * The tenants of an integration with application permissions: first those that need an operator, then the waiting ones,
 * then the connected ones, each group by name. `counts` covers all tenants, whatever the search is.
 */
export async function listTenants(integration: IntegrationDetail, query: TenantQuery = {}): Promise<TenantList> {
  const [connected, links] = await Promise.all([listConnected(integration), listUnansweredLinks(integration.id)]);
  const known = new Set(connected.flatMap(({ connection }) => [connection?.tid, connection?.username.toLowerCase()]));
  const waiting = links.filter(({ expectedTenant }) => !expectedTenant || !known.has(expectedTenant)).map(toWaiting);
  const all = [...connected, ...waiting];
  const countOf = (state: TenantState) => all.filter((one) => one.state === state).length;
  const search = query.search?.trim().toLowerCase();
  const tenants = all
    .filter(({ state }) => !query.state || state === query.state)
    .filter((one) => !search || wordsOf(one).includes(search))
    .sort((a, b) => tenantStates.indexOf(a.state) - tenantStates.indexOf(b.state) || a.name.localeCompare(b.name));
  const counts = { withdrawn: countOf('withdrawn'), waiting: countOf('waiting'), live: countOf('live') };
  return { tenants, counts };
}
