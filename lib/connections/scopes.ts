import { describeScope, requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { missingOf, type ScopeGroup } from './missing.ts';
import { listByIds, listOfGroups, listScopeGroups, type StoredGroup, type ToAsk } from './scopes-store.ts';

export type { ToAsk } from './scopes-store.ts';

/** Most connections that a list of what is missing shows. */
export const mostShown = 500;

type Choice = Pick<IntegrationDetail, 'provider' | 'presets' | 'scopes' | 'exactScopes'>;

const asksNow = (choice: Choice) => requestedNames(requestedScopes(choice));

/** What the connections of an integration asked and got, each combination once. */
export function listGroups(integrationId: string): Promise<ScopeGroup[]> {
  return listScopeGroups(integrationId);
}

/** The groups, of every integration, that lack something of what their integration asks by now. */
export async function listLackingGroups(): Promise<StoredGroup[]> {
  const groups = await listScopeGroups();
  const ids = [...new Set(groups.map(({ integrationId }) => integrationId))];
  const found = await Promise.all(ids.map(findIntegrationById));
  const asked = new Map(found.flatMap((one) => (one ? [[one.id, asksNow(one)]] : [])));
  return groups.filter((group) => missingOf(asked.get(group.integrationId) ?? [], group).length > 0);
}

/** A connection with what it lacks. */
export type Lacking = ToAsk & { missing: string[] };

/** An organization whose admin can approve what its connections lack. */
export type TenantToAsk = { tid: string; tenantName: string | null; connections: number; scopes: string[] };

export type MissingScopes = {
  total: number;
  lacking: number;
  /** The newest `mostShown` of them. */
  connections: Lacking[];
  /** Those of `connections` whose missing permissions an admin must grant, or usually has to. */
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

/** Which connections of an integration lack something of what it asks by now, and whose admins to ask for it. */
export async function listMissing(integration: Choice & Pick<IntegrationDetail, 'id'>): Promise<MissingScopes> {
  const asked = asksNow(integration);
  const groups = await listScopeGroups(integration.id);
  const lacking = groups.filter((group) => missingOf(asked, group).length > 0);
  const rows = lacking.length > 0 ? await listOfGroups(lacking, mostShown) : [];
  const connections = rows.map((row) => ({ ...row, missing: missingOf(asked, row) }));
  const sum = (of: readonly StoredGroup[]) => of.reduce((total, { count }) => total + count, 0);
  return { total: sum(groups), lacking: sum(lacking), connections, tenants: tenantsOf(connections) };
}

/** What is needed to make links for these connections, in the order of their ids; those gone are left out. */
export function findToAsk(ids: readonly string[]): Promise<ToAsk[]> {
  return listByIds(ids);
}
