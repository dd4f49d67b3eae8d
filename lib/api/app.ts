import { Hono } from 'hono';
import { isDatabaseUp } from '#lib/db';
import { proxyFetch } from '#lib/proxy/web';
import { requireKey } from './auth.ts';
import { connections } from './connections.ts';
import { answerError } from './errors.ts';
import { integrations } from './integrations.ts';
import { sessions } from './sessions.ts';

/** The REST API, mounted by server.ts in front of Next and by the catch-all route for `next dev`. */
export const api = new Hono().basePath('/api');

api.use(async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
  context.header('X-Content-Type-Options', 'nosniff');
});

api.get('/health', async (context) => {
  const database = (await isDatabaseUp()) ? 'ok' : 'failing';
  return context.json({ status: database, parts: { database } }, database === 'ok' ? 200 : 503);
});

api.all('/proxy/*', (context) => proxyFetch(context.req.raw));

api.use('/integrations/*', requireKey);
api.use('/connect/*', requireKey);
api.route('/integrations', integrations);
api.route('/connect/sessions', sessions);
api.route('/connections', connections);

api.notFound((context) => context.json({ error: { code: 'not_found', message: 'No such endpoint.' } }, 404));
api.onError(answerError);
