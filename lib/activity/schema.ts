import { z } from 'zod';

export const activityKinds = ['proxy', 'refresh', 'link', 'picker'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const activityOutcomes = ['ok', 'failed'] as const;
export type ActivityOutcome = (typeof activityOutcomes)[number];

/** Details that a row may hold in addition to its summary: no secrets, and paths without query. */
export const activityDetailSchema = z.object({
  method: z.string().optional(),
  /** Host that was called. */
  host: z.string().optional(),
  path: z.string().optional(),
  status: z.number().optional(),
  /** Milliseconds from the request to the end of its answer. */
  ms: z.number().optional(),
  bytesIn: z.number().optional(),
  bytesOut: z.number().optional(),
  retries: z.number().optional(),
  resource: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  fix: z.string().optional(),
  aadsts: z.number().optional(),
  traceId: z.string().optional(),
  correlationId: z.string().optional(),
  requestId: z.string().optional(),
  clientRequestId: z.string().optional(),
  linkId: z.string().optional(),
  account: z.string().optional(),
  by: z.string().optional(),
});
export type ActivityDetail = z.infer<typeof activityDetailSchema>;

/** Something that happened, as reported by the feature concerned. */
export type Activity = {
  kind: ActivityKind;
  outcome: ActivityOutcome;
  connectionId?: string | undefined;
  integrationId?: string | undefined;
  /** One line, without query and secrets. */
  summary: string;
  detail?: { [Fact in keyof ActivityDetail]?: ActivityDetail[Fact] | undefined } | undefined;
};

export type ActivityRow = {
  id: string;
  at: Date;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  summary: string;
  detail: ActivityDetail;
  /** Null if there was none, or it has been deleted. */
  connection: { id: string; connectionId: string; account: string } | null;
  integration: { id: string; uniqueKey: string; displayName: string } | null;
  /** The link it happened on; `person` is the best name of whom it is for or who tried, null if nobody is known. */
  link: { id: string; person: string | null } | null;
};

/** Days for which a row is kept by default. */
export const defaultRetentionDays = 30;
export const retentionDaysSchema = z.coerce
  .number('Give a number of days.')
  .int('Give whole days.')
  .min(1, 'Keep it for at least one day.')
  .max(365, 'Keep it for at most 365 days.');

/** Conditions that the list is filtered by. Ids are those of rows. */
export type ActivityFilter = {
  id?: string | undefined;
  kind?: ActivityKind | undefined;
  outcome?: ActivityOutcome | undefined;
  connectionIds?: string[] | undefined;
  integrationId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};

/** The row after which a page of the list begins. */
export type ActivityCursor = { at: Date; id: string };

/** How many rows, and after which one. */
export type ActivityPage = { limit: number; before?: ActivityCursor | undefined };

export type VendMinute = { minute: Date; count: number };
