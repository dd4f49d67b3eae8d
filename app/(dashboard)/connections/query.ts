import { z } from 'zod';
import { connectionStatuses } from '#lib/connections/schema';

/** URL parameters to remove when the search or a filter changes. */
export const pageParts = ['after', 'trail'] as const;

/** How many connections a page of the list shows. */
export const pageSize = 50;

/** The row after which a page of the list begins. */
export type Cursor = { createdAt: Date; id: string };

const cursorSchema = z
  .string()
  .transform((value) => value.split('_'))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .transform(([at, id]): Cursor => ({ createdAt: new Date(at), id }));

/** A cursor as text for the URL. */
export function cursorText({ createdAt, id }: Cursor): string {
  return `${createdAt.toISOString()}_${id}`;
}

const text = z.string().trim().max(200).optional().catch(undefined);

const longestTrail = 20;

/** The cursors of the previous pages. They are kept in the URL, so that Previous needs no other state. */
const trailSchema = z
  .string()
  .transform((value) => value.split('~').slice(-longestTrail))
  .pipe(z.array(cursorSchema))
  .catch([])
  .default([]);

const querySchema = z.object({
  search: text,
  integration: text,
  status: z.enum(connectionStatuses).optional().catch(undefined),
  lacking: z.literal('permissions').optional().catch(undefined),
  sort: z.literal('oldest').optional().catch(undefined),
  /** Which columns are shown; the list reads it by itself. */
  columns: text,
  after: cursorSchema.optional().catch(undefined),
  trail: trailSchema,
});

/** Reads the query from the URL of the list. Invalid parameters are ignored. */
export type ConnectionsQuery = z.output<typeof querySchema>;

export type SearchParams = Record<string, string | string[] | undefined>;

export function readQuery(params: SearchParams): ConnectionsQuery {
  return querySchema.parse(params);
}

/** What the store filters by. */
export function filterOf({ search, integration, status, lacking }: ConnectionsQuery) {
  return { search, integration, status, lacking: lacking !== undefined };
}

export function isFiltered({ search, integration, status, lacking }: ConnectionsQuery): boolean {
  return Boolean(search || integration || status || lacking);
}

/** The URL of a list. Undefined parts are left out. */
export function connectionsHref(query: Partial<ConnectionsQuery>): string {
  const { search, integration, status, lacking, sort, columns, after, trail = [] } = query;
  const parts = {
    ...(sort && { sort }),
    ...(columns && { columns }),
    ...(search && { search }),
    ...(integration && { integration }),
    ...(status && { status }),
    ...(lacking && { lacking }),
    ...(after && { after: cursorText(after) }),
    ...(after && trail.length > 0 && { trail: trail.map(cursorText).join('~') }),
  };
  const params = new URLSearchParams(parts).toString();
  return `/connections${params && `?${params}`}`;
}

/** The URL of the next page, which begins at `next`. */
export function nextHref(query: ConnectionsQuery, next: Cursor): string {
  const trail = query.after ? [...query.trail, query.after].slice(-longestTrail) : [];
  return connectionsHref({ ...query, trail, after: next });
}

/** The URL of the previous page, or of the first one if the cursor is unknown. */
export function previousHref(query: ConnectionsQuery): string {
  return connectionsHref({ ...query, after: query.trail.at(-1), trail: query.trail.slice(0, -1) });
}

/** The URL of the first page. */
export function firstHref(query: ConnectionsQuery): string {
  return connectionsHref({ ...query, after: undefined, trail: [] });
}

/** The filters of a list as in its address, without its page, to be sent along with a form. */
export function filtersText({ search, integration, status, lacking, sort }: ConnectionsQuery): string {
  return connectionsHref({ search, integration, status, lacking, sort }).split('?')[1] ?? '';
}

/** The list whose address is given, with the notice that a connection was deleted, which has this public id. */
export function deletedHref(connectionId: string, list: string): string {
  const href = connectionsHref(readFilters(list.split('?')[1] ?? ''));
  const notice = new URLSearchParams({ notice: 'deleted', deleted: connectionId });
  return `${href}${href.includes('?') ? '&' : '?'}${notice}`;
}

/** What `filtersText` wrote. */
export function readFilters(text: string): ConnectionsQuery {
  return readQuery(Object.fromEntries(new URLSearchParams(text)));
}
