import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '#lib/db';
import { recordEvents } from '#lib/events/events';
import type { NewEvent } from '#lib/events/schema';
import { newId } from '#lib/ids';
import { createEndpoint, deleteEndpoint } from '#lib/webhooks/endpoints';
import { newEndpointSchema } from '#lib/webhooks/schema';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';
import type { Place } from './place.ts';
import { usageOf } from './rounds.ts';

const waiting = 10_000;
/** Events of one connection are sent one after the other. */
const connections = 1_000;
const patienceMilliseconds = 240_000;

export type WebhooksResult = {
  deliveries: number;
  perSecond: number;
  /** Of processor time, in Latchkey's process. */
  cpuMicroseconds: number;
  grownMegabytes: number;
};

/** A receiver on this machine that takes everything at once, and counts by id. */
async function receive() {
  const ids = new Set<string>();
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      ids.add(String(request.headers['webhook-id']));
      response.writeHead(204).end();
    });
  });
  return { ids, url: `http://127.0.0.1:${await listenAnywhere(server)}/hook`, stop: () => server.close() };
}

async function untilTaken(ids: ReadonlySet<string>, count: number, look = async () => {}): Promise<void> {
  const started = performance.now();
  while (ids.size < count) {
    if (performance.now() - started > patienceMilliseconds) throw new Error(`Only ${ids.size} were delivered.`);
    await look();
    await sleep(250);
  }
}

/** Lets 10,000 events be written at once, and waits until one receiver has taken all of them. */
export async function measureWebhooks({ latchkey }: Place): Promise<WebhooksResult> {
  const receiver = await receive();
  const { id } = await createEndpoint(newEndpointSchema.parse({ url: receiver.url }), 'console');
  const of = Array.from({ length: connections }, newId);
  const events = Array.from({ length: waiting }, (_, n): NewEvent => {
    const data = { connection_id: of[n % connections] ?? '', tags: { plan: 'gold' } };
    return { type: 'connection.created', connectionId: data.connection_id, sequence: n, data };
  });
  await db().$transaction((tx) => recordEvents(tx, events), { timeout: 60_000 });
  const started = performance.now();
  const { cpu } = await usageOf(latchkey);
  // The first ones warm the process up.
  await untilTaken(receiver.ids, waiting / 10);
  const before = await usageOf(latchkey);
  let most = before.rss;
  await untilTaken(receiver.ids, waiting, async () => {
    most = Math.max(most, (await usageOf(latchkey)).rss);
  });
  const seconds = (performance.now() - started) / 1_000;
  await deleteEndpoint(id, 'console');
  receiver.stop();
  const cpuMicroseconds = ((await usageOf(latchkey)).cpu - cpu) / waiting;
  const grownMegabytes = (most - before.rss) / 1_048_576;
  return { deliveries: waiting, perSecond: waiting / seconds, cpuMicroseconds, grownMegabytes };
}
