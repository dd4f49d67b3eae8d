import type { Account, Tenant } from './accounts.ts';
import { findTenant, tenants } from './accounts.ts';
import { EntraError } from './errors.ts';
import type { Permission } from './permissions.ts';
import { graphPermissions, OIDC_SCOPES, otherResources, sharePointPermissions } from './permissions.ts';
import type { App } from './state.ts';

export const GRAPH = 'https://graph.microsoft.com';
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

export interface Resource {
  id: 'graph' | 'sharepoint' | 'other';
  /** The `aud` of its tokens; for SharePoint the exact origin asked. */
  audience: string;
  /** The prefix as it was asked, which the echoed `.default` repeats. */
  asked: string;
  permissions: readonly Permission[];
  tenant?: Tenant;
}

export interface Scope {
  resource: Resource;
  /** The permission's name, or `.default`. */
  name: string;
  /** What a consent is stored under: bare names for Graph, one name for all hosts of SharePoint. */
  key: string;
  adminTyped: boolean;
  personal: boolean;
}

/** Where this sandbox answers, for the addresses that only it knows. */
export interface Place {
  url: string;
  port: number;
}

export function sharePointOrigin(tenant: Tenant, host: 'root' | 'my', port: number): string {
  return `http://${tenant.name}${host === 'my' ? '-my' : ''}.sharepoint.localhost:${port}`;
}

/** Finds the tenant and kind of a SharePoint host by its origin. */
export function findSharePoint(origin: string, port: number): { tenant: Tenant; host: 'root' | 'my' } | undefined {
  for (const tenant of tenants) {
    for (const host of ['root', 'my'] as const) {
      if (sharePointOrigin(tenant, host, port) === origin.toLowerCase()) return { tenant, host };
    }
  }
  return undefined;
}

/** Reads a `scope` parameter; throws as Entra does for malformed ones and for unknown names and resources. */
export function parseScopes(text: string, app: App, place: Place): Scope[] {
  const scopes = text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => parseScope(word, app, place));
  const unique = [...new Map(scopes.map((scope) => [`${scope.resource.audience} ${scope.key}`, scope])).values()];
  for (const scope of unique.filter((one) => one.name === '.default')) {
    const mixed = unique.some((one) => sameResource(one, scope) && one.name !== '.default' && !isOidc(one));
    if (mixed) throw invalidScope(text, '.default scope can’t be combined with resource-specific scopes');
  }
  return unique;
}

function parseScope(word: string, app: App, place: Place): Scope {
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word)) throw invalidScope(word, 'it holds characters that no scope may hold');
  const slash = word.lastIndexOf('/');
  const asked = slash === -1 ? GRAPH : word.slice(0, slash);
  const name = word.slice(slash + 1);
  const resource = findResource(asked.endsWith('/') ? asked.slice(0, -1) : asked, place);
  if (!resource) throw unknownResource(asked);
  if (name === '.default') {
    return { resource, name, key: keyOf(resource, name), adminTyped: false, personal: resource.id !== 'sharepoint' };
  }
  const permission = findPermission(resource, name);
  if (!permission) throw unknownScope(app, name, resource);
  const personal = permission.personal && resource.id !== 'sharepoint';
  return { ...permission, personal, resource, key: keyOf(resource, permission.name) };
}

/** Permission names are matched without regard to case. SharePoint also takes Graph's names for files and sites. */
function findPermission(resource: Resource, name: string): Permission | undefined {
  const passing = resource.id === 'sharepoint' ? graphPermissions.filter((one) => passesToSharePoint(one.name)) : [];
  const wanted = name.toLowerCase();
  return [...resource.permissions, ...passing].find((one) => one.name.toLowerCase() === wanted);
}

function findResource(asked: string, place: Place): Resource | undefined {
  if (asked === GRAPH || asked === GRAPH_APP_ID || asked === `${place.url}/graph`) {
    return { id: 'graph', audience: GRAPH, asked, permissions: graphPermissions };
  }
  const site = findSharePoint(asked, place.port);
  if (site) {
    const audience = sharePointOrigin(site.tenant, site.host, place.port);
    return { id: 'sharepoint', audience, asked, permissions: sharePointPermissions, tenant: site.tenant };
  }
  const other = otherResources.find((one) => one.resource === asked);
  return other && { id: 'other', audience: other.resource, asked, permissions: other.permissions };
}

function keyOf(resource: Resource, name: string): string {
  if (resource.id === 'graph') return name;
  return resource.id === 'sharepoint' ? `sharepoint/${name}` : `${resource.audience}/${name}`;
}

export function isOidc(scope: { name: string }): boolean {
  return OIDC_SCOPES.some((name) => name === scope.name);
}

export function sameResource(one: Scope, other: Scope): boolean {
  return one.resource.audience === other.resource.audience;
}

/** Graph consents to files and sites are honoured by SharePoint's own API. */
export function passesToSharePoint(graphName: string): boolean {
  return graphName.startsWith('Files.') || graphName.startsWith('Sites.');
}

/** Throws when a scope cannot be had by this account: personal accounts know few, SharePoint hosts only their own people. */
export function checkScopesFor(account: Account, scopes: Scope[]): void {
  for (const { resource, name, personal } of scopes) {
    const foreign = resource.tenant !== undefined && resource.tenant !== findTenant(account.tid);
    if (foreign && account.kind === 'work') throw unknownResource(resource.asked);
    if (account.kind === 'personal' && !personal) {
      throw invalidScope(name, `The scope '${name}' is not configured for this tenant`);
    }
  }
}

export function invalidScope(scope: string, reason: string): EntraError {
  return new EntraError({
    error: 'invalid_scope',
    number: 70011,
    text: `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '${scope}' is not valid: ${reason}.`,
  });
}

function unknownScope(app: App, name: string, resource: Resource): EntraError {
  return new EntraError({
    error: 'invalid_client',
    number: 650053,
    text: `The application '${app.name}' asked for scope '${name}' that doesn't exist on the resource '${resource.id === 'graph' ? GRAPH_APP_ID : resource.audience}'. Contact the app vendor.`,
  });
}

function unknownResource(asked: string): EntraError {
  return new EntraError({
    error: 'invalid_resource',
    number: 500011,
    text: `The resource principal named ${asked} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  });
}
