import { z } from '@hono/zod-openapi';
import { DEFAULT_ACCOUNT_TYPES } from '#lib/account-types';
import { fittingAccountTypes } from '#lib/catalogue/availability';
import { findProvider } from '#lib/catalogue/providers';
import { RESOURCES } from '#lib/catalogue/resources';
import { defaultPresets } from '#lib/catalogue/schema';
import { PERMISSION_TYPES } from '#lib/catalogue/types';
import { CLOUDS } from '#lib/clouds';
import { IntegrationError } from '#lib/integrations/errors';
import type { IntegrationPatch } from '#lib/integrations/fields';
import {
  integrationPatchSchema,
  type NewIntegration,
  type NewSecret,
  newIntegrationSchema,
  newSecretSchema,
  unregisteredIntegrationSchema,
} from '#lib/integrations/schema';
import { ApiError, invalid, spelling } from './errors.ts';

const scopes = z
  .string()
  .regex(/^([0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*)?$/, 'Scopes are separated by commas, without spaces.')
  .openapi({ description: 'Exactly these are asked for, separated by commas; empty: those of the presets.' });

const permissionType = z.enum(PERMISSION_TYPES).openapi({
  description:
    '`delegated`: for people who sign in. `application`: for whole tenants whose admins consent, with nobody signed in.',
});
const accountTypes = z.enum(['single-tenant', 'organizations', 'organizations-and-personal', 'personal']);

const adminSignIn = z.boolean().openapi({
  description:
    'For application permissions: whether the admin of a tenant signs in once after the consent, so that it is known who consented; true by default. `false` holds for links that name their tenant.',
});

const addressed = RESOURCES.filter(({ isPerCustomer }) => isPerCustomer).map(({ id }) => id);
const resourceUrls = z
  .record(
    z
      .string()
      .refine(
        (name) => addressed.some((id) => id === name),
        `Only these have an address for each customer: ${addressed.join(', ')}.`,
      ),
    z.string(),
  )
  .openapi({
    description:
      'Addresses of APIs that each customer has for themselves: `{"dataverse": "https://contoso.crm.dynamics.com"}`.',
  });

const allowedOrigins = z.array(z.string()).openapi({
  description:
    'Origins of the pages that may embed its connect page, open it in a window and be returned to: scheme, host and port, without wildcards.',
});

const config = z.strictObject({
  cloud: z.enum(CLOUDS).default('global'),
  permission_type: permissionType.default('delegated'),
  account_types: accountTypes
    .optional()
    .openapi({ description: '`organizations` by default; `personal` for a product of personal accounts.' }),
  tenant_id: z.string().optional().openapi({ description: 'Id or domain of the tenant whose accounts connect.' }),
  home_tenant_id: z
    .string()
    .optional()
    .openapi({ description: 'Id or domain of the tenant in which the app is registered.' }),
  admin_sign_in: adminSignIn.optional(),
  presets: z.array(z.string()).optional().openapi({ description: 'Of the provider; its usual one by default.' }),
  resource_urls: resourceUrls.optional(),
  allowed_origins: allowedOrigins.optional(),
  secret_expires_at: z.string().optional().openapi({ description: 'When the client secret ends.' }),
});

const isEmpty = (value: Record<string, unknown>) => Object.keys(value).length === 0;

// Fields of Nango's API for features that Latchkey does not have. Only values that switch the feature off are accepted.
const refused = {
  forward_webhooks: z
    .literal(false, 'Webhooks from Microsoft are not forwarded here. Leave forward_webhooks out, or send false.')
    .optional()
    .openapi({ description: 'Only `false`: webhooks from Microsoft are not forwarded.' }),
  custom: z
    .record(z.string(), z.unknown())
    .refine(isEmpty, 'Nothing in custom would be used here. Leave it out.')
    .optional()
    .openapi({ description: 'Only empty: no provider here has such settings.' }),
};
const webhookSecret = z
  .literal('', 'There are no webhooks from Microsoft that it could verify. Leave webhook_secret out.')
  .nullish()
  .openapi({ description: 'Only empty: there are no webhooks from Microsoft that it could verify.' });

const provider = z
  .string()
  .refine((id) => findProvider(id) !== undefined, 'There is no such provider; GET /providers lists them.');

export const newIntegration = z
  .strictObject({
    provider,
    unique_key: z.string(),
    display_name: z.string().optional().openapi({ description: 'The key by default.' }),
    credentials: z
      .strictObject({
        type: z.literal('OAUTH2'),
        client_id: z.string().max(255),
        client_secret: z.string(),
        scopes: scopes.nullish(),
        webhook_secret: webhookSecret,
      })
      .optional()
      .openapi({ description: 'May come later, with a PATCH or in the dashboard: nobody can connect before.' }),
    integration_config: config.prefault({}),
    ...refused,
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
        webhook_secret: webhookSecret,
      })
      .optional(),
    integration_config: z
      .strictObject({
        permission_type: permissionType.optional(),
        account_types: accountTypes.optional(),
        tenant_id: z.string().nullish(),
        home_tenant_id: z.string().nullish(),
        admin_sign_in: adminSignIn.optional(),
        presets: z.array(z.string()).optional(),
        resource_urls: resourceUrls.optional(),
        allowed_origins: allowedOrigins.optional(),
        secret_expires_at: z
          .string()
          .optional()
          .openapi({ description: 'Only together with `credentials.client_secret`, whose end it is.' }),
      })
      .optional(),
    ...refused,
  })
  .openapi('IntegrationPatch');

const listOf = (text: string) => text.split(',').filter(Boolean);

const spelt = spelling({
  uniqueKey: ['unique_key'],
  displayName: ['display_name'],
  cloud: ['integration_config', 'cloud'],
  permissionType: ['integration_config', 'permission_type'],
  accountTypes: ['integration_config', 'account_types'],
  tenantId: ['integration_config', 'tenant_id'],
  homeTenantId: ['integration_config', 'home_tenant_id'],
  adminSignIn: ['integration_config', 'admin_sign_in'],
  resourceUrls: ['integration_config', 'resource_urls'],
  presets: ['integration_config', 'presets'],
  allowedOrigins: ['integration_config', 'allowed_origins'],
  secretExpiresAt: ['integration_config', 'secret_expires_at'],
  scopes: ['credentials', 'scopes'],
  exactScopes: ['credentials', 'scopes'],
  clientId: ['credentials', 'client_id'],
  clientSecret: ['credentials', 'client_secret'],
});

function refuseLoneExpiry(sent: { credentials?: { client_secret?: string | undefined } | undefined; expiry: unknown }) {
  if (sent.expiry === undefined || sent.credentials?.client_secret !== undefined) return;
  const message = 'It is the end of a client secret: send it together with credentials.client_secret.';
  const path = ['integration_config', 'secret_expires_at'];
  throw new ApiError(400, 'invalid_body', { message, errors: [{ code: 'custom', message, path }] });
}

/** Turns the body of a create into what `createIntegration` takes. @throws ApiError 400 */
export function toNewIntegration(body: z.infer<typeof newIntegration>): NewIntegration {
  const { credentials, integration_config: ours } = body;
  refuseLoneExpiry({ credentials, expiry: ours.secret_expires_at });
  const exactScopes = listOf(credentials?.scopes ?? '');
  const permissionType = ours.permission_type;
  const usual = fittingAccountTypes(body.provider, ours.cloud, { wanted: DEFAULT_ACCOUNT_TYPES, permissionType });
  const accounts = ours.account_types ?? usual;
  const presets =
    ours.presets ?? (exactScopes.length > 0 ? [] : defaultPresets(body.provider, accounts, permissionType));
  const settings = {
    uniqueKey: body.unique_key,
    displayName: body.display_name || body.unique_key,
    provider: body.provider,
    cloud: ours.cloud,
    permissionType,
    accountTypes: accounts,
    tenantId: ours.tenant_id,
    homeTenantId: ours.home_tenant_id,
    adminSignIn: ours.admin_sign_in,
    resourceUrls: ours.resource_urls,
    allowedOrigins: ours.allowed_origins,
    presets,
    exactScopes,
  };
  const { client_id: clientId, client_secret: clientSecret } = credentials ?? {};
  const parsed = credentials
    ? newIntegrationSchema.safeParse({ ...settings, clientId, clientSecret, secretExpiresAt: ours.secret_expires_at })
    : unregisteredIntegrationSchema.safeParse(settings);
  if (!parsed.success) throw invalid('invalid_body', parsed.error, spelt);
  return parsed.data;
}

/** Turns the body of a change into a patch, and a new secret where one was sent. @throws ApiError 400 */
export function toPatch({
  unique_key: uniqueKey,
  display_name: displayName,
  credentials = {},
  integration_config: ours = {},
}: z.infer<typeof integrationPatch>): { patch: IntegrationPatch; secret: NewSecret | undefined } {
  refuseLoneExpiry({ credentials, expiry: ours.secret_expires_at });
  const patch = integrationPatchSchema.safeParse({
    uniqueKey,
    displayName,
    permissionType: ours.permission_type,
    accountTypes: ours.account_types,
    tenantId: ours.tenant_id,
    homeTenantId: ours.home_tenant_id,
    adminSignIn: ours.admin_sign_in,
    resourceUrls: ours.resource_urls,
    allowedOrigins: ours.allowed_origins,
    clientId: credentials.client_id,
    presets: ours.presets,
    exactScopes: credentials.scopes == null ? undefined : listOf(credentials.scopes),
  });
  if (!patch.success) throw invalid('invalid_body', patch.error, spelt);
  if (credentials.client_secret === undefined) return { patch: patch.data, secret: undefined };
  const { client_secret: clientSecret } = credentials;
  const secret = newSecretSchema.safeParse({ clientSecret, secretExpiresAt: ours.secret_expires_at });
  if (!secret.success) throw invalid('invalid_body', secret.error, spelt);
  return { patch: patch.data, secret: secret.data };
}

/**
 * Turns the error of a refused change into an answer, in the caller's names. @throws ApiError 400, 404, or the error
 * itself
 */
export function refusedIntegration(cause: unknown): never {
  if (!(cause instanceof IntegrationError)) throw cause;
  const { code, message, problems } = cause;
  if (code === 'not_found') throw new ApiError(404, 'not_found', { message, cause });
  const path = code === 'duplicate_key' ? ['unique_key'] : code === 'sandbox_off' ? spelt(['cloud']) : [];
  const named = problems.map((problem) => ({ code, message: problem.message, path: spelt([problem.field]) }));
  const errors = named.length > 0 ? named : [{ code, message, path }];
  throw new ApiError(400, 'invalid_body', { message, errors, cause });
}
