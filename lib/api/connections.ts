import { Hono } from 'hono';
import { z } from 'zod';
import { listForApi } from '#lib/connections/connections';
import { ConnectionError } from '#lib/connections/errors';
import { type Unvendable, type Vended, type VendRequest, vend, vendHost } from '#lib/connections/vend';
import { noteKeyUse } from '#lib/keys/record-use';
import { type Caller, readKeyHash, requireKey, unknownKey } from './auth.ts';
import { ApiError, invalid } from './errors.ts';
import { connectionIdSchema, queryBoolean, readBody, readQuery } from './input.ts';
import { connectionShape, unvendableShape, vendedShape } from './shapes.ts';

const listQuery = z.strictObject({
  connectionId: z.string().optional(),
  search: z.string().optional(),
  endUserId: z.string().optional(),
  endUserOrganizationId: z.string().optional(),
  integrationId: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(2_000),
  page: z.coerce.number().int().min(0).default(0),
});

const readOneQuery = z.strictObject({
  provider_config_key: z.string('Name the integration: provider_config_key=…').min(1),
  force_refresh: queryBoolean.default(false),
  refresh_token: queryBoolean.default(false),
  refresh_github_app_jwt_token: queryBoolean.default(false),
});

const tokenBody = z.strictObject({ resource: z.url(), provider_config_key: z.string().min(1).optional() });
const tokenQuery = z.strictObject({ provider_config_key: z.string().min(1).optional() });

function readId(id: string): string {
  const parsed = connectionIdSchema.safeParse(id);
  if (!parsed.success) throw invalid('invalid_uri_params', parsed.error);
  return parsed.data;
}

function refusal({ error, row }: Unvendable): ApiError {
  const { failure, retryAfterSeconds } = error;
  const reason = failure && {
    code: failure.code,
    fix: failure.fix,
    trace_id: failure.traceId,
    correlation_id: failure.correlationId,
  };
  const payload = { connection: unvendableShape({ row, error }), reason: { status: error.code, ...reason } };
  return new ApiError(424, 'invalid_credentials', { message: error.message, payload, retryAfterSeconds });
}

const notThere = {
  integration_unknown: () =>
    new ApiError(400, 'unknown_provider_config', { message: 'No integration has this provider_config_key.' }),
  connection_unknown: () => new ApiError(404, 'not_found', { message: 'No such connection in this integration.' }),
  key_unknown: unknownKey,
} as const;

async function vendOrThrow(ask: VendRequest): Promise<Vended> {
  const answer = await vend(ask);
  if ('found' in answer) throw notThere[answer.found]();
  noteKeyUse(answer.row.key_id);
  if ('error' in answer) throw refusal(answer);
  return answer;
}

function tokenRefused(error: unknown): never {
  if (!(error instanceof ConnectionError)) throw error;
  const { code, message, failure, retryAfterSeconds } = error;
  if (code === 'resource_unknown') throw new ApiError(400, 'unknown_resource', { message });
  throw new ApiError(424, 'invalid_credentials', {
    message,
    payload: { reason: { status: code, code: failure?.code, fix: failure?.fix } },
    retryAfterSeconds,
  });
}

const secondsLeft = (at: Date, now: Date) => Math.max(0, Math.floor((at.getTime() - now.getTime()) / 1000));

async function mint(ask: VendRequest, resource: string) {
  const vended = await vendOrThrow(ask);
  const isPrimary = vended.graphResources.includes(resource.replace(/\/$/, ''));
  const minted = isPrimary ? vended : await vendHost(vended.row.id, resource.replace(/\/$/, '')).catch(tokenRefused);
  const { accessToken, expiresAt, now, response } = minted;
  const life = { expires_at: expiresAt.toISOString(), expires_in: secondsLeft(expiresAt, now) };
  return { resource, access_token: accessToken, token_type: response.token_type, scope: response.scope, ...life };
}

/** Connections and their tokens. The vend asks for key and connection in one round trip, so it has no `requireKey`. */
export const connections = new Hono<Caller>()
  .get('/', requireKey, async (context) => {
    const {
      integrationId,
      limit,
      page,
      endUserOrganizationId: organization,
      ...filter
    } = readQuery(context, listQuery);
    const tags = { ...filter.tags, ...(organization && { organization_id: organization }) };
    const rows = await listForApi({ ...filter, tags, integration: integrationId }, { limit, skip: limit * page });
    return context.json({ connections: rows.map(connectionShape) });
  })
  .get('/:id{.+}', async (context) => {
    const keyHash = readKeyHash(context.req.header('authorization'));
    const query = readQuery(context, readOneQuery);
    const vended = await vendOrThrow({
      keyHash,
      uniqueKey: query.provider_config_key,
      connectionId: readId(context.req.param('id')),
      refresh: query.force_refresh ? 'always' : 'when-due',
      refreshToken: query.refresh_token ? 'include' : 'omit',
    });
    return context.json(vendedShape(vended));
  })
  .post('/:id{.+}/token', async (context) => {
    const keyHash = readKeyHash(context.req.header('authorization'));
    const query = readQuery(context, tokenQuery);
    const body = await readBody(context, tokenBody);
    const uniqueKey = body.provider_config_key ?? query.provider_config_key;
    if (!uniqueKey)
      throw new ApiError(400, 'invalid_query_params', { message: 'Name the integration: provider_config_key=…' });
    const ask = {
      keyHash,
      uniqueKey,
      connectionId: readId(context.req.param('id')),
      refresh: 'when-due',
      refreshToken: 'omit',
    } as const;
    return context.json(await mint(ask, body.resource));
  });
