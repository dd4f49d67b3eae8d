import { Hono } from 'hono';
import { z } from 'zod';
import { defaultPresets } from '#lib/integrations/catalogue/schema';
import { IntegrationError } from '#lib/integrations/errors';
import { createIntegration, findIntegration, listIntegrations } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import type { Caller } from './auth.ts';
import { ApiError, invalid } from './errors.ts';
import { readBody } from './input.ts';
import { integrationShape } from './shapes.ts';

const scopes = z
  .string()
  .regex(/^([0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*)?$/, 'Scopes are separated by commas, without spaces.')
  .transform((list) => list.split(',').filter(Boolean));

const config = z.strictObject({
  cloud: z.enum(['global', 'sandbox']).default('global'),
  account_types: z
    .enum(['single-tenant', 'organizations', 'organizations-and-personal', 'personal'])
    .default('organizations'),
  tenant_id: z.string().optional(),
  presets: z.array(z.string()).optional(),
  secret_expires_at: z.string().optional(),
});

const newIntegration = z.strictObject({
  provider: z.string(),
  unique_key: z.string(),
  display_name: z.string().optional(),
  credentials: z.strictObject({
    type: z.literal('OAUTH2'),
    client_id: z.string().max(255),
    client_secret: z.string(),
    scopes: scopes.optional(),
    webhook_secret: z.string().optional(),
  }),
  integration_config: config.prefault({}),
  forward_webhooks: z.boolean().optional(),
  custom: z.record(z.string(), z.unknown()).optional(),
});

function toInput(body: z.infer<typeof newIntegration>) {
  const { credentials, integration_config: ours } = body;
  const exactScopes = credentials.scopes ?? [];
  const presets = ours.presets ?? (exactScopes.length > 0 ? [] : defaultPresets(body.provider, ours.account_types));
  return newIntegrationSchema.safeParse({
    uniqueKey: body.unique_key,
    displayName: body.display_name || body.unique_key,
    provider: body.provider,
    cloud: ours.cloud,
    accountTypes: ours.account_types,
    tenantId: ours.tenant_id,
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    secretExpiresAt: ours.secret_expires_at,
    presets,
    exactScopes,
  });
}

/** Duplicate keys answer with Nango's path, which is in camel case. */
function refused(error: unknown): never {
  if (!(error instanceof IntegrationError)) throw error;
  const path = error.code === 'duplicate_key' ? ['uniqueKey'] : [];
  throw new ApiError(400, 'invalid_body', {
    message: error.message,
    errors: [{ code: error.code, message: error.message, path }],
  });
}

export const integrations = new Hono<Caller>()
  .get('/', async (context) => context.json({ data: (await listIntegrations()).map(integrationShape) }))
  .post('/', async (context) => {
    const input = toInput(await readBody(context, newIntegration));
    if (!input.success) throw invalid('invalid_body', input.error);
    const { uniqueKey } = await createIntegration(input.data, context.get('actor')).catch(refused);
    const made = await findIntegration(uniqueKey);
    if (!made) throw new ApiError(404, 'not_found', { message: 'The integration was deleted meanwhile.' });
    return context.json({ data: integrationShape(made) });
  });
