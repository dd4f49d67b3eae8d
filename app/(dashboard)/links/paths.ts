import { type LinkState, linkStates } from '#lib/links/schema';

/** The parameters in the URL of the list. */
export type LinksQuery = {
  status?: LinkState | undefined;
  /** Unique key */
  integration?: string | undefined;
  search?: string | undefined;
  before?: string | undefined;
};

export type Search = Record<string, string | string[] | undefined>;

function first(value: string | string[] | undefined): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  return one?.trim() || undefined;
}

export function readLinksQuery(search: Search): LinksQuery {
  const status = first(search.status);
  return {
    status: linkStates.find((state) => state === status),
    integration: first(search.integration),
    search: first(search.search)?.slice(0, 200),
    before: first(search.before),
  };
}

export type OpenSheet =
  | { kind: 'new' }
  | { kind: 'new-admin'; tenant: string | undefined }
  | { kind: 'link'; id: string };

/** Which sheet is open on top of the list. */
export function readSheet(search: Search): OpenSheet | undefined {
  const id = first(search.link);
  const isNew = first(search.new);
  if (isNew === 'admin') return { kind: 'new-admin', tenant: first(search.tenant)?.slice(0, 253) };
  if (isNew) return { kind: 'new' };
  return id ? { kind: 'link', id } : undefined;
}

export function linksPath(query: LinksQuery & { new?: '1' | 'admin'; tenant?: string; link?: string } = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search ? `/links?${search}` : '/links';
}
