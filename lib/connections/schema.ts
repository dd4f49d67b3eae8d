import { z } from 'zod';
import type { CloudId } from '#lib/clouds';

export const connectionStatuses = ['healthy', 'needs_reauthorization', 'corrupt'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

/** Why something failed and what helps: our sentences, with Microsoft's codes for its support. */
export const failureSchema = z.object({
  /** Microsoft's AADSTS code, or else its OAuth error or one of our codes. */
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  aadsts: z.number().optional(),
  traceId: z.string().optional(),
  correlationId: z.string().optional(),
  at: z.iso.datetime(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Why Graph did not return the account's SharePoint hosts, and how many times in a row it has been asked. */
export const hostLookupSchema = z.object({
  root: failureSchema.optional(),
  my: failureSchema.optional(),
  failures: z.number(),
});
export type HostLookup = z.infer<typeof hostLookupSchema>;

/** Microsoft's token response without its secrets. Lifetimes are in seconds. */
export const tokenResponseSchema = z.object({
  token_type: z.string(),
  scope: z.string(),
  expires_in: z.number(),
  ext_expires_in: z.number(),
});
export type StoredTokenResponse = z.infer<typeof tokenResponseSchema>;

/** `connection_config` in Nango's format. The access token in it is sealed. */
export const connectionConfigSchema = z
  .object({
    tenantId: z.string().optional(),
    sharepointAccessToken: tokenResponseSchema
      .extend({ access_token: z.string(), /** Milliseconds since 1970. */ expires_at: z.number() })
      .optional(),
  })
  .catchall(z.json());
export type ConnectionConfig = z.infer<typeof connectionConfigSchema>;

export const endUserSchema = z.object({
  id: z.string().optional(),
  email: z.string().optional(),
  display_name: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
export type EndUser = z.infer<typeof endUserSchema>;

/**
 * Another account that signed in under a connection's user name: the account was deleted and created again, or the
 * address is used by somebody else.
 */
export const newAccountSchema = z.object({
  oid: z.string(),
  displayName: z.string(),
  /** Time of its last sign-in. */
  at: z.iso.datetime(),
  /** Who allowed the connection to continue with it. */
  acceptedBy: z.string().optional(),
});
export type NewAccount = z.infer<typeof newAccountSchema>;

/** The admin who approved the app for a tenant, as far as their sign-in showed. */
export const consentSchema = z.object({
  at: z.iso.datetime(),
  /** Absent: nobody signed in. */
  admin: z
    .object({
      oid: z.string(),
      username: z.string(),
      displayName: z.string(),
      /** Null: the ID token did not list directory roles. */
      isAdmin: z.boolean().nullable(),
    })
    .optional(),
});
export type Consent = z.infer<typeof consentSchema>;

/** The result of the last daily test of a tenant's connection. */
export const probeSchema = z.object({
  /** Below Graph's `/v1.0`. */
  call: z.string(),
  at: z.iso.datetime(),
  outcome: z.enum(['ok', 'refused', 'unclear']),
  /** Graph's own word for a refusal. */
  code: z.string().optional(),
  /** Whether a test ever succeeded. Until then, a refusal does not show that a permission was taken away. */
  worked: z.boolean(),
});
export type Probe = z.infer<typeof probeSchema>;

export const tagsSchema = z.record(z.string(), z.string());

/** Data that an operator's product stores with a connection: any object up to 64 KB. */
export const metadataSchema = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= 65_536, 'Metadata may hold at most 64 KB.');

/** The resource of a token and its state, as shown in the dashboard. Does not contain the token. */
export type TokenCard = {
  resource: string;
  kind: 'graph' | 'sharepoint-root' | 'sharepoint-my' | 'sharepoint-other' | 'resource';
  scope: string;
  expiresAt: Date | null;
  lifeSeconds: number | null;
  failure: Failure | null;
  /** Earliest time of the next attempt after a failure. */
  retryAt: Date | null;
};

export type ConnectionRow = {
  id: string;
  connectionId: string;
  integrationId: string;
  integrationKey: string;
  integrationName: string;
  provider: string;
  cloud: CloudId;
  status: ConnectionStatus;
  statusReason: Failure | null;
  username: string;
  displayName: string;
  tenantName: string | null;
  accountKind: string;
  endUser: EndUser | null;
  tokenExpiresAt: Date;
  hasSharePointToken: boolean;
  lastVendedAt: Date | null;
  createdAt: Date;
};

export type ConnectionDetail = ConnectionRow & {
  tid: string;
  oid: string;
  requestedScopes: string[];
  grantedScopes: string[];
  tokens: TokenCard[];
  hostLookup: HostLookup | null;
  /** When Graph is asked again for a host that it did not return. */
  hostRetryAt: Date | null;
  tags: Record<string, string>;
  metadata: z.infer<typeof metadataSchema>;
  /** Another account under the same user name that tried to reauthorize. */
  newAccount: NewAccount | null;
  lastFailure: Failure | null;
  retryAt: Date | null;
  lastRefreshedAt: Date;
  /** The admin who approved the app for the tenant; null for a person's connection. */
  consent: Consent | null;
  /** The result of the last daily test of a tenant's connection. */
  probe: Probe | null;
  /** What Microsoft requires at the next sign-in, in words. */
  stepUp: string | null;
};

export const eventTypes = [
  'connected',
  'connected_again',
  'reauthorized',
  'refresh_failed',
  'needs_reauthorization',
  'recovered',
  'scopes_changed',
  'sites_changed',
  'sharepoint_missing',
  'sharepoint_gained',
  'sharepoint_moved',
  'resource_missing',
  'refreshed_by_hand',
  'revealed',
  'metadata_changed',
  'imported',
  'details_changed',
  'corrupt',
  'readable_again',
  'new_account_seen',
  'new_account_allowed',
  'new_account_taken',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Details of a timeline row. */
export const eventDetailSchema = failureSchema.partial().extend({
  resource: z.string().optional(),
  /** The previous host. */
  from: z.string().optional(),
  by: z.string().optional(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

export type TimelineEvent = { id: string; at: Date; type: EventType; detail: EventDetail };

/** An account whose connection may send mail. */
export type MailSender = { id: string; name: string; username: string };
