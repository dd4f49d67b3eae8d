import { z } from 'zod';
import { findProvider } from '#lib/integrations/catalogue/providers';
import { type AccountTypes, type RequestedScopes, resourceOf } from '#lib/integrations/catalogue/schema';
import type { IntegrationProblem } from './errors.ts';
import {
  accountTypes,
  type Cloud,
  clientId,
  clientSecret,
  cloud,
  displayName,
  isGuid,
  presetList,
  scopeList,
  secretExpiresAt,
  tenantId,
  uniqueKey,
} from './fields.ts';

const settings = z.object({
  uniqueKey,
  displayName,
  provider: z.string('Choose a product.'),
  cloud: cloud.default('global'),
  accountTypes,
  tenantId: tenantId.nullish().transform((tenant) => tenant ?? null),
  clientId,
  presets: presetList.default([]),
  scopes: scopeList.default([]),
  exactScopes: scopeList.default([]),
});

/** Everything about an integration but its secret. */
export type IntegrationSettings = z.output<typeof settings>;

/** What may change later; a cloud and a provider stay what they are. */
export type IntegrationPatch = Partial<Omit<IntegrationSettings, 'cloud' | 'provider'>>;

function tenantProblems({ accountTypes: types, tenantId: tenant }: IntegrationSettings): IntegrationProblem[] {
  if (types !== 'single-tenant' || tenant) return [];
  const message = 'Accounts of one organization only: enter the tenant ID or a domain of that organization.';
  return [{ field: 'tenantId', message }];
}

function clientIdProblems({ cloud: where, clientId: id }: IntegrationSettings): IntegrationProblem[] {
  if (where === 'sandbox' || isGuid(id)) return [];
  const message =
    'An Application (client) ID is a GUID, such as 00000000-0000-0000-0000-000000000000. What was pasted is something else, perhaps the name or the secret. Copy it from the Overview page of the app registration.';
  return [{ field: 'clientId', message }];
}

function scopeProblems({ presets, scopes, exactScopes }: IntegrationSettings): IntegrationProblem[] {
  const asked = exactScopes.length > 0 ? exactScopes : scopes;
  const field = exactScopes.length > 0 ? 'exactScopes' : 'scopes';
  if (asked.length === 0 && presets.length === 0)
    return [{ field: 'presets', message: 'Choose at least one preset or permission.' }];
  const foreign = asked.find((scope) => resourceOf(scope) === undefined);
  if (foreign) {
    const message = `${foreign} belongs to neither Microsoft Graph nor SharePoint. Remove it.`;
    return [{ field, message }];
  }
  const all = asked.length + (exactScopes.length > 0 ? 0 : presets.length);
  if (all > 1 && asked.some((scope) => /(^|\/)\.default$/.test(scope)))
    return [{ field, message: 'Microsoft refuses .default together with other permissions. Ask for it alone.' }];
  return [];
}

function providerProblems(of: IntegrationSettings): IntegrationProblem[] {
  const provider = findProvider(of.provider);
  if (!provider) return [{ field: 'provider', message: 'Choose a product from the list; this one is not known.' }];
  const unknown = of.presets.find((id) => !provider.presets.some((preset) => preset.id === id));
  const problems: IntegrationProblem[] = [];
  if (unknown)
    problems.push({ field: 'presets', message: `${provider.displayName} has no preset named "${unknown}".` });
  if (!provider.accountTypes.includes(of.accountTypes)) {
    const message = `${provider.displayName} cannot be used with these accounts. Choose another kind.`;
    problems.push({ field: 'accountTypes', message });
  }
  return problems;
}

/** Lists what does not fit together, field by field; empty when the settings can be stored. */
export function settingsProblems(of: IntegrationSettings): IntegrationProblem[] {
  return [...providerProblems(of), ...scopeProblems(of), ...tenantProblems(of), ...clientIdProblems(of)];
}

/** What makes an integration, from a form or from the API. */
export const newIntegrationSchema = settings
  .extend({ clientSecret, secretExpiresAt })
  .superRefine((integration, context) => {
    for (const { field, message } of settingsProblems(integration))
      context.addIssue({ code: 'custom', path: [field], message });
  });
export type NewIntegration = z.output<typeof newIntegrationSchema>;

export const integrationPatchSchema = z.object({
  uniqueKey: uniqueKey.optional(),
  displayName: displayName.optional(),
  accountTypes: accountTypes.optional(),
  tenantId: tenantId.nullable().optional(),
  clientId: clientId.optional(),
  presets: presetList.optional(),
  scopes: scopeList.optional(),
  exactScopes: scopeList.optional(),
});

export const newSecretSchema = z.object({ clientSecret, secretExpiresAt });
export type NewSecret = z.output<typeof newSecretSchema>;

export type ConnectionCounts = { healthy: number; needsReauthorization: number; corrupt: number; total: number };

/** What may be told about a secret; the secret itself is never read back to a person. */
export type SecretSummary = { hint: string; expiresAt: Date | null; createdAt: Date };

/** Why Microsoft refuses the registration; its connections stay untouched. */
export type Broken = { code: string; reason: string; at: Date };

/** An integration as lists show it. */
export type IntegrationRow = {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  cloud: Cloud;
  accountTypes: AccountTypes;
  clientId: string;
  secret: SecretSummary | null;
  broken: Broken | null;
  connections: ConnectionCounts;
  createdAt: Date;
  updatedAt: Date;
};

/** An integration as its own page shows it. */
export type IntegrationDetail = IntegrationRow & {
  tenantId: string | null;
  presets: string[];
  scopes: string[];
  exactScopes: string[];
};

/** What the Microsoft side needs of an integration, the opened secret included. Never for a page or an answer. */
export type Registration = {
  id: string;
  uniqueKey: string;
  provider: string;
  displayName: string;
  cloud: Cloud;
  accountTypes: AccountTypes;
  tenantId: string | null;
  clientId: string;
  clientSecret: string;
  /** Hand it to `markBroken`, so that a refusal of a secret replaced meanwhile does not count. */
  credentialId: string;
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

/** Says how long an integration's secret will last, in whole days. */
export function secretState({ secret }: { secret: SecretSummary | null }, now: Date = new Date()): SecretState {
  if (!secret) return { kind: 'missing' };
  if (!secret.expiresAt) return { kind: 'unknown' };
  const left = secret.expiresAt.getTime() - now.getTime();
  const daysLeft = Math.floor(left / dayMs);
  if (left <= 0) return { kind: 'expired', daysLeft };
  return { kind: daysLeft < EXPIRING_DAYS ? 'expiring' : 'valid', daysLeft };
}
