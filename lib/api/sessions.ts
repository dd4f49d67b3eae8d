import type { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { readBranding } from '#lib/branding/branding';
import { palettesOf } from '#lib/branding/theme/schema';
import { findConnectionIds } from '#lib/connections/changes';
import { createLink, createReauthorizeLink } from '#lib/links/create-link';
import { LinkError } from '#lib/links/errors';
import { type MadeLink, newLinkSchema } from '#lib/links/schema';
import { endSession, type Session } from '#lib/links/session';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError, invalid, type Spelling, spelling } from './errors.ts';
import { organizationTags } from './input.ts';
import { madeSession, newSession, openSession, reconnectSession, telemetry } from './session-input.ts';
import { endUserShape } from './shapes.ts';
import { findVisible } from './vend.ts';

export const sessions = new Hono<Caller>();

function refusedField(message: string, path: string[]): ApiError {
  return new ApiError(400, 'invalid_body', { message, errors: [{ code: 'unknown', message, path }] });
}

type Configured = Pick<z.infer<typeof newSession>, 'integrations_config_defaults' | 'overrides'>;

/** Refuses settings for integrations that do not exist. @throws ApiError 400 `invalid_body` */
async function checkNamed(context: Context<Caller>, { integrations_config_defaults, overrides }: Configured) {
  const named = { integrations_config_defaults, overrides };
  for (const [field, value] of Object.entries(named))
    for (const key of Object.keys(value ?? {}))
      if (!(await findVisible(context, key)))
        throw refusedField(`There is no integration ${JSON.stringify(key)}.`, [field, key]);
}

/**
 * The integrations that a session offers. With a key limited to one integration, only that one.
 * @throws ApiError 400 `invalid_body`
 */
function allowedFor(context: Context<Caller>, asked: readonly string[] = []): string[] {
  const bound = context.get('key')?.integration?.uniqueKey;
  if (!bound) return [...asked];
  const foreign = asked.find((key) => key !== bound);
  if (foreign === undefined) return [bound];
  throw refusedField(`There is no integration ${JSON.stringify(foreign)}.`, ['allowed_integrations']);
}

function toInput(body: z.infer<typeof newSession>, integrations: string[]) {
  const { end_user: endUser, organization } = body;
  return newLinkSchema.safeParse({
    integrations,
    endUser,
    tags: { ...organizationTags(organization), ...endUser?.tags, ...body.tags },
    life: body.expires_in,
    expectedTenant: body.expected_tenant,
    adminSignIn: body.admin_sign_in,
    expectedEmail: body.expected_email,
    configDefaults: body.integrations_config_defaults,
    overrides: body.overrides,
    webhookUrlOverride: body.webhook_url_override,
  });
}

const ours = spelling({
  integrations: ['allowed_integrations'],
  endUser: ['end_user'],
  life: ['expires_in'],
  expectedTenant: ['expected_tenant'],
  adminSignIn: ['admin_sign_in'],
  expectedEmail: ['expected_email'],
  configDefaults: ['integrations_config_defaults'],
  webhookUrlOverride: ['webhook_url_override'],
});

/** Tags come from `tags` and from `end_user.tags`. An error names the one that was sent. */
function spelt({ tags = {} }: z.infer<typeof newSession>): Spelling {
  return (path) => {
    const [field, tag] = path;
    if (field !== 'tags') return ours(path);
    const isOwn = tag === undefined ? Object.keys(tags).length > 0 : Object.hasOwn(tags, String(tag));
    return isOwn ? path : ['end_user', ...path];
  };
}

function readInput(body: z.infer<typeof newSession>, integrations: string[]) {
  const input = toInput(body, integrations);
  if (!input.success) throw invalid('invalid_body', input.error, spelt(body));
  return input.data;
}

function refused(error: unknown): never {
  if (!(error instanceof LinkError)) throw error;
  if (error.code === 'resource_url_missing' || error.code === 'environment_url')
    throw refusedField(error.message, ['integrations_config_defaults']);
  if (error.code === 'admin_unknown') throw refusedField(error.message, ['admin_sign_in']);
  if (error.code !== 'invalid_integration') throw error;
  throw refusedField(error.message, ['allowed_integrations']);
}

const madeShape = ({ token, url, expiresAt }: MadeLink) => ({
  data: { token, connect_link: url, expires_at: expiresAt.toISOString() },
});

answer(
  sessions,
  {
    method: 'post',
    path: '/connect/sessions',
    id: 'createConnectSession',
    tag: 'Connect sessions',
    summary: 'Create a connect session and its link',
    description: 'The link works as it stands: send it to the person, or open it in their browser.',
    needs: { scope: 'environment:connect_sessions:write' },
    body: newSession,
    isIdempotent: true,
    answers: { 201: { description: 'The session.', schema: madeSession } },
  },
  async (context, { body }) => {
    const input = readInput(body, allowedFor(context, body.allowed_integrations));
    await checkNamed(context, body);
    return context.json(madeShape(await createLink(input, context.get('actor')).catch(refused)), 201);
  },
);

async function requireReconnectable(context: Context<Caller>, body: z.infer<typeof reconnectSession>) {
  const integration = await findVisible(context, body.integration_id);
  if (!integration) throw refusedField('There is no such integration.', ['integration_id']);
  const [connection] = await findConnectionIds(integration.id, [body.connection_id]);
  if (!connection) throw refusedField('There is no such connection in this integration.', ['connection_id']);
  return { connectionId: connection.id, integrationId: integration.id };
}

answer(
  sessions,
  {
    method: 'post',
    path: '/connect/sessions/reconnect',
    id: 'createReconnectSession',
    tag: 'Connect sessions',
    summary: 'Create a session in which the account of a connection signs in again',
    description:
      'Another account is refused; id, metadata and history of the connection stay. An account that was created again under the same address (another object id) is refused too, until an admin allows exactly it on the connection’s page.',
    needs: { scope: 'environment:connect_sessions:write' },
    body: reconnectSession,
    isIdempotent: true,
    answers: { 201: { description: 'The session.', schema: madeSession } },
  },
  async (context, { body }) => {
    const target = await requireReconnectable(context, body);
    const people = readInput(body, []);
    await checkNamed(context, body);
    const { endUser, tags, life, configDefaults, overrides, webhookUrlOverride } = people;
    const given = { life, endUser, tags, configDefaults, overrides, webhookUrlOverride };
    const link = await createReauthorizeLink(target, context.get('actor'), given);
    return context.json(madeShape(link), 201);
  },
);

/** The colours of Nango's connect UI, which follow the accent of our own pages. */
async function themeShape() {
  const { light, dark } = palettesOf((await readBranding()).accent);
  return { light: { primary: light.primary }, dark: { primary: dark.primary } };
}

function sessionShape({ kind, endUser, tags, allowedIntegrations, configDefaults, overrides }: Session) {
  return {
    endUser: endUserShape(endUser, tags),
    ...(allowedIntegrations && { allowed_integrations: allowedIntegrations }),
    ...(Object.keys(configDefaults).length > 0 && { integrations_config_defaults: configDefaults }),
    ...(Object.keys(overrides).length > 0 && { overrides }),
    ...(kind === 'reauthorize' && { isReconnecting: true }),
  };
}

answer(
  sessions,
  {
    method: 'get',
    path: '/connect/session',
    id: 'getConnectSession',
    tag: 'Connect sessions',
    summary: 'Get the connect session whose token is sent',
    needs: { session: 'only' },
    answers: { 200: { description: 'The session.', schema: openSession } },
  },
  async (context) => {
    const session = context.get('session');
    if (!session) return context.body(null, 404);
    const connectUISettings = { theme: await themeShape(), defaultTheme: 'system', showWatermark: false };
    return context.json({ data: { ...sessionShape(session), connectUISettings } });
  },
);

answer(
  sessions,
  {
    method: 'delete',
    path: '/connect/session',
    id: 'deleteConnectSession',
    tag: 'Connect sessions',
    summary: 'End the connect session whose token is sent',
    needs: { session: 'only' },
    answers: { 204: { description: 'It has ended.' } },
  },
  async (context) => {
    const session = context.get('session');
    if (session) await endSession(session.id);
    return context.body(null, 204);
  },
);

answer(
  sessions,
  {
    method: 'post',
    path: '/connect/telemetry',
    id: 'sendTelemetry',
    tag: 'Connect sessions',
    summary: 'Accept what a connect page reports; nothing of it is kept',
    needs: { nothing: true },
    body: telemetry,
    answers: { 204: { description: 'Accepted.' } },
  },
  async (context) => context.body(null, 204),
);
