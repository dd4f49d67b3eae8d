import type { PermissionType } from '#lib/catalogue/types';

const TABS = [
  'overview',
  'access',
  'credentials',
  'registration',
  'tenants',
  'connections',
  'consent',
  'embed',
  'settings',
] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABELS: Record<Tab, string> = {
  overview: 'Overview',
  access: 'Access',
  credentials: 'Credentials',
  registration: 'Registration',
  tenants: 'Tenants',
  connections: 'Connections',
  consent: 'Consent',
  embed: 'Embed',
  settings: 'Settings',
};

/** The tabs that an integration has: tenants are connected with application permissions only. */
export function tabsOf({ permissionType }: { permissionType: PermissionType }): Tab[] {
  return TABS.filter((tab) => tab !== 'tenants' || permissionType === 'application');
}

/** The page of an integration. Its key is encoded, because it may contain characters that a path cannot. */
export function integrationPath(uniqueKey: string, query: { tab?: Tab; notice?: 'created' | 'saved' } = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== 'overview')).toString();
  return `/integrations/${encodeURIComponent(uniqueKey)}${search && `?${search}`}`;
}

/** The access of an integration with these permissions added to it, to be looked over and saved. */
export function addScopesPath(uniqueKey: string, scopes: readonly string[]): string {
  return `${integrationPath(uniqueKey, { tab: 'access' })}&${new URLSearchParams({ add: scopes.join(' ') })}`;
}

const mostAdded = 50;

/** The permissions of such an address. */
export function readAddedScopes(add: string | string[] | undefined): string[] {
  const names = [add ?? []].flat().join(' ').split(/\s+/);
  return [...new Set(names.filter((name) => /^[\w.:/-]{1,255}$/.test(name)))].slice(0, mostAdded);
}

/** The key from a URL; undefined if it is not encoded correctly. */
export function readKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The page where a link for this integration is created. */
export function newLinkPath(uniqueKey: string): string {
  return `/links?${new URLSearchParams({ new: '1', integration: uniqueKey })}`;
}

/** The page where an admin-consent link for this integration is created, for one tenant or any. */
export function adminLinkPath(uniqueKey: string, tenant?: string): string {
  return `/links?${new URLSearchParams({ new: 'admin', integration: uniqueKey, ...(tenant && { tenant }) })}`;
}

/** The tenants of an integration, with one of them named in the form for new links. */
export function askTenantPath(uniqueKey: string, ask: string): string {
  return `${integrationPath(uniqueKey, { tab: 'tenants' })}&${new URLSearchParams({ ask })}`;
}

/** The list of links with one link open. */
export function linkPath(id: string): string {
  return `/links?${new URLSearchParams({ link: id })}`;
}

/** The links of this integration whose users are waiting for an admin. */
export function waitingLinksPath(uniqueKey: string): string {
  return `/links?${new URLSearchParams({ status: 'awaiting_admin', integration: uniqueKey })}`;
}

/** The connections of this integration, in one state or all. */
export function connectionsPath(uniqueKey: string, status?: string): string {
  return `/connections?${new URLSearchParams({ integration: uniqueKey, ...(status && { status }) })}`;
}
