import { z } from 'zod';
import { type PublicEvent, publicEventTypeSchema } from '#lib/events/schema';

export const webhookFormats = ['standard', 'nango'] as const;
/**
 * `standard`: all events, in our own format. `nango`: the events that Nango sends, in its format. Both carry both
 * signatures.
 */
export type WebhookFormat = (typeof webhookFormats)[number];

/** The events that exist in the `nango` format. */
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
    // The rule above reports this. zod runs all rules even if one fails.
    if (!URL.canParse(url)) return true;
    const { username, password, hash } = new URL(url);
    return !username && !password && !hash;
  }, 'An address holds no user name, password or fragment.');

const types = z.array(publicEventTypeSchema).transform((names) => [...new Set(names)]);

/** The input for an endpoint. Without types or integrations it gets those of all. */
export const newEndpointSchema = z.object({
  url: receiverUrl,
  description: z.string().trim().max(200, 'A description has at most 200 characters.').default(''),
  types: types.default([]),
  /** Row ids of integrations. */
  integrationIds: z.array(z.uuid()).default([]),
  format: z.enum(webhookFormats).default('standard'),
});
export type NewEndpoint = z.output<typeof newEndpointSchema>;

/** An endpoint as lists show it, without its secret. */
export type Endpoint = {
  id: string;
  kind: 'endpoint' | 'override' | 'overrides';
  /** Empty for the row shared by all override addresses. */
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

/** The result of one attempt. */
export type Attempt = {
  /** Milliseconds since 1970. */
  at: number;
  status: number | null;
  /** Why there was no answer; null if there was one. */
  error: string | null;
  ms: number;
  headers: Record<string, string>;
  /** The beginning of the answer, at most 64 KB. */
  answer: string;
  /** The receiver's `Retry-After`, in seconds. */
  retryAfterSeconds: number | undefined;
};

/** Whether the receiver accepted it (2xx). */
export function isTaken({ status }: Pick<Attempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** The results of an endpoint's attempts over the last day, and the number of waiting deliveries. */
export type EndpointCounts = { delivered: number; failed: number; waiting: number; oldestWaiting: Date | null };

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The filter for a list of deliveries. Ids are row ids. */
export type DeliveryFilter = {
  endpointId?: string | undefined;
  connectionId?: string | undefined;
  state?: DeliveryState | undefined;
};

/** The delivery of one event to one endpoint. */
export type Delivery = {
  id: string;
  endpointId: string;
  url: string;
  format: WebhookFormat;
  state: DeliveryState;
  tries: number;
  /** The time of the next attempt, while it waits. */
  nextAt: Date;
  finishedAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  position: string;
  event: Omit<PublicEvent, 'position'>;
};
