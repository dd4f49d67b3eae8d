import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { publicEventTypeSchema } from '#lib/events/schema';
import { listIntegrations } from '#lib/integrations/integrations';
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  listEndpoints,
  readEndpoint,
  readOverrides,
  rotateSecret,
  testEndpoint,
} from '#lib/webhooks/endpoints';
import { WebhookError } from '#lib/webhooks/errors';
import { type Endpoint, isTaken, newEndpointSchema, webhookFormats } from '#lib/webhooks/schema';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { uniqueKeySchema } from './input.ts';
import { success } from './schemas.ts';

export const webhookEndpoints = new Hono<Caller>();

const { url, description } = newEndpointSchema.shape;

const fields = {
  types: z.array(publicEventTypeSchema).openapi({ description: 'What it gets; empty: everything.' }),
  integrations: z.array(uniqueKeySchema).max(100).openapi({ description: 'Unique keys; empty: of all.' }),
  format: z.enum(webhookFormats).openapi({
    description:
      '`nango`: the `auth` bodies that receivers written for Nango expect, and nothing that Nango does not tell. Both formats carry both signatures.',
  }),
};

const input = z
  .strictObject({
    url,
    description,
    types: fields.types.default([]),
    integrations: fields.integrations.default([]),
    format: fields.format.default('standard'),
  })
  .openapi('NewWebhookEndpoint');

const patch = z
  .strictObject({ url, description: description.unwrap(), ...fields, enabled: z.boolean() })
  .partial()
  .openapi('WebhookEndpointChange');

const shape = z
  .object({
    id: z.string(),
    url: z.string().nullable(),
    description: z.string(),
    ...fields,
    enabled: z.boolean(),
    disabled_reason: z.enum(['by_hand', 'gone', 'failing']).nullable().openapi({
      description: '`gone`: it answered 410; `failing`: it took nothing for five days.',
    }),
    failing_since: z.string().nullable(),
    last_success_at: z.string().nullable(),
    old_secret_until: z.string().nullable().openapi({ description: 'Until then the replaced secret signs, too.' }),
    created_at: z.string(),
  })
  .openapi('WebhookEndpoint');
const withSecret = shape.extend({
  secret: z.string().openapi({ description: 'The signing secret, shown this one time: `whsec_…`.' }),
});

const one = z.object({ data: shape });
const made = z.object({ data: withSecret });
const params = z.strictObject({
  id: z.union([z.uuid(), z.literal('overrides')]).openapi({
    description: 'Of an endpoint, or `overrides`: the secret and format that every `webhook_url_override` shares.',
  }),
});

const keysOf = async () => new Map((await listIntegrations()).map(({ id, uniqueKey }) => [id, uniqueKey]));

async function idsOf(keys: readonly string[]): Promise<string[]> {
  const ids = new Map((await listIntegrations()).map(({ id, uniqueKey }) => [uniqueKey, id]));
  return keys.map((key) => {
    const id = ids.get(key);
    if (id === undefined) throw new WebhookError('unknown_integration');
    return id;
  });
}

const time = (date: Date | null) => date?.toISOString() ?? null;

async function toShape(endpoint: Endpoint): Promise<z.infer<typeof shape>> {
  const keys = await keysOf();
  const { types, integrationIds, format, disabledReason } = endpoint;
  return {
    id: endpoint.kind === 'overrides' ? 'overrides' : endpoint.id,
    url: endpoint.url || null,
    description: endpoint.description,
    types: z.array(publicEventTypeSchema).parse(types),
    integrations: integrationIds.flatMap((id) => keys.get(id) ?? []),
    format,
    enabled: endpoint.disabledAt === null,
    disabled_reason: disabledReason,
    failing_since: time(endpoint.failingSince),
    last_success_at: time(endpoint.lastSuccessAt),
    old_secret_until: time(endpoint.oldSecretUntil),
    created_at: endpoint.createdAt.toISOString(),
  };
}

const statuses = {
  not_found: 404,
  inner_address: 400,
  unknown_integration: 400,
  built_in: 400,
  switched_off: 400,
  too_many: 400,
} as const;

function refused(error: unknown): never {
  if (error instanceof WebhookError) throw new ApiError(statuses[error.code], error.code, { message: error.message });
  throw error;
}

function requireUnbound(context: Context<Caller>): void {
  if (context.get('key')?.integration)
    throw new ApiError(403, 'forbidden', {
      message: 'This API key is bound to one integration, and webhook endpoints belong to all of them.',
    });
}

const rowOf = async (id: string) => (id === 'overrides' ? (await readOverrides()).id : (await readEndpoint(id)).id);

const read = { scope: 'environment:webhooks:read' } as const;
const write = { scope: 'environment:webhooks:write' } as const;
const path = '/webhook-endpoints/{id}';
const tag = 'Webhooks';

answer(
  webhookEndpoints,
  {
    method: 'get',
    path: '/webhook-endpoints',
    id: 'listWebhookEndpoints',
    tag,
    summary: 'List webhook endpoints',
    needs: read,
    answers: { 200: { description: 'All endpoints, oldest first.', schema: z.object({ data: z.array(shape) }) } },
  },
  async (context) => {
    requireUnbound(context);
    return context.json({ data: await Promise.all((await listEndpoints()).map(toShape)) });
  },
);

answer(
  webhookEndpoints,
  {
    method: 'post',
    path: '/webhook-endpoints',
    id: 'createWebhookEndpoint',
    tag,
    summary: 'Make a webhook endpoint',
    description:
      'Events are POSTed to it from now on. A request counts as taken by any 2xx status within 15 seconds; otherwise it is tried eight times within 28 hours. Redirects are failures, 410 switches the endpoint off.',
    needs: write,
    body: input,
    isIdempotent: true,
    answers: { 201: { description: 'The endpoint with its secret.', schema: made } },
  },
  async (context, { body: { integrations, ...rest } }) => {
    requireUnbound(context);
    const create = async () =>
      createEndpoint({ ...rest, integrationIds: await idsOf(integrations) }, context.get('actor'));
    const { secret, ...endpoint } = await create().catch(refused);
    return context.json({ data: { ...(await toShape(endpoint)), secret } }, 201);
  },
);

answer(
  webhookEndpoints,
  {
    method: 'get',
    path,
    id: 'getWebhookEndpoint',
    tag,
    summary: 'Get a webhook endpoint',
    needs: read,
    params,
    answers: { 200: { description: 'The endpoint, without its secret.', schema: one } },
    refusals: [404],
  },
  async (context, { params: { id } }) => {
    requireUnbound(context);
    const found = id === 'overrides' ? readOverrides() : readEndpoint(id);
    return context.json({ data: await toShape(await found.catch(refused)) });
  },
);

answer(
  webhookEndpoints,
  {
    method: 'patch',
    path,
    id: 'updateWebhookEndpoint',
    tag,
    summary: 'Change a webhook endpoint',
    description: 'What is not sent stays. `enabled` switches it off and on; what was missed meanwhile can be resent.',
    needs: write,
    params,
    body: patch,
    answers: { 200: { description: 'The endpoint as it is now.', schema: one } },
    refusals: [404],
  },
  async (context, { params: { id }, body: { integrations, enabled: isEnabled, ...rest } }) => {
    requireUnbound(context);
    const change = async () => {
      const integrationIds = integrations && (await idsOf(integrations));
      const fieldsOf = { ...rest, integrationIds, isEnabled };
      return changeEndpoint(await rowOf(id), fieldsOf, context.get('actor'));
    };
    return context.json({ data: await toShape(await change().catch(refused)) });
  },
);

answer(
  webhookEndpoints,
  {
    method: 'delete',
    path,
    id: 'deleteWebhookEndpoint',
    tag,
    summary: 'Delete a webhook endpoint with the record of its deliveries',
    needs: write,
    params,
    answers: { 200: { description: 'It is gone.', schema: success } },
    refusals: [404],
  },
  async (context, { params: { id } }) => {
    requireUnbound(context);
    await rowOf(id)
      .then((row) => deleteEndpoint(row, context.get('actor')))
      .catch(refused);
    return context.json({ success: true });
  },
);

answer(
  webhookEndpoints,
  {
    method: 'post',
    path: `${path}/rotate-secret`,
    id: 'rotateWebhookSecret',
    tag,
    summary: 'Make a new signing secret',
    description:
      'For a day `webhook-signature` holds the signatures of both. `X-Nango-Hmac-Sha256` has room for one: the new one.',
    needs: write,
    params,
    answers: { 200: { description: 'The endpoint with its new secret.', schema: made } },
    refusals: [404],
  },
  async (context, { params: { id } }) => {
    requireUnbound(context);
    const rotate = async () => rotateSecret(await rowOf(id), context.get('actor'));
    const { secret, ...endpoint } = await rotate().catch(refused);
    return context.json({ data: { ...(await toShape(endpoint)), secret } });
  },
);

const outcome = z.object({
  delivered: z.boolean(),
  status: z.int().nullable(),
  error: z.string().nullable().openapi({ description: 'Why there was no answer.' }),
  milliseconds: z.int(),
  answer: z.string().openapi({ description: 'The beginning of the answer, at most 64 KB.' }),
});

answer(
  webhookEndpoints,
  {
    method: 'post',
    path: `${path}/test`,
    id: 'testWebhookEndpoint',
    tag,
    summary: 'Send an example now',
    description: 'A `connection.created` of a connection `test`, signed as always. It is sent once and not kept.',
    needs: write,
    params,
    answers: { 200: { description: 'What came of it.', schema: z.object({ data: outcome }) } },
    refusals: [404],
  },
  async (context, { params: { id } }) => {
    requireUnbound(context);
    const test = async () => testEndpoint(await rowOf(id), context.get('actor'));
    const attempt = await test().catch(refused);
    const { status, error, ms: milliseconds, answer: text } = attempt;
    return context.json({ data: { delivered: isTaken(attempt), status, error, milliseconds, answer: text } });
  },
);
