import type { Account } from '../accounts.ts';
import type { App, State } from '../state.ts';
import { OIDC_SCOPES } from './permissions.ts';
import type { Place, Scope } from './scopes.ts';
import { passesTo, registeredScopes } from './scopes.ts';

/** Consent keys that apply to an account: its own and those an administrator granted for everyone. */
export function consentedKeys(state: State, app: App, account: Account): Set<string> {
  const own = state.userConsents[`${app.clientId} ${account.oid}`] ?? [];
  const everyone = state.tenantConsents[`${app.clientId} ${account.tid}`] ?? [];
  // Entra adds the OpenID Connect permissions to every tenant-wide grant.
  return new Set([...own, ...everyone, ...(everyone.length > 0 ? OIDC_SCOPES : [])]);
}

/** Replaces `.default` by the registered permissions of its resource, where nothing is granted for it yet. */
export function expandDefault(scopes: Scope[], granted: Set<string>, at: { app: App; place: Place }): Scope[] {
  return scopes.flatMap((scope) => {
    if (scope.name !== '.default') return [scope];
    if (grantsOf(scope, granted).length > 0) return [];
    return registeredScopes(at.app, at.place).filter((one) => one.resource.id === scope.resource.id);
  });
}

/** The scopes without consent. */
export function missingConsent(scopes: Scope[], granted: Set<string>): Scope[] {
  return scopes.filter((scope) => !isGranted(scope, granted));
}

export function isGranted(scope: Scope, granted: Set<string>): boolean {
  if (scope.name === '.default') return grantsOf(scope, granted).length > 0;
  const passing = passesTo(scope.resource.id, scope.name);
  return granted.has(scope.key) || (passing && granted.has(scope.name));
}

/** Permission names consented to for a scope's resource, without the OpenID Connect ones. */
export function grantsOf(scope: Scope, granted: Set<string>): string[] {
  const { resource } = scope;
  const names = [...granted];
  if (resource.id === 'graph') return names.filter((key) => !key.includes('/') && !isOidcKey(key));
  const prefix = `${resource.id}/`;
  const own = names.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const passing = names.filter((key) => !key.includes('/') && passesTo(resource.id, key));
  return [...new Set([...passing, ...own])];
}

function isOidcKey(key: string): boolean {
  return OIDC_SCOPES.some((name) => name === key);
}

export function storeConsent(
  state: State,
  at: { app: App; account: Account; for: 'user' | 'tenant' },
  scopes: Scope[],
) {
  const consents = at.for === 'user' ? state.userConsents : state.tenantConsents;
  const holder = `${at.app.clientId} ${at.for === 'user' ? at.account.oid : at.account.tid}`;
  const keys = scopes.filter((scope) => scope.name !== '.default').map((scope) => scope.key);
  consents[holder] = [...new Set([...(consents[holder] ?? []), ...keys])];
  // Consent installs the app in the tenant again.
  const installed = `${at.app.clientId} ${at.account.tid}`;
  if (state.enterpriseApps[installed] === 'removed') delete state.enterpriseApps[installed];
}

export function removeConsents(state: State, account: Account, clientId: string | undefined): void {
  const concerns = (holder: string, id: string) =>
    clientId === undefined ? holder.endsWith(` ${id}`) : holder === `${clientId} ${id}`;
  for (const holder of Object.keys(state.userConsents)) {
    if (concerns(holder, account.oid)) delete state.userConsents[holder];
  }
  for (const holder of Object.keys(state.tenantConsents)) {
    if (concerns(holder, account.tid)) delete state.tenantConsents[holder];
  }
}
