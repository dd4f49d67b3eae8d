import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { importConnection } from '#lib/connections/connect/import';
import { ConnectionError } from '#lib/connections/errors';
import { vend } from '#lib/connections/tokens/vend';
import { IntegrationError } from '#lib/integrations/errors';
import { tagsSchema } from '#lib/links/schema';
import { type Caller, readKeyHash } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { failureShape } from './health.ts';
import { connectionIdSchema, endUserInput, metadataInput, uniqueKeySchema, webhookUrl } from './input.ts';
import { fullConnection } from './schemas.ts';
import { unvendableShape, vendedShape, withheldShape } from './shapes.ts';
import { requireIntegration, unknownConnection } from './vend.ts';

export const imports = new Hono<Caller>();

const body = z
  .strictObject({
    provider_config_key: uniqueKeySchema,
    connection_id: connectionIdSchema.optional(),
    metadata: metadataInput.optional(),
    connection_config: z
      .record(z.string(), z.unknown())
      .refine((value) => JSON.stringify(value).length <= 16_384, 'connection_config may hold at most 16 KB.')
      .optional()
      .openapi({ description: 'Tenant, hosts and SharePoint tokens in it are dropped: Microsoft is asked for them.' }),
    webhook_url_override: webhookUrl.nullish(),
    credentials: z.strictObject({
      type: z.literal('OAUTH2'),
      access_token: z.string().max(16_384).openapi({ description: 'Accepted and replaced by a fresh one.' }),
      refresh_token: z
        .string('A refresh token is needed: the grant is verified with it and kept alive by it.')
        .min(1)
        .max(16_384),
      expires_at: z
        .union([z.string(), z.number()])
        .optional()
        .openapi({ description: 'Accepted and not kept: that of the fresh token counts.' }),
      config_override: z
        .strictObject({ client_id: z.literal('').optional(), client_secret: z.literal('').optional() })
        .optional()
        .openapi({ description: 'Only empty: a refresh token belongs to the app registration of its integration.' }),
    }),
    end_user: endUserInput.optional(),
    tags: tagsSchema.optional(),
  })
  .openapi('NewConnection');

function refused(cause: unknown): never {
  if (cause instanceof IntegrationError) throw new ApiError(400, 'invalid_body', { message: cause.message, cause });
  if (!(cause instanceof ConnectionError)) throw cause;
  const { code, message, failure } = cause;
  if (code === 'taken')
    throw new ApiError(409, 'connection_exists', {
      message,
      errors: [{ code, message, path: ['connection_id'] }],
      cause,
    });
  throw new ApiError(400, 'connection_test_failed', { message, payload: { reason: failureShape(failure) }, cause });
}

function notForTenants(): ApiError {
  const message =
    'This integration is for whole tenants, whose connections have no refresh token: their admins connect them by a link.';
  return new ApiError(400, 'invalid_body', { message });
}

/** The new connection as this key may see it. */
async function madeShape(
  context: Context<Caller>,
  { uniqueKey, connectionId }: Record<'uniqueKey' | 'connectionId', string>,
) {
  const made = await vend({
    keyHash: readKeyHash(context.req.header('authorization')),
    uniqueKey,
    connectionId,
    refresh: 'when-due',
    refreshToken: 'omit',
    credentials: 'when-permitted',
    isMaker: true,
  });
  if ('found' in made) throw unknownConnection();
  if ('withheld' in made) return withheldShape(made, 'created');
  return 'error' in made ? unvendableShape(made, 'created') : vendedShape(made, 'created');
}

answer(
  imports,
  {
    method: 'post',
    path: '/connections',
    id: 'importConnection',
    tag: 'Connections',
    summary: 'Import a connection whose refresh token you have',
    description: 'The token is verified by redeeming it; SharePoint is collected as after a sign-in.',
    needs: { scope: 'environment:connections:create' },
    body,
    isIdempotent: true,
    answers: { 201: { description: 'The connection.', schema: fullConnection } },
    refusals: [409],
  },
  async (context, { body: order }) => {
    const { id, uniqueKey, permissionType } = await requireIntegration(context, order.provider_config_key);
    if (permissionType === 'application') throw notForTenants();
    const { connectionId } = await importConnection(
      {
        integrationId: id,
        connectionId: order.connection_id,
        refreshToken: order.credentials.refresh_token,
        endUser: order.end_user,
        tags: order.tags ?? {},
        metadata: order.metadata ?? {},
        config: order.connection_config ?? {},
        webhookUrlOverride: order.webhook_url_override || null,
      },
      context.get('actor'),
    ).catch(refused);
    return context.json(await madeShape(context, { uniqueKey, connectionId }), 201);
  },
);
