import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { ConnectionError } from '#lib/connections/errors';
import { type AfterRefusal, renewRefused } from '#lib/connections/tokens/refused';
import { readClaimsChallenge } from '#lib/microsoft/claims';
import { canonicalResource } from '#lib/microsoft/sharepoint-origin';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { failureShape } from './health.ts';
import { connectionIdSchema, uniqueKeySchema } from './input.ts';
import { failureSchema } from './schemas.ts';
import { requireConnection, unknownConnection } from './vend.ts';

export const tokenRefused = new Hono<Caller>();

const body = z.strictObject({
  provider_config_key: uniqueKeySchema,
  www_authenticate: z.string().min(1).max(16_384).openapi({
    description: 'The header `WWW-Authenticate` of the refusal, as it came.',
    example: 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="',
  }),
  resource: z.url().max(2_048).optional().openapi({ description: 'Who refused it; Graph by default.' }),
  expires_at: z.iso.datetime({ offset: true }).optional().openapi({
    description:
      '`expires_at` of the refused token: where another token is there already, Microsoft is not asked again.',
  }),
});

const happened = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('renewed'), expires_at: z.string() }),
    z.object({
      outcome: z.enum(['needs_reauthorization', 'unavailable']),
      reason: failureSchema.nullable(),
      retry_after: z.int().nullable().openapi({ description: 'Seconds.' }),
    }),
  ])
  .openapi('AfterRefusal');

function shape(after: AfterRefusal) {
  const { outcome } = after;
  if (outcome === 'renewed') return { outcome, expires_at: after.expiresAt.toISOString() };
  const retry_after = outcome === 'unavailable' ? after.retryAfterSeconds : null;
  return { outcome, reason: failureShape(after.failure), retry_after };
}

function noChallenge(): ApiError {
  const message =
    'This header demands no claims (error="insufficient_claims" with claims="…"). After any other 401, read the connection with force_refresh=true.';
  return new ApiError(400, 'no_claims_challenge', { message });
}

function refusalOf(error: unknown): never {
  if (error instanceof ConnectionError && error.code === 'not_found') throw unknownConnection();
  if (!(error instanceof ConnectionError && error.code === 'resource_unknown')) throw error;
  throw new ApiError(400, 'unknown_resource', {
    message: 'The connection has no token for this resource.',
    cause: error,
  });
}

answer(
  tokenRefused,
  {
    method: 'post',
    path: '/connections/{connection_id}/token-refused',
    id: 'reportRefusedToken',
    tag: 'Connections',
    summary: 'Report that Microsoft refused a token before its end',
    description:
      'Continuous access evaluation lets Graph and SharePoint refuse a living token, after a change of password or a new policy: 401 with `insufficient_claims`. One new token is asked for with what the header demands. `renewed`: read the connection, or its token for the resource, again. `needs_reauthorization`: send the person a reauthorize link, which carries the demand along; the connection is closed only where Microsoft ends the grant, or refuses a later refresh or a call through the proxy by itself. `unavailable`: Microsoft could not be asked; try again later. Calls through the proxy need no report.',
    needs: { scope: 'environment:connections:read_credentials' },
    params: z.strictObject({ connection_id: connectionIdSchema }),
    body,
    answers: { 200: { description: 'What came of it.', schema: happened } },
    refusals: [400, 404],
  },
  async (context, { params, body: report }) => {
    const { provider_config_key, www_authenticate, resource, expires_at } = report;
    const id = await requireConnection(context, { provider_config_key, connectionId: params.connection_id });
    const claims = readClaimsChallenge(www_authenticate);
    if (!claims) throw noChallenge();
    const expiresAt = expires_at === undefined ? undefined : new Date(expires_at);
    const refused = { claims, expiresAt, resource: resource === undefined ? undefined : canonicalResource(resource) };
    return context.json(shape(await renewRefused(id, refused).catch(refusalOf)));
  },
);
