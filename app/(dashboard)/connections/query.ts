import { z } from 'zod';
import { connectionStatuses } from '#lib/connections/schema';

/** Parts of the URL that a new search or filter makes meaningless. */
export const pageParts = ['after', 'trail'] as const;

/** How many connections a page of the list shows. */
export const pageSize = 50;

/** Where a page of the list begins: after this row, newest first. */
export type Cursor = { createdAt: Date; id: string };

const cursorSchema = z
  .string()
  .transform((value) => value.split('_'))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .transform(([at, id]): Cursor => ({ createdAt: new Date(at), id }));

/** A cursor as the URL carries it. */
export function cursorText({ createdAt, id }: Cursor): string {
  return `${createdAt.toISOString()}_${id}`;
}

const text = z.string().trim().max(200).optional().catch(undefined);

const longestTrail = 20;

/** Where the pages before this one began, so that Previous needs no memory but the URL. */
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
  after: cursorSchema.optional().catch(undefined),
  trail: trailSchema,
});

/** Reads the query from the list's URL; parameters that cannot be read are left out. */
export type ConnectionsQuery = z.output<typeof querySchema>;

export type SearchParams = Record<string, string | string[] | undefined>;

export function readQuery(params: SearchParams): ConnectionsQuery {
  return querySchema.parse(params);
}

export function isFiltered({ search, integration, status, lacking }: ConnectionsQuery): boolean {
  return Boolean(search || integration || status || lacking);
}

/** The address of a list; a part that is undefined is left out. */
export function connectionsHref(query: Partial<ConnectionsQuery>): string {
  const { search, integration, status, lacking, after, trail = [] } = query;
  const parts = {
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

/** The page after this one, which begins at `next`. */
export function nextHref(query: ConnectionsQuery, next: Cursor): string {
  const trail = query.after ? [...query.trail, query.after].slice(-longestTrail) : [];
  return connectionsHref({ ...query, trail, after: next });
}

/** The page before this one; the first page when the URL does not say where that one began. */
export function previousHref(query: ConnectionsQuery): string {
  return connectionsHref({ ...query, after: query.trail.at(-1), trail: query.trail.slice(0, -1) });
}

/** The same list from its start. */
export function firstHref(query: ConnectionsQuery): string {
  return connectionsHref({ ...query, after: undefined, trail: [] });
}
