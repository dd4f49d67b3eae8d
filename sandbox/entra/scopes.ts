import type { Account } from '../accounts.ts';
import type { CloudName } from '../clouds.ts';
import { clouds } from '../clouds.ts';
import { findSharePoint, type Hosting } from '../sharepoint/hosts.ts';
import type { App, State } from '../state.ts';
import type { Tenant } from '../tenants.ts';
import { findTenant, tenants } from '../tenants.ts';
import type { Authority } from './authority.ts';
import { EntraError } from './errors.ts';
import type { Permission } from './permissions.ts';
import { graphPermissions, OIDC_SCOPES } from './permissions.ts';
import type { Service, ServiceId } from './services.ts';
import { dataverseOrg, personalOneDrive, requireService, services } from './services.ts';

export interface Resource {
  id: ServiceId;
  /** The `aud` of its tokens; for SharePoint and Dataverse the exact origin that the scope names. */
  audience: string;
  /** The prefix as requested, which the answer repeats for `.default`. */
  asked: string;
  permissions: readonly Permission[];
  /** Only accounts of this tenant get tokens for it. */
  tenant?: Tenant;
}

export interface Scope {
  resource: Resource;
  /** The permission's name, or `.default`. */
  name: string;
  /** What a consent is stored under: bare names for Graph, one name for all addresses of another service. */
  key: string;
  adminTyped: boolean;
  personal: boolean;
  /** The permission's id at Microsoft, where the sandbox knows it. */
  id?: string | undefined;
}

/** The address and cloud of this sandbox. */
export interface Place extends Hosting {
  url: string;
  cloud: CloudName;
}

/** Reads a `scope` parameter; throws as Entra does for malformed ones and for unknown names and resources. */
export function parseScopes(text: string, app: App, place: Place): Scope[] {
  const words = text.split(' ').filter((word) => word !== '');
  const scopes = words.map((word) => {
    if (place.cloud !== 'global' && !word.includes('/') && !isOidc({ name: word })) throw bareScope(word);
    return parseScope(word, app, place);
  });
  const unique = [...new Map(scopes.map((scope) => [`${scope.resource.audience} ${scope.key}`, scope])).values()];
  for (const scope of unique.filter((one) => one.name === '.default')) {
    const mixed = unique.some((one) => sameResource(one, scope) && one.name !== '.default' && !isOidc(one));
    if (mixed) throw invalidScope(text, '.default scope can’t be combined with resource-specific scopes');
  }
  return unique;
}

/** The delegated permissions of the registration, in any cloud. Permissions the sandbox does not know are left out. */
export function registeredScopes(app: App, place: Place): Scope[] {
  return app.permissions.flatMap((word) => {
    try {
      return [parseScope(word, app, place)];
    } catch (error) {
      if (error instanceof EntraError) return [];
      throw error;
    }
  });
}

function parseScope(word: string, app: App, place: Place): Scope {
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word)) throw invalidScope(word, 'it holds characters that no scope may hold');
  const slash = word.lastIndexOf('/');
  if (slash === -1 && /^OneDrive\./i.test(word)) return oneDriveScope(word, app);
  const asked = slash === -1 ? clouds[place.cloud].graph : word.slice(0, slash);
  const name = word.slice(slash + 1);
  const resource = findResource(asked.endsWith('/') ? asked.slice(0, -1) : asked, place);
  if (!resource) throw unknownResource(asked);
  if (name === '.default') {
    const personal = resource.id === 'graph' || resource.id === 'exchange';
    return { resource, name, key: keyOf(resource, name), adminTyped: false, personal };
  }
  const permission = findPermission(resource, name);
  if (!permission) throw unknownScope(app, name, resource);
  const personal = permission.personal && resource.id !== 'sharepoint';
  return { ...permission, personal, resource, key: keyOf(resource, permission.name) };
}

/** A permission for a personal OneDrive, which is asked for by its bare name. */
function oneDriveScope(name: string, app: App): Scope {
  const audience = personalOneDrive.addresses.global?.[0] ?? '';
  const resource = resourceOf(personalOneDrive, audience, audience);
  const permission = findPermission(resource, name);
  if (!permission) throw unknownScope(app, name, resource);
  return { ...permission, resource, key: keyOf(resource, permission.name) };
}

/** Permission names are matched without regard to case. SharePoint also takes Graph's names for files and sites. */
function findPermission(resource: Resource, name: string): Permission | undefined {
  const passing = resource.id === 'sharepoint' ? graphPermissions.filter((one) => passesTo(resource.id, one.name)) : [];
  const wanted = name.toLowerCase();
  return [...resource.permissions, ...passing].find((one) => one.name.toLowerCase() === wanted);
}

/** The resource that an address or an application id names in a cloud. */
export function findResource(asked: string, place: Place): Resource | undefined {
  if (asked === `${place.url}/graph`) return resourceOf(requireService('graph'), asked, clouds[place.cloud].graph);
  const service = services.find((one) => one.appId === asked || one.addresses[place.cloud]?.includes(asked));
  if (service) {
    const audience = asked === service.appId ? (service.addresses[place.cloud]?.[0] ?? asked) : asked;
    return resourceOf(service, asked, audience);
  }
  const site = findSharePoint(asked, place);
  if (site && inCloud(site.tenant, place))
    return { ...resourceOf(requireService('sharepoint'), asked, site.origin), tenant: site.tenant };
  const org = dataverseOrg(asked, place.cloud);
  const owner = tenants.find((tenant) => tenant.name === org && inCloud(tenant, place));
  return owner && { ...resourceOf(requireService('dataverse'), asked, asked.toLowerCase()), tenant: owner };
}

function resourceOf({ id, permissions }: Service, asked: string, audience: string): Resource {
  return { id, audience, asked, permissions };
}

function inCloud(tenant: Tenant, { cloud }: Place): boolean {
  return (tenant.cloud ?? 'global') === cloud;
}

function keyOf(resource: Resource, name: string): string {
  return resource.id === 'graph' ? name : `${resource.id}/${name}`;
}

export function isOidc(scope: { name: string }): boolean {
  return OIDC_SCOPES.some((name) => name === scope.name);
}

export function sameResource(one: Scope, other: Scope): boolean {
  return one.resource.audience === other.resource.audience;
}

/** Graph consents that another service accepts: files and sites in SharePoint, mail protocols in Exchange. */
export function passesTo(id: ServiceId, graphName: string): boolean {
  if (id === 'sharepoint') return graphName.startsWith('Files.') || graphName.startsWith('Sites.');
  return id === 'exchange' && (graphName.endsWith('.AccessAsUser.All') || graphName === 'SMTP.Send');
}

/** Throws for scopes not available to this account: most scopes, for personal accounts, and hosts of other tenants. */
export function checkScopesFor(account: Account, scopes: Scope[]): void {
  for (const { resource, name, personal } of scopes) {
    const foreign = resource.tenant !== undefined && resource.tenant !== findTenant(account.tid);
    if (foreign && account.kind === 'work') throw unknownResource(resource.asked);
    if (account.kind === 'personal' && !personal) {
      throw invalidScope(name, `The scope '${name}' is not configured for this tenant`);
    }
  }
}

/** Throws for scopes of a personal OneDrive where others than personal accounts sign in (70011). */
export function checkScopesUnder({ kind }: Pick<Authority, 'kind'>, scopes: Scope[]): void {
  const found = kind === 'consumers' ? undefined : scopes.find(({ resource }) => resource.id === 'onedrive');
  if (found) throw invalidScope(found.name, `The scope '${found.name}' is not configured for this tenant`);
}

/** Throws if the tenant has no service principal of a requested service. */
export function checkServices(state: State, app: App, at: { tid: string; scopes: Scope[] }): void {
  const missing = at.scopes.find(({ resource }) => state.missingServices.includes(`${at.tid} ${resource.id}`));
  if (!missing) return;
  const { appId, displayName } = requireService(missing.resource.id);
  throw new EntraError({
    error: 'invalid_client',
    number: 650052,
    text: `The app '${app.name}' is trying to access a service '${appId}'(${displayName}) that your organization '${findTenant(at.tid)?.domain ?? at.tid}' lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.`,
  });
}

function invalidScope(scope: string, reason: string): EntraError {
  return new EntraError({
    error: 'invalid_scope',
    number: 70011,
    text: `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '${scope}' is not valid: ${reason}.`,
  });
}

function bareScope(word: string): EntraError {
  return invalidScope(word, 'this cloud takes full scopes only, with the address of their resource in front');
}

function unknownScope(app: App, name: string, resource: Resource): EntraError {
  const named = resource.id === 'graph' ? requireService('graph').appId : resource.audience;
  return new EntraError({
    error: 'invalid_client',
    number: 650053,
    text: `The application '${app.name}' asked for scope '${name}' that doesn't exist on the resource '${named}'. Contact the app vendor.`,
  });
}

function unknownResource(asked: string): EntraError {
  return new EntraError({
    error: 'invalid_resource',
    number: 500011,
    text: `The resource principal named ${asked} was not found in the tenant. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  });
}
