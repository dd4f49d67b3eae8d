import { z } from 'zod';

/** All types of events. Each change of state is reported once. */
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

/** The PostgreSQL channel for new events, notified when the transaction commits. A notification can be lost. */
export const eventChannel = 'latchkey_event';

export const publicEventTypeSchema = z.enum(publicEventTypes);

/** Why something failed, what helps, and who can do it. */
const reason = z.object({
  /** The AADSTS code if Microsoft sent one, otherwise its OAuth error or one of our own codes. */
  code: z.string(),
  aadsts: z.int().optional(),
  message: z.string(),
  fix: z.string().optional(),
  /** Who can fix it: `user`, `admin` (of the user's tenant), `operator` (of this installation) or `nobody`. */
  for: z.string().optional(),
  /** Whether Microsoft requires more at the next sign-in (Conditional Access). The reauthorize link asks for it. */
  claims: z.boolean().optional(),
});
export type EventReason = z.infer<typeof reason>;

const endUser = z.object({
  id: z.string().optional(),
  email: z.string().optional(),
  display_name: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** The owner of a connection or a link, as the backend named it. */
export const whoseSchema = z.object({
  end_user: endUser.nullable().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/**
 * The content of an event: ids, the end user and tags and, depending on the type, the link, reason, scopes or
 * credential. It contains no secret.
 */
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

/** The input for an event. */
export type NewEvent = {
  type: PublicEventType;
  /** Row ids. The rows may be deleted by the time the event is read. */
  connectionId?: string;
  integrationId?: string | undefined;
  linkId?: string;
  /** The number of the event among those of its connection. */
  sequence?: number;
  /**
   * The content without the integration's key and provider and the connection's public id, which are added when the
   * event is stored.
   */
  data: EventData;
  /** The address to which this event is delivered instead of the installation's webhook endpoints. */
  webhookUrl?: string | null;
};

/** A stored event. */
export type PublicEvent = {
  id: string;
  type: PublicEventType;
  at: Date;
  /** The position by which readers page through events. */
  position: bigint;
  sequence: number | null;
  data: EventData;
};

/** The fields of an event that the REST API and webhooks send. */
export function eventShape({ id, type, at, sequence, data }: Omit<PublicEvent, 'position'>) {
  return { id, type, timestamp: at.toISOString(), sequence, data };
}

export const defaultEventRetentionDays = 30;

/** The minimum is longer than the time over which deliveries are retried. */
export const eventRetentionSchema = z.coerce
  .number('Give a number of days.')
  .int('Give whole days.')
  .min(3, 'Keep events for at least three days: webhooks are tried for more than one.')
  .max(365, 'Keep events for at most 365 days.');
