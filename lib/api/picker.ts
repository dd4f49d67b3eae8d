import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { ConnectionError } from '#lib/connections/errors';
import { maskUserName } from '#lib/mask';
import { isClaims } from '#lib/microsoft/claims';
import { PickerError } from '#lib/picker/errors';
import { mintPickerToken } from '#lib/picker/mint';
import { entrySchema, newSessionSchema, sessionLife } from '#lib/picker/schema';
import { createPickerSession, endPickerSession, openPickerSession } from '#lib/picker/sessions';
import { type Caller, requirePicker, unknownPickerSession } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { connectionIdSchema, uniqueKeySchema } from './input.ts';
import { requireConnection } from './vend.ts';

/** Microsoft's file picker in a page of a customer's. */
export const picker = new Hono<Caller>();

const statuses = {
  app_only_not_allowed: 409,
  onedrive_scope_missing: 409,
  personal_place_unknown: 409,
  sharepoint_host_unknown: 409,
  reauthorization_needed: 409,
  resource_not_allowed: 403,
  token_unavailable: 424,
} as const;

function refused(error: unknown): never {
  if (error instanceof ConnectionError && error.code === 'not_found') throw unknownPickerSession();
  if (!(error instanceof PickerError)) throw error;
  const { code, message, reauthorizeUrl, retryAfterSeconds } = error;
  const payload = reauthorizeUrl === undefined ? {} : { payload: { reauthorize_url: reauthorizeUrl } };
  throw new ApiError(statuses[code], code, { message, ...payload, retryAfterSeconds, cause: error });
}

const life = z.int().min(sessionLife.least).max(sessionLife.most);

const newSession = z
  .strictObject({
    connection_id: connectionIdSchema,
    provider_config_key: uniqueKeySchema,
    origins: z
      .array(z.string())
      .pipe(newSessionSchema.shape.origins)
      .openapi({
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        maxItems: 10,
        description:
          'Pages that may use it, such as https://app.example.com; compared exactly. They need not be among the integration’s allowed origins.',
      }),
    life: life.optional().openapi({ description: 'In seconds, 900 by default.' }),
    entry: entrySchema.optional().openapi({
      type: 'object',
      description:
        'Where the picker opens: `entry` of Microsoft’s configuration schema; the account’s OneDrive by default.',
    }),
  })
  .openapi('NewPickerSession');

const madeSession = z
  .object({ data: z.object({ token: z.string(), expires_at: z.string().openapi({ format: 'date-time' }) }) })
  .openapi('MadePickerSession');

answer(
  picker,
  {
    method: 'post',
    path: '/picker/sessions',
    id: 'createPickerSession',
    tag: 'File picker',
    summary: 'Create a session with which a page opens Microsoft’s file picker',
    description:
      'Give its token to your page. There it brings SharePoint tokens of this one connection: real ones, with all that the grant may do on that host for 60 to 90 minutes, so connect people through an integration that only reads where picking is all you need. Refused for a whole tenant’s connection (`app_only_not_allowed`), for a personal account that did not grant `OneDrive.ReadOnly` or `OneDrive.ReadWrite` (`onedrive_scope_missing`) or in SharePoint (`personal_place_unknown`), and where the host it would open on is not known (`sharepoint_host_unknown`).',
    needs: { scope: 'environment:connections:read_credentials' },
    body: newSession,
    refusals: [404],
    answers: { 201: { description: 'The session.', schema: madeSession } },
  },
  async (context, { body: { connection_id, provider_config_key, ...wanted } }) => {
    const connectionId = await requireConnection(context, { provider_config_key, connectionId: connection_id });
    const made = await createPickerSession(
      { ...wanted, connectionId },
      { actor: context.get('actor'), apiKeyId: context.get('key')?.id },
    ).catch(refused);
    return context.json({ data: { token: made.token, expires_at: made.expiresAt.toISOString() } }, 201);
  },
);

const openSession = z
  .object({
    data: z.object({
      base_url: z.string().openapi({
        description: 'The web or OneDrive that Microsoft’s page shows.',
      }),
      picker_url: z.string().openapi({ description: 'Microsoft’s page, to which the form with the token is posted.' }),
      entry: z.looseObject({}).openapi({ description: 'As the session was made with it.' }),
      hosts: z.array(z.string()).openapi({
        description: 'What may be named as `resource` of a token. A personal account has one token, whatever is named.',
      }),
      account: z.object({ name: z.string(), address: z.string().openapi({ description: 'Masked.' }) }),
      connection_id: z.string(),
      integration: z.object({ unique_key: z.string(), display_name: z.string() }),
      expires_at: z.string().openapi({ format: 'date-time' }),
    }),
  })
  .openapi('PickerSession');

answer(
  picker,
  {
    method: 'get',
    path: '/picker/session',
    id: 'getPickerSession',
    tag: 'File picker',
    summary: 'Get the picker session whose token is sent: what to open, and where',
    description:
      'For a page of one of its origins (`origin_not_allowed`), until it ends or the API key that made it is revoked (`picker_session_ended`).',
    needs: { picker: true },
    refusals: [409],
    answers: { 200: { description: 'The session.', schema: openSession } },
  },
  async (context) => {
    const { session } = requirePicker(context);
    const { connection, place } = await openPickerSession(session).catch(refused);
    const { connectionId, integrationKey, integrationName, displayName, username } = connection;
    return context.json({
      data: {
        base_url: place.baseUrl,
        picker_url: place.pickerUrl,
        entry: session.entry,
        hosts: place.hosts,
        account: { name: displayName, address: maskUserName(username) },
        connection_id: connectionId,
        integration: { unique_key: integrationKey, display_name: integrationName },
        expires_at: session.expiresAt.toISOString(),
      },
    });
  },
);

answer(
  picker,
  {
    method: 'delete',
    path: '/picker/session',
    id: 'endPickerSession',
    tag: 'File picker',
    summary: 'End the picker session whose token is sent',
    description: 'Tokens of Microsoft’s that it has brought live on until their own end.',
    needs: { picker: true },
    answers: { 204: { description: 'It has ended.' } },
  },
  async (context) => {
    await endPickerSession(requirePicker(context).session);
    return context.body(null, 204);
  },
);

const ask = z
  .strictObject({
    resource: z.url().max(2_048).openapi({ description: 'As the picker’s `authenticate` command names it.' }),
    claims: z
      .string()
      .min(1)
      .max(5_000)
      .refine(isClaims, 'These are no claims: they are a JSON object.')
      .optional()
      .openapi({
        description: 'What the picker demands of the token, where its `authenticate` command says so.',
      }),
  })
  .openapi('NewPickerToken');

const minted = z
  .object({
    data: z.object({
      access_token: z.string(),
      expires_at: z.string().openapi({ format: 'date-time' }),
      resource: z.string(),
      scopes: z.array(z.string()),
    }),
  })
  .openapi('PickerToken');

answer(
  picker,
  {
    method: 'post',
    path: '/picker/token',
    id: 'createPickerToken',
    tag: 'File picker',
    summary: 'Get a token for the host that the picker asks for',
    description:
      'For the connection’s own SharePoint hosts only (`resource_not_allowed`), or for its personal OneDrive, whatever is named; each is noted in the audit log. `reauthorization_needed`: the account has to sign in again, at `payload.reauthorize_url`. `token_unavailable`: try again in a moment. No refresh token is ever given.',
    needs: { picker: true },
    body: ask,
    refusals: [409, 424],
    answers: { 200: { description: 'The token.', schema: minted } },
  },
  async (context, { body }) => {
    const { session, origin } = requirePicker(context);
    const { resource, claims } = body;
    const token = await mintPickerToken(session, { origin, resource, claims }).catch(refused);
    const { accessToken, expiresAt, scopes } = token;
    return context.json({
      data: { access_token: accessToken, expires_at: expiresAt.toISOString(), resource: token.resource, scopes },
    });
  },
);
