import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { changeDetails, findConnectionIds, mergeMetadata, setManyMetadata } from '#lib/connections/changes';
import { deleteConnection } from '#lib/connections/connections';
import { ConnectionError } from '#lib/connections/errors';
import { tagsSchema } from '#lib/links/schema';
import type { Caller } from './auth.ts';
import { answer, describe, oldPath } from './endpoint.ts';
import { ApiError, invalid } from './errors.ts';
import { connectionIdSchema, endUserInput, metadataInput, uniqueKeySchema, webhookUrl } from './input.ts';
import { success } from './schemas.ts';
import { requireConnection, requireIntegration, unknownConnection } from './vend.ts';

/** Endpoints that change connections; the app mounts them before /connections/{id}, which would match /metadata. */
export const changes = new Hono<Caller>();

const metadataBody = z
  .strictObject({
    connection_id: z.union([connectionIdSchema, z.array(connectionIdSchema).min(1).max(1_000)]),
    provider_config_key: uniqueKeySchema,
    metadata: metadataInput,
  })
  .openapi('MetadataChange');

type MetadataBody = z.infer<typeof metadataBody>;

async function requireAll(context: Context<Caller>, { connection_id, provider_config_key }: MetadataBody) {
  const { id } = await requireIntegration(context, provider_config_key);
  const asked = [...new Set([connection_id].flat())];
  const found = await findConnectionIds(id, asked);
  const missing = asked.find((one) => !found.some(({ connectionId }) => connectionId === one));
  if (missing !== undefined)
    throw new ApiError(404, 'unknown_connection', { message: `No connection ${missing} in this integration.` });
  return found.map((row) => row.id);
}

/**
 * Answers for a connection that was deleted in the meantime, or metadata that would become too large. Nothing was
 * changed then.
 */
function refused(error: unknown): never {
  if (error instanceof ConnectionError && error.code === 'not_found') throw unknownConnection();
  if (error instanceof z.ZodError) throw invalid('invalid_body', error, (path) => ['metadata', ...path]);
  throw error;
}

const metadataAnswer = { description: 'What was sent.', schema: metadataBody };

answer(
  changes,
  {
    method: 'post',
    path: '/connections/metadata',
    id: 'setMetadata',
    tag: 'Connections',
    summary: 'Replace the metadata of one or several connections',
    needs: { scope: 'environment:connections:update' },
    body: metadataBody,
    answers: { 201: metadataAnswer },
    refusals: [404],
  },
  async (context, { body }) => {
    await setManyMetadata(await requireAll(context, body), body.metadata, context.get('actor')).catch(refused);
    return context.json(body, 201);
  },
);

answer(
  changes,
  {
    method: 'patch',
    path: '/connections/metadata',
    id: 'updateMetadata',
    tag: 'Connections',
    summary: 'Put members into the metadata of one or several connections',
    needs: { scope: 'environment:connections:update' },
    body: metadataBody,
    answers: { 200: metadataAnswer },
    refusals: [404],
  },
  async (context, { body }) => {
    await mergeMetadata(await requireAll(context, body), body.metadata, context.get('actor')).catch(refused);
    return context.json(body);
  },
);

const params = z.strictObject({ connection_id: connectionIdSchema });
const query = z.strictObject({ provider_config_key: uniqueKeySchema });

const patchBody = z
  .strictObject({
    end_user: endUserInput.optional(),
    tags: tagsSchema.optional(),
    webhook_url_override: webhookUrl.nullish(),
  })
  .openapi('ConnectionPatch');

answer(
  changes,
  {
    method: 'patch',
    path: '/connections/{connection_id}',
    id: 'updateConnection',
    tag: 'Connections',
    summary: 'Replace the end user, the tags or the webhook address of a connection',
    needs: { scope: 'environment:connections:update' },
    params,
    query,
    body: patchBody,
    answers: { 200: { description: 'It was changed.', schema: success } },
    refusals: [404],
  },
  async (context, { params: { connection_id: connectionId }, query: { provider_config_key }, body }) => {
    const id = await requireConnection(context, { provider_config_key, connectionId });
    const { end_user: endUser, tags, webhook_url_override: webhook } = body;
    const webhookUrlOverride = webhook === undefined ? undefined : webhook || null;
    await changeDetails(id, { endUser, tags, webhookUrlOverride }, context.get('actor')).catch(refused);
    return context.json({ success: true });
  },
);

answer(
  changes,
  {
    method: 'delete',
    path: '/connections/{connection_id}',
    id: 'deleteConnection',
    tag: 'Connections',
    summary: 'Delete a connection with its tokens',
    description: 'The consent at Microsoft stays; the person takes it back at myapps.microsoft.com.',
    needs: { scope: 'environment:connections:delete' },
    params,
    query,
    answers: { 200: { description: 'It is gone.', schema: success } },
    refusals: [400, 404],
  },
  async (context, { params: { connection_id: connectionId }, query: { provider_config_key } }) => {
    const id = await requireConnection(context, { provider_config_key, connectionId });
    await deleteConnection(id, context.get('actor')).catch(refused);
    return context.json({ success: true });
  },
);

describe({
  ...oldPath,
  method: 'delete',
  path: '/connection/{connection_id}',
  id: 'deleteConnectionBefore',
  summary: 'Delete a connection; use DELETE /connections/{connection_id}',
  needs: { scope: 'environment:connections:delete' },
  params,
  query,
  answers: { 200: { description: 'It is gone.', schema: success } },
  refusals: [404],
});

for (const [method, status, word] of [
  ['post', 201, 'Replace'],
  ['patch', 200, 'Extend'],
] as const)
  describe({
    ...oldPath,
    method,
    path: '/connection/{connection_id}/metadata',
    id: `${method}MetadataBefore`,
    summary: `${word} the metadata of a connection; use ${method.toUpperCase()} /connections/metadata`,
    description: `${oldPath.description} The body is the metadata itself; the integration is named by the header, or by \`provider_config_key\` in the query.`,
    needs: { scope: 'environment:connections:update' },
    params,
    query: query.partial(),
    headers: z.object({ 'Provider-Config-Key': uniqueKeySchema.optional() }),
    body: metadataInput,
    answers: { [status]: metadataAnswer },
    refusals: [404],
  });
