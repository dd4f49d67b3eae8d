import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { requestedNames, requestedScopes } from '#lib/catalogue/schema';
import { retryNow } from '#lib/connections/connections';
import { env } from '#lib/env';
import { replaceSecret } from '#lib/integrations/credentials';
import {
  createIntegration,
  deleteIntegration,
  findIntegration,
  listIntegrations,
  updateIntegration,
} from '#lib/integrations/integrations';
import { readRegistration } from '#lib/integrations/registration';
import type { IntegrationDetail, IntegrationRow, Registration } from '#lib/integrations/schema';
import { type Caller, mayAlso } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { uniqueKeySchema } from './input.ts';
import {
  integrationPatch,
  newIntegration,
  refusedIntegration,
  toNewIntegration,
  toPatch,
} from './integration-input.ts';
import { integration, success } from './schemas.ts';
import { findVisible } from './vend.ts';

export const integrations = new Hono<Caller>();

const one = z.object({ data: integration });
const many = z.object({ data: z.array(integration) });
const params = z.strictObject({ unique_key: uniqueKeySchema });

function missingOf({ clientId, secret }: Pick<IntegrationRow, 'clientId' | 'secret'>): string[] {
  return [...(clientId ? [] : ['credentials.client_id']), ...(secret ? [] : ['credentials.client_secret'])];
}

/** An integration in Nango's format, without its secret. */
function integrationShape(integration: IntegrationRow | IntegrationDetail) {
  const { uniqueKey, provider, displayName, permissionType, createdAt, updatedAt } = integration;
  return {
    unique_key: uniqueKey,
    provider,
    display_name: displayName,
    logo: `${env().publicUrl}/icon.svg`,
    forward_webhooks: false,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    permission_type: permissionType,
    auth_mode: permissionType === 'application' ? 'OAUTH2_CC' : 'OAUTH2',
    missing: missingOf(integration),
  };
}

/** Nango knows client secrets only. An app with another kind of credential has none. */
function secretOf({ credentials }: Pick<Registration, 'credentials'>): string {
  const [secret = ''] = credentials.flatMap((one) => (one.kind === 'client_secret' ? [one.secret] : []));
  return secret;
}

/** The registration's credentials, for callers that may read them; null if there are none. */
async function withCredentials(integration: IntegrationDetail) {
  const { id, clientId, secret } = integration;
  if (!clientId && !secret) return { credentials: null };
  return {
    credentials: {
      type: 'OAUTH2',
      client_id: clientId,
      client_secret: clientId && secret ? secretOf(await readRegistration(id)) : '',
      scopes: requestedNames(requestedScopes(integration)).join(','),
      webhook_secret: null,
    },
  };
}

const noIntegration = () => new ApiError(404, 'not_found', { message: 'No such integration.' });

async function requireOne(context: Context<Caller>, uniqueKey: string): Promise<IntegrationDetail> {
  const found = await findVisible(context, uniqueKey);
  if (!found) throw noIntegration();
  return found;
}

answer(
  integrations,
  {
    method: 'get',
    path: '/integrations',
    id: 'listIntegrations',
    tag: 'Integrations',
    summary: 'List integrations',
    description: 'A connect session sees those it is limited to.',
    needs: { scope: 'environment:integrations:list', session: 'too' },
    answers: { 200: { description: 'All integrations the caller sees.', schema: many } },
  },
  async (context) => {
    const bound = context.get('key')?.integration?.uniqueKey;
    const allowed = bound ? [bound] : context.get('session')?.allowedIntegrations;
    const rows = await listIntegrations();
    const seen = allowed ? rows.filter(({ uniqueKey }) => allowed.includes(uniqueKey)) : rows;
    return context.json({ data: seen.map(integrationShape) });
  },
);

answer(
  integrations,
  {
    method: 'post',
    path: '/integrations',
    id: 'createIntegration',
    tag: 'Integrations',
    summary: 'Create an integration',
    description: 'Without credentials it is made all the same; `missing` says what nobody can connect without.',
    needs: { scope: 'environment:integrations:create' },
    body: newIntegration,
    isIdempotent: true,
    answers: { 200: { description: 'The integration.', schema: one } },
  },
  async (context, { body }) => {
    if (context.get('key')?.integration)
      throw new ApiError(403, 'forbidden', {
        message: 'This API key is bound to one integration and makes no others.',
      });
    const input = toNewIntegration(body);
    const { uniqueKey } = await createIntegration(input, context.get('actor')).catch(refusedIntegration);
    return context.json({ data: integrationShape(await requireOne(context, uniqueKey)) });
  },
);

const included = z.enum(['webhook', 'credentials']);
const readQuery = z.strictObject({
  include: z
    .union([included, z.array(included)])
    .optional()
    .openapi({ description: 'Repeated for both. Credentials need `environment:integrations:read_credentials`.' }),
});

answer(
  integrations,
  {
    method: 'get',
    path: '/integrations/{unique_key}',
    id: 'getIntegration',
    tag: 'Integrations',
    summary: 'Get an integration',
    needs: { scope: 'environment:integrations:read', session: 'too' },
    params,
    query: readQuery,
    answers: { 200: { description: 'The integration.', schema: one } },
    refusals: [400, 404],
  },
  async (context, { params: { unique_key }, query: { include = [] } }) => {
    const wanted = [include].flat();
    if (wanted.includes('credentials') && !mayAlso(context, 'environment:integrations:read_credentials'))
      throw new ApiError(403, 'forbidden', {
        message: 'Insufficient scope: this API key lacks environment:integrations:read_credentials.',
      });
    const found = await requireOne(context, unique_key);
    const webhook = wanted.includes('webhook') ? { webhook_url: null } : {};
    const credentials = wanted.includes('credentials') ? await withCredentials(found) : {};
    return context.json({ data: { ...integrationShape(found), ...webhook, ...credentials } });
  },
);

answer(
  integrations,
  {
    method: 'patch',
    path: '/integrations/{unique_key}',
    id: 'updateIntegration',
    tag: 'Integrations',
    summary: 'Change an integration',
    description: 'What is not sent stays. The key cannot change while there are connections.',
    needs: { scope: 'environment:integrations:update' },
    params,
    body: integrationPatch,
    answers: { 200: { description: 'The integration as it is now.', schema: one } },
    refusals: [404],
  },
  async (context, { params: { unique_key }, body }) => {
    const found = await requireOne(context, unique_key);
    const renames = body.unique_key !== undefined && body.unique_key !== unique_key;
    if (renames && found.connections.total > 0)
      throw new ApiError(400, 'invalid_body', {
        message: `This integration has ${found.connections.total} connections, so its key stays as it is.`,
        errors: [{ code: 'has_connections', message: 'The key is in use by connections.', path: ['unique_key'] }],
      });
    const { patch, secret } = toPatch(body);
    const actor = context.get('actor');
    const { uniqueKey } = await updateIntegration(found.id, patch, actor).catch(refusedIntegration);
    if (secret) {
      await replaceSecret(found.id, secret, actor);
      await retryNow(found.id);
    }
    return context.json({ data: integrationShape(await requireById(found.id, uniqueKey)) });
  },
);

async function requireById(id: string, uniqueKey: string): Promise<IntegrationDetail> {
  const found = await findIntegration(uniqueKey);
  if (found?.id !== id) throw noIntegration();
  return found;
}

answer(
  integrations,
  {
    method: 'delete',
    path: '/integrations/{unique_key}',
    id: 'deleteIntegration',
    tag: 'Integrations',
    summary: 'Delete an integration with its connections',
    needs: { scope: 'environment:integrations:delete' },
    params,
    answers: { 200: { description: 'It is gone.', schema: success } },
    refusals: [400, 404],
  },
  async (context, { params: { unique_key } }) => {
    const { id } = await requireOne(context, unique_key);
    await deleteIntegration(id, context.get('actor')).catch(refusedIntegration);
    return context.json({ success: true });
  },
);
