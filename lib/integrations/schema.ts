import { z } from 'zod';
import type { AccountTypes } from '#lib/account-types';
import { findProvider } from '#lib/catalogue/providers';
import { resourceOf } from '#lib/catalogue/scope-names';
import type { RequestedScopes } from '#lib/catalogue/types';
import { type CloudId, isSandbox } from '#lib/clouds';
import { isGuid } from '#lib/guid';
import type { AssertionSource } from '#lib/microsoft/assertion-source';
import type { ClientCredential, CredentialWatch } from '#lib/microsoft/client-credential';
import { accessRules } from './access-rules.ts';
import type { IntegrationProblem } from './errors.ts';
import {
  accountTypes,
  clientId,
  clientSecret,
  cloud,
  displayName,
  presetList,
  resourceUrlsSchema,
  scopeList,
  secretExpiresAt,
  tenantId,
  uniqueKey,
} from './fields.ts';
import type { Verdict, Verification } from './verification.ts';

const settings = z.object({
  uniqueKey,
  displayName,
  provider: z.string('Choose a product.'),
  cloud: cloud.default('global'),
  accountTypes,
  tenantId: tenantId.nullish().transform((tenant) => tenant ?? null),
  clientId,
  homeTenantId: tenantId.nullish().transform((tenant) => tenant ?? null),
  resourceUrls: resourceUrlsSchema.default({}),
  presets: presetList.default([]),
  scopes: scopeList.default([]),
  exactScopes: scopeList.default([]),
});

/** Everything about an integration but its secret. */
export type IntegrationSettings = z.output<typeof settings>;

/** What may change later; a cloud and a provider stay what they are. */
export type IntegrationPatch = Partial<Omit<IntegrationSettings, 'cloud' | 'provider'>>;

/** A rule across fields: what it says of which field, and the fields it must be able to read. */
export type Rule = {
  field: keyof IntegrationSettings;
  needs: readonly (keyof IntegrationSettings)[];
  refusal: (of: IntegrationSettings) => string | undefined;
};

function scopesRefusal(asked: readonly string[], besides: readonly string[]): string | undefined {
  const foreign = asked.find((scope) => resourceOf(scope) === undefined);
  if (foreign) return `${foreign} belongs to an API that Latchkey does not know. Remove it.`;
  const isDefault = asked.some((scope) => /(^|\/)\.default$/.test(scope));
  if (isDefault && asked.length + besides.length > 1)
    return 'Microsoft refuses .default together with other permissions. Ask for it alone.';
  return undefined;
}

const rules: readonly Rule[] = [
  ...accessRules,
  {
    field: 'provider',
    needs: ['provider'],
    refusal: ({ provider }) =>
      findProvider(provider) ? undefined : 'Choose a product from the list; this one is not known.',
  },
  {
    field: 'presets',
    needs: ['provider', 'presets'],
    refusal: ({ provider: id, presets }) => {
      const provider = findProvider(id);
      const unknown = presets.find((preset) => !provider?.presets.some((offered) => offered.id === preset));
      return provider && unknown && `${provider.displayName} has no preset named "${unknown}".`;
    },
  },
  {
    field: 'presets',
    needs: ['presets', 'scopes', 'exactScopes'],
    refusal: ({ presets, scopes, exactScopes }) =>
      presets.length + scopes.length + exactScopes.length > 0 ? undefined : 'Choose at least one preset or permission.',
  },
  {
    field: 'accountTypes',
    needs: ['provider', 'accountTypes'],
    refusal: ({ provider: id, accountTypes: types }) => {
      const provider = findProvider(id);
      if (!provider || provider.accountTypes.includes(types)) return undefined;
      return `${provider.displayName} cannot be used with these accounts. Choose another kind.`;
    },
  },
  {
    field: 'scopes',
    needs: ['presets', 'scopes', 'exactScopes'],
    refusal: ({ presets, scopes, exactScopes }) =>
      exactScopes.length > 0 ? undefined : scopesRefusal(scopes, presets),
  },
  { field: 'exactScopes', needs: ['exactScopes'], refusal: ({ exactScopes }) => scopesRefusal(exactScopes, []) },
  {
    field: 'tenantId',
    needs: ['accountTypes', 'tenantId'],
    refusal: ({ accountTypes: types, tenantId: tenant }) =>
      types === 'single-tenant' && !tenant
        ? 'Accounts of one organization only: enter the tenant ID or a domain of that organization.'
        : undefined,
  },
  {
    field: 'clientId',
    needs: ['cloud', 'clientId'],
    refusal: ({ cloud: where, clientId: id }) =>
      id === '' || isSandbox(where) || isGuid(id)
        ? undefined
        : 'An Application (client) ID is a GUID, such as 00000000-0000-0000-0000-000000000000. What was pasted is something else, perhaps the name or the secret. Copy it from the Overview page of the app registration.',
  },
];

/** Lists what does not fit together, field by field; empty when the settings can be stored. */
export function settingsProblems(of: IntegrationSettings): IntegrationProblem[] {
  return rules.flatMap(({ field, refusal }) => {
    const message = refusal(of);
    return message ? [{ field, message }] : [];
  });
}

type Payload = { issues: readonly { path?: readonly PropertyKey[] | undefined }[] };

/** Each rule speaks as soon as its own fields are readable, so that a form hears of everything at once. */
function withRules<T extends z.ZodType<IntegrationSettings>>(schema: T): T {
  return rules.reduce((checked, { field, needs, refusal }) => {
    const when = ({ issues }: Payload) =>
      issues.every(({ path = [] }) => path.length > 0 && !needs.some((need) => need === path[0]));
    const check = (of: IntegrationSettings, context: z.RefinementCtx) => {
      const message = refusal(of);
      if (message) context.addIssue({ code: 'custom', path: [field], message });
    };
    return checked.superRefine(check, { when });
  }, schema);
}

/** What makes an integration, from a form or from the API. */
export const newIntegrationSchema = withRules(settings.extend({ clientSecret, secretExpiresAt }));
/** The same without a secret: a certificate or a federated credential is added afterwards. */
export const integrationWithoutSecretSchema = withRules(settings);
/** The same before anything is registered at Microsoft: the client id is empty and comes with the credentials. */
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

export type CredentialKind = ClientCredential['kind'];

/** In place of a refusal's code: a certificate made here, which Microsoft cannot know yet. */
export const NOT_UPLOADED = 'not_uploaded';

/** What may be told about a credential; a secret itself is never read back to a person. */
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
  /** Of the last verification, while what it rests on stands. */
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

/** What the Microsoft side needs of an integration, the opened secrets included. Never for a page or an answer. */
export type Registration = {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  cloud: CloudId;
  accountTypes: AccountTypes;
  tenantId: string | null;
  homeTenantId: string | null;
  /** Addresses of resources that differ per customer, by resource id. */
  resourceUrls: Record<string, string>;
  clientId: string;
  /** The one to use first in front. */
  credentials: readonly ClientCredential[];
  /** Hand them to `markBroken`, so that a refusal of credentials replaced meanwhile does not count. */
  credentialIds: string[];
  watch: CredentialWatch;
  requested: RequestedScopes;
};

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
