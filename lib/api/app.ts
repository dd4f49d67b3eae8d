import { Hono } from 'hono';
import { changes } from './changes.ts';
import { connections } from './connections.ts';
import { deprecatedPaths } from './deprecated.ts';
import { answerError } from './errors.ts';
import { imports } from './imports.ts';
import { integrations } from './integrations.ts';
import { providers } from './providers.ts';
import { proxyFetch } from './proxy/web.ts';
import './proxy-reference.ts';
import { service } from './service.ts';
import { sessions } from './sessions.ts';

/** The REST API, mounted by server.ts in front of Next and by the catch-all route for `next dev`. */
export const api = new Hono().basePath('/api');

api.use(async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
  context.header('X-Content-Type-Options', 'nosniff');
  // Keys and session tokens are sent by hand, never by a browser on its own.
  context.header('Access-Control-Allow-Origin', '*');
});

api.options('*', (context) => {
  context.header('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
  context.header('Access-Control-Allow-Headers', context.req.header('access-control-request-headers') ?? '*');
  context.header('Access-Control-Max-Age', '600');
  return context.body(null, 204);
});

api.all('/proxy/*', (context) => proxyFetch(context.req.raw));

for (const part of [service, providers, integrations, sessions, changes, imports, connections])
  api.route('/', part);

api.route(
  '/',
  deprecatedPaths((request) => api.fetch(request)),
);

api.notFound((context) => context.json({ error: { code: 'not_found', message: 'No such endpoint.' } }, 404));
api.onError(answerError);
