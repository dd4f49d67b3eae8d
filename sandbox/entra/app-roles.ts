import { principals } from '../accounts.ts';
import type { App, State } from '../state.ts';
import { findTenant } from '../tenants.ts';
import { EntraError, unknownApp } from './errors.ts';
import type { Role } from './permissions.ts';
import type { Place } from './scopes.ts';
import { findResource } from './scopes.ts';
import type { Service, ServiceId } from './services.ts';
import { requireService, SERVICE_IDS } from './services.ts';

export interface ServiceRole {
  service: Service;
  role: Role;
}

/** The application permission that a word names: bare for Graph, else with an address or application id in front. */
export function findRole(word: string, place: Place): ServiceRole | undefined {
  const slash = word.lastIndexOf('/');
  const resource = slash === -1 ? undefined : findResource(word.slice(0, slash), place);
  if (slash !== -1 && !resource) return undefined;
  const service = requireService(resource?.id ?? 'graph');
  const role = service.roles.find((one) => one.name.toLowerCase() === word.slice(slash + 1).toLowerCase());
  return role && { service, role };
}

/** The key under which a granted application permission is stored. */
export function roleKey({ service, role }: ServiceRole): string {
  return service.id === 'graph' ? role.name : `${service.id}/${role.name}`;
}

/** Registered application permissions, of some services or of all. */
export function registeredRoles(app: App, place: Place, ids: readonly ServiceId[] = SERVICE_IDS): ServiceRole[] {
  const found = app.appPermissions.flatMap((word) => findRole(word, place) ?? []);
  return found.filter(({ service }) => ids.includes(service.id));
}

/** Notes when a consent brought the app into a tenant in which it was not. To be called before the consent is stored. */
export function noteArrival(state: State, { app, tid }: { app: App; tid: string }, now: number): void {
  if (!isInstalled(state, app, tid)) state.arrivals[`${app.clientId} ${tid}`] = now;
}

export function grantRoles(state: State, { app, tid }: { app: App; tid: string }, keys: string[]): void {
  const holder = `${app.clientId} ${tid}`;
  state.roleConsents[holder] = [...new Set([...(state.roleConsents[holder] ?? []), ...keys])];
}

/** The names of the application permissions that a tenant granted for a service. */
export function grantedRoles(state: State, { app, tid }: { app: App; tid: string }, id: Service['id']): string[] {
  const keys = state.roleConsents[`${app.clientId} ${tid}`] ?? [];
  if (id === 'graph') return keys.filter((key) => !key.includes('/'));
  return keys.filter((key) => key.startsWith(`${id}/`)).map((key) => key.slice(id.length + 1));
}

/** Whether the app has a service principal in the tenant: it was put there, or somebody there consented to it. */
export function isInstalled(state: State, app: App, tid: string): boolean {
  const here = `${app.clientId} ${tid}`;
  if (state.enterpriseApps[here] === 'removed') return false;
  // State files of earlier versions do not list the home tenants of apps in `installedApps`.
  if (state.installedApps.includes(here) || (app.createdAt === 0 && app.tenantId === tid)) return true;
  if (state.tenantConsents[here] || state.roleConsents[here]) return true;
  return principals.some((one) => one.tid === tid && state.userConsents[`${app.clientId} ${one.oid}`]);
}

/** Throws where the app may not get tokens of its own: not in the tenant, too new there, switched off or removed. */
export function requireInstalled(state: State, { app, tid }: { app: App; tid: string }, now: number): void {
  const here = `${app.clientId} ${tid}`;
  if (state.enterpriseApps[here] === 'disabled') {
    throw new EntraError({
      error: 'unauthorized_client',
      number: 7000112,
      text: `Application '${app.clientId}'(${app.name}) is disabled.`,
    });
  }
  if (state.enterpriseApps[here] === 'removed') throw unknownApp(app.clientId, findTenant(tid)?.displayName ?? tid);
  const isNew = now < (state.arrivals[here] ?? 0) + state.propagationSeconds * 1000;
  if (isInstalled(state, app, tid) && !isNew) return;
  throw new EntraError({
    error: 'invalid_client',
    number: 7000229,
    text: `The client application ${app.clientId} is missing service principal in the tenant ${tid}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
  });
}
