import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { Receiver } from '../../scripts/testing/receiver.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { db, pool } from '../db.ts';
import { recordEvents } from '../events/events.ts';
import { newId } from '../ids.ts';
import { createEndpoint } from './endpoints.ts';
import { newEndpointSchema } from './schema.ts';

let close: () => Promise<void>;
const receivers: Receiver[] = [];
const workers: Worker[] = [];

beforeAll(async () => {
  ({ close } = await testDatabase({ PUBLIC_URL: 'http://localhost:3000', SANDBOX: 'off' }));
});
afterAll(() => close());
beforeEach(async () => {
  await pool().query('truncate event, webhook_endpoint cascade');
  await pool().query("delete from setting where key = 'webhook_cursor'");
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.kill();
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

async function receive(): Promise<Receiver> {
  const receiver = await Receiver.start();
  receivers.push(receiver);
  const by = 'operator:ada@example.com';
  await createEndpoint(newEndpointSchema.parse({ url: receiver.url }), by);
  return receiver;
}

async function startWorker(): Promise<Worker> {
  const worker = await Worker.start();
  workers.push(worker);
  expect(await worker.startServer()).toBe('');
  return worker;
}

/** So many events, of so many connections in turn, each in a transaction of its own. */
async function tell(count: number, connections = count): Promise<void> {
  const ids = Array.from({ length: connections }, newId);
  for (let n = 0; n < count; n += 1) {
    const event = { type: 'connection.created', connectionId: ids[n % connections] ?? '', sequence: n } as const;
    await db().$transaction((tx) => recordEvents(tx, [{ ...event, data: { connection_id: event.connectionId } }]));
  }
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 40_000, interval: 100 });

test('two processes deliver each event once, first tries in order', async () => {
  const receiver = await receive();
  await Promise.all([startWorker(), startWorker()]);
  await tell(200, 10);
  await until(() => receiver.received.length).toBe(200);
  expect(new Set(receiver.ids).size).toBe(200);
  const told = receiver.received.map(({ body }) => JSON.parse(body));
  for (const of of Map.groupBy(told, ({ data }) => data.connection_id).values()) {
    const order = of.map(({ sequence }) => sequence);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
});

test('a process that is killed between commit and send, or while it waits for the answer, loses nothing', async () => {
  const receiver = await receive();
  // Committed, and nobody there to send it.
  await tell(5);
  receiver.react = () => {};
  const first = await startWorker();
  await until(() => receiver.received.length).toBe(5);
  await first.kill();
  const before = receiver.ids.toSorted();
  receiver.react = (_request, response) => response.writeHead(200).end();
  await startWorker();
  await pool().query("update webhook_delivery set leased_until = leased_until - interval '1 minute'");
  const delivered = async () =>
    (await pool().query("select count(*)::int as n from webhook_delivery where state = 'delivered'")).rows[0]?.n;
  await until(delivered).toBe(5);
  expect(receiver.ids.slice(5).toSorted()).toEqual(before);
});

test('one of three receivers that answers after 15 seconds delays no other', async () => {
  const [quick, other, slow] = [await receive(), await receive(), await receive()];
  slow.react = (_request, response) => {
    setTimeout(() => response.writeHead(200).end(), 15_500);
  };
  await startWorker();
  const began = Date.now();
  await tell(100);
  await until(() => [quick.received.length, other.received.length]).toEqual([100, 100]);
  const took = Date.now() - began;
  expect(took).toBeLessThan(15_000);
  expect(slow.received.length).toBeLessThan(40);
  const { rows } = await pool().query("select count(*)::int as n from webhook_delivery where state = 'delivered'");
  expect(rows[0]?.n).toBeLessThanOrEqual(200);
});
