import { Hono } from 'hono';
import { isDatabaseUp } from '#lib/db';

/** The REST API, mounted by server.ts in front of Next and by the catch-all route for `next dev`. */
export const api = new Hono().basePath('/api');

api.get('/health', async (context) => {
  const database = await isDatabaseUp();
  const body = { status: database ? 'ok' : 'failing', parts: { database: database ? 'ok' : 'failing' } };
  return context.json(body, database ? 200 : 503);
});
