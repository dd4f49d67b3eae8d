import { z } from 'zod';
import type { AccountTypes } from '#lib/account-types';
import type { Resource } from '#lib/catalogue/resources';
import type { CredentialKind, PermissionType, RequestedScopes } from '#lib/catalogue/types';
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
  permissionType,
  presetList,
  resourceUrlsSchema,
  scopeList,
  secretExpiresAt,
  settings,
  tenantId,
  uniqueKey,
} from './fields.ts';
import { originList } from './origins.ts';
import { withRules } from './rules.ts';
import type { Verdict, Verification } from './verification.ts';

/** A new integration, from a form or the API. */
export const newIntegrationSchema = withRules(settings.extend({ clientSecret, secretExpiresAt }));
/** A new integration without a secret. A certificate or a federated credential is added afterwards. */
export const integrationWithoutSecretSchema = withRules(settings);
/**
 * A new integration whose app is not yet registered at Microsoft. Its client id stays empty until credentials are
 * added.
 */
export const unregisteredIntegrationSchema = withRules(settings.extend({ clientId: z.literal('').default('') }));
export type NewIntegration = z.output<typeof newIntegrationSchema> | (IntegrationSettings & { clientSecret?: never });

export const integrationPatchSchema = z.object({
  uniqueKey: uniqueKey.optional(),
  displayName: displayName.optional(),
  permissionType: permissionType.optional(),
  accountTypes: accountTypes.optional(),
  tenantId: tenantId.nullable().optional(),
  clientId: clientId.optional(),
  homeTenantId: tenantId.nullable().optional(),
  adminSignIn: z.boolean().optional(),
  resourceUrls: resourceUrlsSchema.optional(),
  presets: presetList.optional(),
  scopes: scopeList.optional(),
  exactScopes: scopeList.optional(),
  allowedOrigins: originList.optional(),
});

/** The expiry of a client secret, from a date field; null if unknown. */
export const expirySchema = secretExpiresAt;

export const newSecretSchema = z.object({ clientSecret, secretExpiresAt });
export type NewSecret = z.output<typeof newSecretSchema>;

export type ConnectionCounts = { healthy: number; needsReauthorization: number; corrupt: number; total: number };

/** Stored in place of a refusal's code for a certificate generated here, which Microsoft does not know yet. */
export const NOT_UPLOADED = 'not_uploaded';

/** What may be shown of a credential. Never contains the secret. */
export type SecretSummary = { kind: CredentialKind; hint: string; expiresAt: Date | null; createdAt: Date };

/** A credential as shown on the integration's page. */
export type CredentialDetail = SecretSummary & {
  id: string;
  source: AssertionSource | null;
  /** PEM. */
  certificate: string | null;
  /** For a certificate, in upper-case hexadecimal. */
  thumbprints: { sha1: string; sha256: string } | null;
  expirySource: string | null;
  /** Set if Microsoft refused this credential. Another one may still work. */
  refused: { code: string; at: Date } | null;
  isExpired: boolean;
  /** Whether this credential is tried first. */
  isInUse: boolean;
};

/** Why Microsoft refuses the registration. Connections are not changed by this. */
export type Broken = { code: string; reason: string; at: Date };

/** An integration as shown in lists. */
export type IntegrationRow = {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  cloud: CloudId;
  permissionType: PermissionType;
  accountTypes: AccountTypes;
  clientId: string;
  /** The credential that is valid longest. */
  secret: SecretSummary | null;
  broken: Broken | null;
  /** The result of the last verification, if settings and credentials have not changed since. */
  verdict: Verdict;
  connections: ConnectionCounts;
  createdAt: Date;
  updatedAt: Date;
};

/** An integration as shown on its page. */
export type IntegrationDetail = IntegrationRow & {
  tenantId: string | null;
  /** The tenant in which the app is registered. */
  homeTenantId: string | null;
  /** Details of the last verification; null if there is none for the current settings and credentials. */
  verification: Verification | null;
  /** For application permissions: whether admins sign in after their consent, on links that name the tenant. */
  adminSignIn: boolean;
  resourceUrls: Record<string, string>;
  presets: string[];
  scopes: string[];
  exactScopes: string[];
  /** Origins of the pages that may embed it. */
  allowedOrigins: string[];
};

const certificateHint = 8;

/** The name of a credential in sentences, to follow "the". Never contains the secret. */
export function credentialName({ kind, hint }: { kind: CredentialKind; hint: string }): string {
  if (kind === 'client_secret') return `client secret ${hint}…`;
  if (kind === 'certificate') return `certificate ${hint.slice(0, certificateHint).toUpperCase()}…`;
  return `federated credential (${hint})`;
}

/**
 * An integration with everything that calls to Microsoft need, including decrypted secrets. Must never be sent to a
 * browser or API client.
 */
export type Registration = MicrosoftApp & {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  permissionType: PermissionType;
  homeTenantId: string | null;
  /** Addresses of resources that differ per customer, by resource id. */
  resourceUrls: Record<string, string>;
  /** Used by `markBroken` to ignore refusals of credentials that have been replaced meanwhile. */
  credentialIds: string[];
  watch: CredentialWatch;
  requested: RequestedScopes;
  /** The APIs that are reached, also those of which no permission is asked by name. */
  resources: Resource[];
};

/** What is known about when an integration's credential expires. */
export type SecretState =
  | { kind: 'missing' }
  | { kind: 'unknown' }
  | { kind: 'expired'; daysLeft: number }
  | { kind: 'expiring'; daysLeft: number }
  | { kind: 'valid'; daysLeft: number };

const dayMs = 86_400_000;

/** A secret counts as expiring from this many days before its end. */
export const EXPIRING_DAYS = 30;

/** How long an integration's credential remains valid, in whole days; `Infinity` if it never expires. */
export function secretState({ secret }: { secret: SecretSummary | null }, now: Date = new Date()): SecretState {
  if (!secret) return { kind: 'missing' };
  if (secret.kind === 'federated') return { kind: 'valid', daysLeft: Number.POSITIVE_INFINITY };
  if (!secret.expiresAt) return { kind: 'unknown' };
  const left = secret.expiresAt.getTime() - now.getTime();
  const daysLeft = Math.floor(left / dayMs);
  if (left <= 0) return { kind: 'expired', daysLeft };
  return { kind: daysLeft < EXPIRING_DAYS ? 'expiring' : 'valid', daysLeft };
}
