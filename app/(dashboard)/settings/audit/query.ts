import { z } from 'zod';
import type { AuditFilter } from '#lib/audit/schema';

/** How many rows a page of the list shows. */
export const pageSize = 50;

const day = 86_400_000;

/** The time ranges of the list, by their names in the URL. */
const spans = { day, week: 7 * day, month: 30 * day } as const;
export type Span = keyof typeof spans;

export const spanWords: Record<Span, string> = {
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

export type SearchParams = Record<string, unknown>;

const text = z
  .string()
  .trim()
  .max(300)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);
const date = z.iso.date().optional().catch(undefined);
const rowId = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch(undefined);

const querySchema = z.object({
  actor: text,
  action: text,
  subject: text,
  search: text,
  time: z.enum(['day', 'week', 'month']).optional().catch(undefined),
  /** First and last day in UTC, used instead of `time`. */
  from: date,
  to: date,
  before: rowId,
  /** The row whose panel is open. */
  event: rowId,
});

/** Reads the query from the URL of the list. Invalid parameters are ignored. */
export type AuditQuery = z.output<typeof querySchema>;

export function readQuery(params: SearchParams): AuditQuery {
  return querySchema.parse(params);
}

/** The query parameters that filter the list. */
const filterNames = ['actor', 'action', 'subject', 'search', 'time', 'from', 'to'] as const;

export function isFiltered(query: AuditQuery): boolean {
  return filterNames.some((name) => query[name] !== undefined);
}

/** The filters that are set, as pairs of name and value. */
export function setFilters(query: AuditQuery): { name: (typeof filterNames)[number]; value: string }[] {
  return filterNames.flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** The URL of a list. Undefined parts are left out. */
export function auditHref(query: Partial<AuditQuery> = {}): string {
  const params = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return params.size > 0 ? `/settings/audit?${params}` : '/settings/audit';
}

/** The query as a filter for the list. */
export function filterOf(
  { actor, action, subject, search, time, from, to }: AuditQuery,
  now = new Date(),
): AuditFilter {
  const words = { actor, action, subject, search };
  if (!from && !to) return { ...words, since: time && new Date(now.getTime() - spans[time]) };
  return { ...words, since: from ? new Date(from) : undefined, until: to ? new Date(Date.parse(to) + day) : undefined };
}
