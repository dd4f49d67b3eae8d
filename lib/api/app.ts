import { type Context, Hono } from 'hono';
import type { Caller } from './auth.ts';
import { changes } from './changes.ts';
import { connections } from './connections.ts';
import { embed } from './embed.ts';
import { answerError } from './errors.ts';
import { events } from './events.ts';
import { imports } from './imports.ts';
import { readJson } from './input.ts';
import { integrations } from './integrations.ts';
import { permissions } from './permissions.ts';
import { picker } from './picker.ts';
import { providers } from './providers.ts';
import { proxyFetch } from './proxy/web.ts';
import './proxy-reference.ts';
import { service } from './service.ts';
import { sessions } from './sessions.ts';
import { sites } from './sites.ts';
import { tenants } from './tenants.ts';
import { tokenRefused } from './token-refused.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** The REST API, mounted by server.ts in front of Next and by the catch-all route for `next dev`. */
export const api = new Hono<Caller>().basePath('/api');

api.use(async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
  context.header('X-Content-Type-Options', 'nosniff');
  // Keys and session tokens are set by the caller's code, and never sent by a browser automatically, so any origin may
  // call. A picker session's answers are for the pages that it names.
  const readers = context.get('readers');
  if (readers !== null) context.header('Access-Control-Allow-Origin', readers ?? '*');
  if (readers !== undefined) context.header('Vary', 'Origin');
});

api.options('*', (context) => {
  context.header('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
  context.header('Access-Control-Allow-Headers', context.req.header('access-control-request-headers') ?? '*');
  context.header('Access-Control-Max-Age', '600');
  return context.body(null, 204);
});

api.all('/proxy/*', (context) => proxyFetch(context.req.raw));

for (const part of [
  service,
  providers,
  permissions,
  integrations,
  sessions,
  embed,
  picker,
  changes,
  imports,
  events,
  webhookEndpoints,
  // Before the connection's own path, whose id may hold slashes.
  sites,
  tenants,
  tokenRefused,
  connections,
])
  api.route('/', part);

// Nango renamed /connection to /connections. Its older SDKs still call the old paths, which the new endpoints answer.
api.on(['POST', 'PATCH'], '/connection/:id{.+}/metadata', setMetadata);
api.on(['GET', 'DELETE'], ['/connection', '/connection/:id{.+}'], ({ req }) => {
  const { method, headers } = req.raw;
  return api.fetch(new Request(successor(req.url), { method, headers }));
});

api.notFound((context) => context.json({ error: { code: 'not_found', message: 'No such endpoint.' } }, 404));
api.onError(answerError);

/** The path that replaced `/connection…`; the id stays encoded as the caller sent it. */
function successor(address: string): URL {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/^\/api\/connection(?=\/|$)/, '/api/connections');
  return url;
}

/** The old path has the connection in its path and the integration in a header. The new one has both in its body. */
async function setMetadata(context: Context): Promise<Response> {
  const key = context.req.header('provider-config-key') ?? context.req.query('provider_config_key');
  const metadata = await readJson(context);
  const body = JSON.stringify({ connection_id: context.req.param('id'), provider_config_key: key, metadata });
  const headers = new Headers(context.req.raw.headers);
  headers.delete('content-length');
  const { method } = context.req;
  return api.fetch(new Request(new URL('/api/connections/metadata', context.req.url), { method, headers, body }));
}
