import { z } from 'zod';
import { type PublicEvent, publicEventTypeSchema } from '#lib/events/schema';

export const webhookFormats = ['standard', 'nango'] as const;
/** `standard`: every event, in our own shape. `nango`: what Nango tells, in its shape. Both are signed both ways. */
export type WebhookFormat = (typeof webhookFormats)[number];

/** The events that the `nango` format has a body for. */
export const nangoEventTypes = [
  'connection.created',
  'connection.reauthorized',
  'connection.needs_reauthorization',
] as const;

const disabledReasons = ['by_hand', 'gone', 'failing'] as const;
export const disabledReasonSchema = z.enum(disabledReasons);

const receiverUrl = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://.' })
  .max(2_048, 'An address has at most 2048 characters.')
  .refine((url) => {
    // Checked above; every rule is run.
    if (!URL.canParse(url)) return true;
    const { username, password, hash } = new URL(url);
    return !username && !password && !hash;
  }, 'An address holds no user name, password or fragment.');

const types = z.array(publicEventTypeSchema).transform((names) => [...new Set(names)]);

/** What an endpoint is made from; no types or no integrations: all. */
export const newEndpointSchema = z.object({
  url: receiverUrl,
  description: z.string().trim().max(200, 'A description has at most 200 characters.').default(''),
  types: types.default([]),
  /** Rows. */
  integrationIds: z.array(z.uuid()).default([]),
  format: z.enum(webhookFormats).default('standard'),
});
export type NewEndpoint = z.output<typeof newEndpointSchema>;

/** An endpoint as lists show it, without its secret. */
export type Endpoint = {
  id: string;
  kind: 'endpoint' | 'override' | 'overrides';
  /** Empty for what overrides share. */
  url: string;
  description: string;
  types: string[];
  integrationIds: string[];
  format: WebhookFormat;
  disabledAt: Date | null;
  disabledReason: z.infer<typeof disabledReasonSchema> | null;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  oldSecretUntil: Date | null;
  createdAt: Date;
  createdBy: string;
};

/** What came of one try. */
export type Attempt = {
  /** Milliseconds since 1970. */
  at: number;
  url: string;
  status: number | null;
  /** Why there was no answer. */
  error: string | null;
  ms: number;
  headers: Record<string, string>;
  /** The answer's beginning, at most 64 KB. */
  answer: string;
  /** Seconds the receiver asks to wait. */
  retryAfterSeconds: number | undefined;
};

/** Whether the receiver took it (2xx). */
export function isTaken({ status }: Pick<Attempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** What endpoints did with their tries of the last day, and what waits for them. */
export type EndpointCounts = { delivered: number; failed: number; waiting: number; oldestWaiting: Date | null };

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a list of deliveries is narrowed to; ids are those of rows. */
export type DeliveryFilter = {
  endpointId?: string | undefined;
  connectionId?: string | undefined;
  state?: DeliveryState | undefined;
};

/** One event for one endpoint. */
export type Delivery = {
  id: string;
  endpointId: string;
  url: string;
  format: WebhookFormat;
  state: DeliveryState;
  tries: number;
  /** When it is tried next, while it waits. */
  nextAt: Date;
  finishedAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  position: string;
  event: Omit<PublicEvent, 'position'>;
};
