export const TABS = [
  'overview',
  'access',
  'credentials',
  'registration',
  'connections',
  'consent',
  'settings',
] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABELS: Record<Tab, string> = {
  overview: 'Overview',
  access: 'Access',
  credentials: 'Credentials',
  registration: 'Registration',
  connections: 'Connections',
  consent: 'Consent',
  settings: 'Settings',
};

/** The page of an integration; a key may hold spaces and signs that a path cannot. */
export function integrationPath(uniqueKey: string, query: { tab?: Tab; notice?: 'created' | 'saved' } = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== 'overview')).toString();
  return `/integrations/${encodeURIComponent(uniqueKey)}${search && `?${search}`}`;
}

/** A key as the address carries it; undefined when it is no proper encoding. */
export function readKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Where a link for this integration is made. */
export function newLinkPath(uniqueKey: string): string {
  return `/links?${new URLSearchParams({ new: '1', integration: uniqueKey })}`;
}

/** Where an admin-consent link for this integration is made, for one tenant or any. */
export function adminLinkPath(uniqueKey: string, tenant?: string): string {
  return `/links?${new URLSearchParams({ new: 'admin', integration: uniqueKey, ...(tenant && { tenant }) })}`;
}

/** One link, over the list of all. */
export function linkPath(id: string): string {
  return `/links?${new URLSearchParams({ link: id })}`;
}

/** The links of this integration on which somebody waits for an admin. */
export function waitingLinksPath(uniqueKey: string): string {
  return `/links?${new URLSearchParams({ status: 'awaiting_admin', integration: uniqueKey })}`;
}

/** The connections of this integration, in one state or in any. */
export function connectionsPath(uniqueKey: string, status?: string): string {
  return `/connections?${new URLSearchParams({ integration: uniqueKey, ...(status && { status }) })}`;
}
