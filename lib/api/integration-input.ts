import { z } from '@hono/zod-openapi';
import { CLOUDS } from '#lib/clouds';
import { fittingAccountTypes } from '#lib/integrations/catalogue/availability';
import { DEFAULT_ACCOUNT_TYPES, defaultPresets } from '#lib/integrations/catalogue/schema';
import { IntegrationError } from '#lib/integrations/errors';
import {
  type IntegrationPatch,
  integrationPatchSchema,
  type NewSecret,
  newIntegrationSchema,
  newSecretSchema,
} from '#lib/integrations/schema';
import { ApiError, invalid } from './errors.ts';

const scopes = z
  .string()
  .regex(/^([0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*)?$/, 'Scopes are separated by commas, without spaces.')
  .openapi({ description: 'Exactly these are asked for, separated by commas; empty: those of the presets.' });

const accountTypes = z.enum(['single-tenant', 'organizations', 'organizations-and-personal', 'personal']);

const resourceUrls = z.record(z.string(), z.string()).openapi({
  description:
    'Addresses of APIs that each customer has for themselves: `{"dataverse": "https://contoso.crm.dynamics.com"}`.',
});

const config = z.strictObject({
  cloud: z.enum(CLOUDS).default('global'),
  account_types: accountTypes
    .optional()
    .openapi({ description: '`organizations` unless told; for a product of personal accounts `personal`.' }),
  tenant_id: z.string().optional().openapi({ description: 'Id or domain of the tenant whose accounts connect.' }),
  home_tenant_id: z
    .string()
    .optional()
    .openapi({ description: 'Id or domain of the tenant in which the app is registered.' }),
  presets: z.array(z.string()).optional().openapi({ description: 'Of the provider; its usual one unless told.' }),
  resource_urls: resourceUrls.optional(),
  secret_expires_at: z.string().optional().openapi({ description: 'When the client secret ends.' }),
});

const ignored = {
  forward_webhooks: z.boolean().optional().openapi({ description: 'Accepted and without effect.' }),
  custom: z.record(z.string(), z.unknown()).optional().openapi({ description: 'Accepted and without effect.' }),
};

export const newIntegration = z
  .strictObject({
    provider: z.string(),
    unique_key: z.string(),
    display_name: z.string().optional(),
    credentials: z.strictObject({
      type: z.literal('OAUTH2'),
      client_id: z.string().max(255),
      client_secret: z.string(),
      scopes: scopes.nullish(),
      webhook_secret: z.string().nullish(),
    }),
    integration_config: config.prefault({}),
    ...ignored,
  })
  .openapi('NewIntegration');

export const integrationPatch = z
  .strictObject({
    unique_key: z.string().optional(),
    display_name: z.string().optional(),
    credentials: z
      .strictObject({
        type: z.literal('OAUTH2').optional(),
        client_id: z.string().max(255).optional(),
        client_secret: z.string().optional(),
        scopes: scopes.nullish(),
        webhook_secret: z.string().nullish(),
      })
      .optional(),
    integration_config: z
      .strictObject({
        account_types: accountTypes.optional(),
        tenant_id: z.string().nullish(),
        home_tenant_id: z.string().nullish(),
        presets: z.array(z.string()).optional(),
        resource_urls: resourceUrls.optional(),
        secret_expires_at: z.string().optional(),
      })
      .optional(),
    ...ignored,
  })
  .openapi('IntegrationPatch');

const listOf = (text: string) => text.split(',').filter(Boolean);

/** The body of a create as the feature takes it. */
export function toNewIntegration(body: z.infer<typeof newIntegration>) {
  const { credentials, integration_config: ours } = body;
  const exactScopes = listOf(credentials.scopes ?? '');
  const usual = fittingAccountTypes(body.provider, ours.cloud, DEFAULT_ACCOUNT_TYPES);
  const accounts = ours.account_types ?? usual;
  const presets = ours.presets ?? (exactScopes.length > 0 ? [] : defaultPresets(body.provider, accounts));
  return newIntegrationSchema.safeParse({
    uniqueKey: body.unique_key,
    displayName: body.display_name || body.unique_key,
    provider: body.provider,
    cloud: ours.cloud,
    accountTypes: accounts,
    tenantId: ours.tenant_id,
    homeTenantId: ours.home_tenant_id,
    resourceUrls: ours.resource_urls,
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    secretExpiresAt: ours.secret_expires_at,
    presets,
    exactScopes,
  });
}

/** The body of a change as the feature takes it. @throws ApiError 400 */
export function toPatch({
  unique_key: uniqueKey,
  display_name: displayName,
  credentials = {},
  integration_config: ours = {},
}: z.infer<typeof integrationPatch>): { patch: IntegrationPatch; secret: NewSecret | undefined } {
  const patch = integrationPatchSchema.safeParse({
    uniqueKey,
    displayName,
    accountTypes: ours.account_types,
    tenantId: ours.tenant_id,
    homeTenantId: ours.home_tenant_id,
    resourceUrls: ours.resource_urls,
    clientId: credentials.client_id,
    presets: ours.presets,
    exactScopes: credentials.scopes == null ? undefined : listOf(credentials.scopes),
  });
  if (!patch.success) throw invalid('invalid_body', patch.error);
  if (credentials.client_secret === undefined) return { patch: patch.data, secret: undefined };
  const { client_secret: clientSecret } = credentials;
  const secret = newSecretSchema.safeParse({ clientSecret, secretExpiresAt: ours.secret_expires_at });
  if (!secret.success) throw invalid('invalid_body', secret.error);
  return { patch: patch.data, secret: secret.data };
}

/** Turns what kept a change of an integration back into an answer; duplicates name Nango's path, in camel case. */
export function refusedIntegration(error: unknown): never {
  if (!(error instanceof IntegrationError)) throw error;
  const { code, message, problems } = error;
  if (code === 'not_found') throw new ApiError(404, 'not_found', { message });
  const path = code === 'duplicate_key' ? ['uniqueKey'] : [];
  const named = problems.map((problem) => ({ code, message: problem.message, path: [problem.field] }));
  throw new ApiError(400, 'invalid_body', { message, errors: named.length > 0 ? named : [{ code, message, path }] });
}
