import { z } from 'zod';
import { api } from '../../lib/api/app.ts';
import { completeAttempt } from '../../lib/connections/connect.ts';
import { freeAllLeases } from '../../lib/connections/grant-store.ts';
import { findSessionOperator } from '../../lib/operators/sessions.ts';

// A process of its own on the same database: it asks for all paths at once, finishes a browser's
// trip, or starts as one that is alone would.
const order = z.union([
  z.object({ paths: z.array(z.string()), key: z.string() }),
  z.object({ start: z.literal('alone') }),
  z.object({ callback: z.string(), browser: z.string() }),
  z.object({ session: z.object({ sessionId: z.string(), operatorId: z.string(), sessionVersion: z.number() }) }),
]);

async function vendOnce(path: string, key: string) {
  const response = await api.request(path, { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, text: await response.text() };
}

process.on('message', async (message) => {
  const wanted = order.parse(message);
  if ('start' in wanted) {
    await freeAllLeases();
    process.send?.([]);
    return;
  }
  if ('session' in wanted) {
    process.send?.([{ status: (await findSessionOperator(wanted.session)) ? 200 : 401, text: '' }]);
    return;
  }
  if ('callback' in wanted) {
    await completeAttempt(new URLSearchParams(wanted.callback), wanted.browser);
    process.send?.([]);
    return;
  }
  process.send?.(await Promise.all(wanted.paths.map((path) => vendOnce(path, wanted.key))));
});
process.send?.('ready');
