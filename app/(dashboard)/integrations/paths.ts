export const TABS = ['overview', 'access', 'credentials', 'registration', 'connections', 'settings'] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABELS: Record<Tab, string> = {
  overview: 'Overview',
  access: 'Access',
  credentials: 'Credentials',
  registration: 'Registration',
  connections: 'Connections',
  settings: 'Settings',
};

/** The page of an integration; a key may hold spaces and signs that a path cannot. */
export function integrationPath(uniqueKey: string, query: { tab?: Tab; notice?: 'created' | 'saved' } = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== 'overview')).toString();
  return `/integrations/${encodeURIComponent(uniqueKey)}${search && `?${search}`}`;
}

/** Where a link for this integration is made. */
export function newLinkPath(uniqueKey: string): string {
  return `/links?${new URLSearchParams({ new: '1', integration: uniqueKey })}`;
}

/** The connections of this integration, in one state or in any. */
export function connectionsPath(uniqueKey: string, status?: string): string {
  return `/connections?${new URLSearchParams({ integration: uniqueKey, ...(status && { status }) })}`;
}
