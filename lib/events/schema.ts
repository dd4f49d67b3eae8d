import { z } from 'zod';

/** Everything that is told outside; each is told once per change of state. */
export const publicEventTypes = [
  'connection.created',
  'connection.reauthorized',
  'connection.needs_reauthorization',
  'connection.recovered',
  'connection.scopes_changed',
  'connection.deleted',
  'link.opened',
  'link.completed',
  'link.failed',
  'link.waiting_for_admin',
  'link.expired',
  'credential.expiring',
  'credential.expired',
  'integration.broken',
  'integration.mended',
] as const;
export type PublicEventType = (typeof publicEventTypes)[number];

/** The PostgreSQL channel that says that events were written; a hint only, sent when the transaction commits. */
export const eventChannel = 'latchkey_event';

export const publicEventTypeSchema = z.enum(publicEventTypes);

/** Why something failed, with what helps and who can do it. */
const reason = z.object({
  /** AADSTS code where Microsoft named one, else its OAuth error or one of ours. */
  code: z.string(),
  aadsts: z.int().optional(),
  message: z.string(),
  fix: z.string().optional(),
  /** user, admin (of their tenant), operator (of this installation), nobody */
  for: z.string().optional(),
  /** Microsoft wants more of the next sign-in (Conditional Access); the reauthorize link carries it. */
  claims: z.boolean().optional(),
});
export type EventReason = z.infer<typeof reason>;

const endUser = z.object({
  id: z.string().optional(),
  email: z.string().optional(),
  display_name: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** Whose a connection or a link is, in the operator's own terms. */
export const whoseSchema = z.object({
  end_user: endUser.nullable().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** What an event carries: ids, the end user and tags, and by type the link, reason, scopes or credential; never a secret. */
export const eventDataSchema = whoseSchema.extend({
  provider_config_key: z.string().optional(),
  provider: z.string().optional(),
  connection_id: z.string().optional(),
  /** By Nango's names: somebody's own permissions, or those of a whole tenant (client credentials). */
  auth_mode: z.enum(['OAUTH2', 'OAUTH2_CC']).optional(),
  link: z.object({ id: z.string(), kind: z.string(), expires_at: z.string() }).optional(),
  reason: reason.optional(),
  scopes: z.object({ requested: z.array(z.string()), granted: z.array(z.string()) }).optional(),
  credential: z.object({ id: z.string(), kind: z.string(), expires_at: z.string(), days_left: z.int() }).optional(),
});
export type EventData = z.infer<typeof eventDataSchema>;

/** An event as it is written. */
export type NewEvent = {
  type: PublicEventType;
  /** Row ids; what they name may be gone when the event is read. */
  connectionId?: string;
  integrationId?: string | undefined;
  linkId?: string;
  /** Counts the events of one connection. */
  sequence?: number;
  /** Without the integration's key and provider and the connection's public id and kind of grant, which are added. */
  data: EventData;
  /** The address that replaces the installation's webhook endpoints for this event. */
  webhookUrl?: string | null;
};

/** An event as it is read. */
export type PublicEvent = {
  id: string;
  type: PublicEventType;
  at: Date;
  /** Its place in the order of reading. */
  position: bigint;
  sequence: number | null;
  data: EventData;
};

/** What is told of an event: by the REST API and by webhooks. */
export function eventShape({ id, type, at, sequence, data }: Omit<PublicEvent, 'position'>) {
  return { id, type, timestamp: at.toISOString(), sequence, data };
}

export const defaultEventRetentionDays = 30;

/** Longer than a delivery is tried. */
export const eventRetentionSchema = z.coerce
  .number('Give a number of days.')
  .int('Give whole days.')
  .min(3, 'Keep events for at least three days: webhooks are tried for more than one.')
  .max(365, 'Keep events for at most 365 days.');
