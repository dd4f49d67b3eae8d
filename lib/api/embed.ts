import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { readClientAddress } from '#lib/client-address';
import { openSocketWindow } from '#lib/embed/openings';
import { findPageRefusal } from '#lib/embed/page-refusal';
import { readSessionStatus } from '#lib/embed/status';
import { type Caller, readOrigin, readSessionToken, refuseSession } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { countFromNetwork } from './limits.ts';

/** What a page of a customer's asks while a person connects. */
export const embed = new Hono<Caller>();

const sessionStatus = z
  .object({
    data: z.object({
      status: z
        .enum(['open', 'at_microsoft', 'waiting_for_admin', 'approved', 'connected', 'failed', 'ended'])
        .openapi({
          description: '`failed` can be tried again until the session ends; `ended`: it expired or was ended.',
        }),
      connection_id: z.string().optional(),
      provider_config_key: z.string().optional(),
      error: z
        .object({ code: z.string(), message: z.string(), at: z.string().openapi({ format: 'date-time' }) })
        .optional()
        .openapi({ description: 'What happened last: a code for programs, a sentence for the person.' }),
      expires_at: z.string().openapi({ format: 'date-time' }),
    }),
  })
  .openapi('ConnectSessionStatus');

const statusQuery = z.strictObject({
  embed: z
    .literal('true')
    .optional()
    .openapi({ description: 'Asks first whether the page, by its `Origin`, may show the session; 403 if not.' }),
  integration: z
    .string()
    .max(255)
    .optional()
    .openapi({ description: 'With `embed`: key of the one integration that the page offers.' }),
});

answer(
  embed,
  {
    method: 'get',
    path: '/connect/session/status',
    id: 'getConnectSessionStatus',
    tag: 'Connect sessions',
    summary: 'Ask what has become of the connect session whose token is sent',
    description:
      'For the page that opened it; also answered for 24 hours after the session was used or has expired. Ask every second at first, then every 2 and every 5.',
    needs: { session: 'ended too' },
    query: statusQuery,
    refusals: [403, 429],
    answers: { 200: { description: 'Its state.', schema: sessionStatus } },
  },
  async (context, { query: { embed: isEmbedding, integration } }) => {
    const token = readSessionToken(context);
    await countFromNetwork(context, 'session-status');
    const asked = { token, integration, origin: readOrigin(context) ?? null };
    const address = readClientAddress(context.req.raw.headers);
    const refusal = isEmbedding && (await findPageRefusal({ ...asked, address }));
    if (refusal) throw new ApiError(403, refusal.code, { message: refusal.message });
    const found = await readSessionStatus(token);
    if (!found) throw refuseSession(context);
    const { status, connected, problem, expiresAt } = found;
    return context.json({
      data: {
        status,
        ...(connected && {
          connection_id: connected.connectionId,
          provider_config_key: connected.integrationKey,
        }),
        ...(problem && { error: problem }),
        expires_at: expiresAt.toISOString(),
      },
    });
  },
);

// Nango's SDK for browsers also connects APIs by credentials that a person types. No API of Microsoft's has such.
embed.post('/auth/unauthenticated/:key', () => {
  throw new ApiError(400, 'not_supported', {
    message: 'Every Microsoft account signs in: use auth() or openConnectUI() in place of create().',
  });
});
embed.on('POST', ['/oauth2/auth/:key', '/auth/:mode/:key', '/api-auth/:mode/:key'], () => {
  throw new ApiError(400, 'not_supported', {
    message:
      'People type no credentials here: an integration holds those of its app. Call auth() without credentials, or openConnectUI().',
  });
});

const windowQuery = z.object({
  connect_session_token: z.string(),
  ws_client_id: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional()
    .catch(undefined),
});

/** Where the SDK's auth() sends its window. It shows the connect page; only the person's click there starts. */
embed.get('/oauth/connect/:key', async (context) => {
  const query = windowQuery.safeParse(context.req.query());
  if (!query.success)
    throw new ApiError(400, 'missing_connect_session_token', {
      message: 'This needs a connect session: new Nango({ connectSessionToken }).',
    });
  const { connect_session_token: token, ws_client_id: socket } = query.data;
  const location = await openSocketWindow({ token, integration: context.req.param('key'), socket });
  if (!location)
    throw new ApiError(404, 'unknown_provider_config', { message: 'This session does not offer that integration.' });
  context.header('Referrer-Policy', 'no-referrer');
  return context.redirect(location, 303);
});
