import { z } from 'zod';
import {
  type ActivityCursor,
  type ActivityFilter,
  type ActivityKind,
  type ActivityOutcome,
  activityKinds,
  activityOutcomes,
} from '#lib/activity/schema';

/** How many rows a page of the list shows. */
export const pageSize = 50;

/** The time ranges of the list, by their names in the URL. */
const spans = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
export type Span = keyof typeof spans;

export type SearchParams = Record<string, string | string[] | undefined>;

const cursorSchema = z
  .string()
  .transform((value) => value.split('_'))
  .pipe(z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]))
  .transform(([at, id]): ActivityCursor => ({ at: new Date(at), id }));

const text = z.string().trim().max(255).optional().catch(undefined);

const querySchema = z.object({
  /** Search text for connections. */
  connection: text.transform((value) => value || undefined),
  /** Unique key. */
  integration: text,
  kind: z.enum(activityKinds).optional().catch(undefined),
  outcome: z.enum(activityOutcomes).optional().catch(undefined),
  time: z.enum(['hour', 'day', 'week']).optional().catch(undefined),
  before: cursorSchema.optional().catch(undefined),
  /** The row whose panel is open. */
  event: text,
});

/** Reads the query from the URL of the list. Invalid parameters are ignored. */
export type ActivityQuery = z.output<typeof querySchema>;

export function readQuery(params: SearchParams): ActivityQuery {
  return querySchema.parse(params);
}

export function isFiltered({ connection, integration, kind, outcome, time }: ActivityQuery): boolean {
  return Boolean(connection || integration || kind || outcome || time);
}

const cursorText = ({ at, id }: ActivityCursor) => `${at.toISOString()}_${id}`;

/** The URL of a list. Undefined parts are left out. */
export function activityHref({ before, ...parts }: Partial<ActivityQuery> = {}): string {
  const given = Object.entries({ ...parts, before: before && cursorText(before) });
  const params = new URLSearchParams(given.flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return params.size > 0 ? `/activity?${params}` : '/activity';
}

type Found = { connectionIds: string[] | undefined; integrationId: string | undefined };

/** The filter for the list, with names replaced by the ids that were found for them. */
export function filterOf({ kind, outcome, time }: ActivityQuery, found: Found, now = new Date()): ActivityFilter {
  return { kind, outcome, ...found, since: time && new Date(now.getTime() - spans[time]) };
}

export const kindWords: Record<ActivityKind, string> = {
  proxy: 'Proxy call',
  refresh: 'Refresh',
  link: 'Link',
  picker: 'File picker',
};
export const outcomeWords: Record<ActivityOutcome, string> = { ok: 'Ok', failed: 'Failed' };
export const spanWords: Record<Span, string> = { hour: 'Last hour', day: 'Last 24 hours', week: 'Last 7 days' };
