import { z } from 'zod';
import { api } from '../../lib/api/app.ts';
import { freeAllLeases } from '../../lib/connections/grant-store.ts';

// A process of its own on the same database: it asks for all paths at once, or starts as one that is
// alone would.
const order = z.union([
  z.object({ paths: z.array(z.string()), key: z.string() }),
  z.object({ start: z.literal('alone') }),
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
  process.send?.(await Promise.all(wanted.paths.map((path) => vendOnce(path, wanted.key))));
});
process.send?.('ready');
