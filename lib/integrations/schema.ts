import { z } from 'zod';
import type { AccountTypes } from '#lib/account-types';
import type { CredentialKind, RequestedScopes } from '#lib/catalogue/types';
import type { CloudId } from '#lib/clouds';
import type { AssertionSource } from '#lib/microsoft/assertion-source';
import type { MicrosoftApp } from '#lib/microsoft/client';
import type { CredentialWatch } from '#lib/microsoft/client-credential';
import {
  accountTypes,
  clientId,
  clientSecret,
  displayName,
  type IntegrationSettings,
  presetList,
  resourceUrlsSchema,
  scopeList,
  secretExpiresAt,
  settings,
  tenantId,
  uniqueKey,
} from './fields.ts';
import { withRules } from './rules.ts';
import type { Verdict, Verification } from './verification.ts';

/** What makes an integration, from a form or from the API. */
export const newIntegrationSchema = withRules(settings.extend({ clientSecret, secretExpiresAt }));
/** A new integration without a secret: a certificate or a federated credential is added afterwards. */
export const integrationWithoutSecretSchema = withRules(settings);
/** A new integration before its app is registered at Microsoft: its client id is empty until credentials are added. */
export const unregisteredIntegrationSchema = withRules(settings.extend({ clientId: z.literal('').default('') }));
export type NewIntegration = z.output<typeof newIntegrationSchema> | (IntegrationSettings & { clientSecret?: never });

export const integrationPatchSchema = z.object({
  uniqueKey: uniqueKey.optional(),
  displayName: displayName.optional(),
  accountTypes: accountTypes.optional(),
  tenantId: tenantId.nullable().optional(),
  clientId: clientId.optional(),
  homeTenantId: tenantId.nullable().optional(),
  resourceUrls: resourceUrlsSchema.optional(),
  presets: presetList.optional(),
  scopes: scopeList.optional(),
  exactScopes: scopeList.optional(),
});

/** The end of a client secret, from a date field; null: not known. */
export const expirySchema = secretExpiresAt;

export const newSecretSchema = z.object({ clientSecret, secretExpiresAt });
export type NewSecret = z.output<typeof newSecretSchema>;

export type ConnectionCounts = { healthy: number; needsReauthorization: number; corrupt: number; total: number };

/** In place of a refusal's code: a certificate made here, which Microsoft cannot know yet. */
export const NOT_UPLOADED = 'not_uploaded';

/** What pages and answers may show of a credential; never the secret itself. */
export type SecretSummary = { kind: CredentialKind; hint: string; expiresAt: Date | null; createdAt: Date };

/** One of an integration's credentials, as its page shows it. */
export type CredentialDetail = SecretSummary & {
  id: string;
  source: AssertionSource | null;
  /** PEM. */
  certificate: string | null;
  /** Of a certificate, in upper-case hexadecimal. */
  thumbprints: { sha1: string; sha256: string } | null;
  expirySource: string | null;
  /** Microsoft refused it, while another may still work. */
  refused: { code: string; at: Date } | null;
  isExpired: boolean;
  /** The one that is tried first. */
  isInUse: boolean;
};

/** Why Microsoft refuses the registration; its connections stay untouched. */
export type Broken = { code: string; reason: string; at: Date };

/** An integration as lists show it. */
export type IntegrationRow = {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  cloud: CloudId;
  accountTypes: AccountTypes;
  clientId: string;
  /** Of its credentials the one that lasts longest. */
  secret: SecretSummary | null;
  broken: Broken | null;
  /** Of the last verification, if settings and credentials are still those that were verified. */
  verdict: Verdict;
  connections: ConnectionCounts;
  createdAt: Date;
  updatedAt: Date;
};

/** An integration as its own page shows it. */
export type IntegrationDetail = IntegrationRow & {
  tenantId: string | null;
  /** Tenant in which the app is registered. */
  homeTenantId: string | null;
  /** What the last verification found; null when there is none of what stands here now. */
  verification: Verification | null;
  resourceUrls: Record<string, string>;
  presets: string[];
  scopes: string[];
  exactScopes: string[];
};

const certificateHint = 8;

/** What a credential is called in sentences, after "the": never a secret itself. */
export function credentialName({ kind, hint }: { kind: CredentialKind; hint: string }): string {
  if (kind === 'client_secret') return `client secret ${hint}…`;
  if (kind === 'certificate') return `certificate ${hint.slice(0, certificateHint).toUpperCase()}…`;
  return `federated credential (${hint})`;
}

/** An integration as calls to Microsoft need it, the opened secrets included. Never for a page or an answer. */
export type Registration = MicrosoftApp & {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  homeTenantId: string | null;
  /** Addresses of resources that differ per customer, by resource id. */
  resourceUrls: Record<string, string>;
  /** For `markBroken`, which drops a refusal of credentials that were replaced meanwhile. */
  credentialIds: string[];
  watch: CredentialWatch;
  requested: RequestedScopes;
};

/** What is known of when an integration's credential ends. */
export type SecretState =
  | { kind: 'missing' }
  | { kind: 'unknown' }
  | { kind: 'expired'; daysLeft: number }
  | { kind: 'expiring'; daysLeft: number }
  | { kind: 'valid'; daysLeft: number };

const dayMs = 86_400_000;

/** From how many days before its end a secret counts as expiring. */
export const EXPIRING_DAYS = 30;

/** Says how long an integration's credential will last, in whole days; `Infinity` for one that never ends. */
export function secretState({ secret }: { secret: SecretSummary | null }, now: Date = new Date()): SecretState {
  if (!secret) return { kind: 'missing' };
  if (secret.kind === 'federated') return { kind: 'valid', daysLeft: Number.POSITIVE_INFINITY };
  if (!secret.expiresAt) return { kind: 'unknown' };
  const left = secret.expiresAt.getTime() - now.getTime();
  const daysLeft = Math.floor(left / dayMs);
  if (left <= 0) return { kind: 'expired', daysLeft };
  return { kind: daysLeft < EXPIRING_DAYS ? 'expiring' : 'valid', daysLeft };
}
