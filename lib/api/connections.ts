import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { findConnection, listForApi } from '#lib/connections/connections';
import { vendResource } from '#lib/connections/tokens/vend-resource';
import { canonicalResource } from '#lib/microsoft/sharepoint-origin';
import { admitKey, type Caller, readKeyHash } from './auth.ts';
import { answer, describe, oldPath } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { healthShape } from './health.ts';
import { connectionIdSchema, queryBoolean, readBody, readParams, readQuery, uniqueKeySchema } from './input.ts';
import { failedRefresh, failureSchema, fullConnection, listedConnection, sharePoint, tokenStatus } from './schemas.ts';
import { connectionShape, refreshHeader, refreshShape, vendedShape, withheldShape } from './shapes.ts';
import { requireConnection, tokenRefused, unknownConnection, vendFor, vendTokenFor } from './vend.ts';

export const connections = new Hono<Caller>();

const listQuery = z.strictObject({
  connectionId: z.string().optional(),
  search: z.string().optional().openapi({ description: 'Part of an id, a user name, an end user or a tenant.' }),
  endUserId: z.string().optional().openapi({ description: 'Your id of the end user, exactly as you gave it.' }),
  endUserOrganizationId: z.string().optional(),
  integrationId: z
    .string()
    .refine((keys) => keys.split(',').length <= 100, 'At most 100 integrations can be named.')
    .optional()
    .openapi({ description: 'Unique keys, separated by commas; at most 100.' }),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .openapi({ type: 'object', param: { style: 'deepObject', explode: true }, description: 'tags[name]=value' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000)
    .optional()
    .openapi({ description: 'At most 2000. Left out, up to 10,000 connections come at once.' }),
  page: z.coerce.number().int().min(0).max(100_000).default(0).openapi({ description: 'Counted from 0.' }),
});

const usualLimit = 10_000;
const listed = z.object({ connections: z.array(listedConnection) });

answer(
  connections,
  {
    method: 'get',
    path: '/connections',
    id: 'listConnections',
    tag: 'Connections',
    summary: 'List connections, newest first, without their tokens',
    needs: { scope: 'environment:connections:list' },
    query: listQuery,
    answers: { 200: { description: 'One page of connections.', schema: listed } },
    refusals: [400],
  },
  async (context, { query }) => {
    const { integrationId, limit = usualLimit, page, endUserOrganizationId: organization, ...filter } = query;
    const tags = { ...filter.tags, ...(organization && { organization_id: organization }) };
    const of = { ...filter, tags, integration: integrationId, integrationId: context.get('key')?.integration?.id };
    const rows = await listForApi(of, { limit, skip: limit * page });
    return context.json({ connections: rows.map((row) => connectionShape(row)) });
  },
);

const oneParams = z.strictObject({ connection_id: connectionIdSchema });
const readOneQuery = z.strictObject({
  provider_config_key: uniqueKeySchema,
  force_refresh: queryBoolean.default(false).openapi({
    description: 'Asks Microsoft for new tokens first; `refresh` in the answer says where it gave none.',
  }),
  refresh_token: queryBoolean.default(false).openapi({ description: 'Includes the refresh token.' }),
  refresh_github_app_jwt_token: queryBoolean.default(false).openapi({ description: 'Accepted and without effect.' }),
});

describe({
  method: 'get',
  path: '/connections/{connection_id}',
  id: 'getConnection',
  tag: 'Connections',
  summary: 'Get a connection with a fresh token',
  description:
    'A key without `environment:connections:read_credentials` gets the connection without any credential, and may not ask for a refresh.',
  needs: { scope: 'environment:connections:read' },
  params: oneParams,
  query: readOneQuery,
  answers: { 200: { description: 'The connection.', schema: fullConnection } },
  refusals: [400, 404, 424],
});

describe({
  ...oldPath,
  method: 'get',
  path: '/connection',
  id: 'listConnectionsBefore',
  summary: 'List connections; use GET /connections',
  needs: { scope: 'environment:connections:list' },
  query: listQuery,
  answers: { 200: { description: 'One page of connections.', schema: listed } },
});
describe({
  ...oldPath,
  method: 'get',
  path: '/connection/{connection_id}',
  id: 'getConnectionBefore',
  summary: 'Get a connection; use GET /connections/{connection_id}',
  needs: { scope: 'environment:connections:read' },
  params: oneParams,
  query: readOneQuery,
  answers: { 200: { description: 'The connection.', schema: fullConnection } },
  refusals: [404, 424],
});

const health = z
  .object({
    status: z.enum(['healthy', 'needs_reauthorization', 'corrupt']),
    status_reason: failureSchema.nullable(),
    tokens: z.array(
      z.object({
        resource: z.string(),
        status: tokenStatus,
        expires_at: z.string().nullable(),
        failure: failureSchema.nullable(),
        retry_at: z.string().nullable(),
      }),
    ),
    last_refreshed_at: z.string(),
    last_fetched_at: z.string().nullable(),
    sharepoint: sharePoint,
    missing_scopes: z.array(z.string()).openapi({ description: 'Asked for and not granted.' }),
  })
  .openapi('ConnectionHealth');

answer(
  connections,
  {
    method: 'get',
    path: '/connections/{connection_id}/health',
    id: 'getConnectionHealth',
    tag: 'Connections',
    summary: 'Get the state of a connection, without asking Microsoft',
    needs: { scope: 'environment:connections:read' },
    params: oneParams,
    query: z.strictObject({ provider_config_key: uniqueKeySchema }),
    answers: { 200: { description: 'How it is.', schema: health } },
    refusals: [400, 404],
  },
  async (context, { params, query }) => {
    const id = await requireConnection(context, { ...query, connectionId: params.connection_id });
    const detail = await findConnection(id);
    if (!detail) throw unknownConnection();
    return context.json(healthShape(detail));
  },
);

/**
 * Reads the input. Problems with it are reported only to callers whose key is valid.
 * @throws ApiError
 */
async function readForKey<T>(context: Context, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (fault) {
    await admitKey(context);
    throw fault;
  }
}

function setRefreshHeader(context: Context, unrenewed: readonly unknown[]): void {
  if (unrenewed.length > 0) context.header(refreshHeader, 'failed');
}

// The most frequent request. `vendFor` reads key, scope and connection in one round trip. `answer` would read the key
// separately first, so it is not used.
connections.get('/connections/:connection_id{.+}', async (context) => {
  const keyHash = readKeyHash(context.req.header('authorization'));
  const read = () => ({ query: readQuery(context, readOneQuery), params: readParams(context, oneParams) });
  const { query, params } = await readForKey(context, async () => read());
  const vended = await vendFor(context, {
    keyHash,
    connectionId: params.connection_id,
    uniqueKey: query.provider_config_key,
    refresh: query.force_refresh ? 'always' : 'when-due',
    refreshToken: query.refresh_token ? 'include' : 'omit',
    credentials: 'when-permitted',
  });
  if ('withheld' in vended) return context.json(withheldShape(vended));
  setRefreshHeader(context, vended.unrenewed);
  return context.json(vendedShape(vended));
});

const tokenBody = z.strictObject({
  resource: z.url().max(2_048).openapi({
    description:
      'What the token is for: https://graph.microsoft.com, a SharePoint host, https://analysis.windows.net/powerbi/api …',
  }),
  provider_config_key: uniqueKeySchema.optional(),
});
const tokenQuery = z.strictObject({ provider_config_key: uniqueKeySchema.optional() });
const minted = z
  .object({
    resource: z.string(),
    access_token: z.string(),
    token_type: z.string(),
    scope: z.string(),
    expires_at: z.string(),
    expires_in: z.int(),
    refresh: failedRefresh,
  })
  .openapi('Token');

describe({
  method: 'post',
  path: '/connections/{connection_id}/token',
  id: 'createToken',
  tag: 'Connections',
  summary: 'Get a fresh token for one resource of the grant',
  description:
    'Graph, any SharePoint host of the account’s organization (Entra decides which those are: `unknown_resource` for others), or another resource its integration asks for. Addresses are compared as origins. A resource that was not consented to has its own refusal, and `payload.sharepoint` says why a SharePoint token is missing; the others go on.',
  needs: { scope: 'environment:connections:read_credentials' },
  params: oneParams,
  query: tokenQuery,
  body: tokenBody,
  answers: { 200: { description: 'The token.', schema: minted } },
  refusals: [404, 424],
});

const secondsLeft = (at: Date, now: Date) => Math.max(0, Math.floor((at.getTime() - now.getTime()) / 1000));

async function mint(context: Context, input: Parameters<typeof vendTokenFor>[1], asked: string) {
  const vended = await vendTokenFor(context, input);
  const resource = canonicalResource(asked);
  const isPrimary = vended.graphResources.includes(resource);
  const token = isPrimary
    ? vended
    : await vendResource(vended.row.id, resource).catch((error) => tokenRefused(error, vended.row));
  const { accessToken, expiresAt, now, response, unrenewed } = token;
  setRefreshHeader(context, unrenewed);
  return {
    resource: asked,
    access_token: accessToken,
    token_type: response.token_type,
    scope: response.scope,
    expires_at: expiresAt.toISOString(),
    expires_in: secondsLeft(expiresAt, now),
    ...refreshShape(unrenewed, vended.row.cloud),
  };
}

function missingKey(): ApiError {
  const message = 'Name the integration: provider_config_key=…';
  const errors = [{ code: 'invalid_type', message, path: ['provider_config_key'] }];
  return new ApiError(400, 'invalid_query_params', { message, errors });
}

async function readTokenInput(context: Context) {
  const query = readQuery(context, tokenQuery);
  const { resource, ...body } = await readBody(context, tokenBody);
  const uniqueKey = body.provider_config_key ?? query.provider_config_key;
  if (!uniqueKey) throw missingKey();
  return { uniqueKey, connectionId: readParams(context, oneParams).connection_id, resource };
}

connections.post('/connections/:connection_id{.+}/token', async (context) => {
  const keyHash = readKeyHash(context.req.header('authorization'));
  const { uniqueKey, connectionId, resource } = await readForKey(context, () => readTokenInput(context));
  const input = { keyHash, uniqueKey, connectionId, refresh: 'when-due', refreshToken: 'omit' } as const;
  return context.json(await mint(context, input, resource));
});
