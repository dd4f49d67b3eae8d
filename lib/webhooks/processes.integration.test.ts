import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { Receiver } from '../../scripts/testing/receiver.ts';
import { Worker } from '../../scripts/testing/worker.ts';
import { db, pool } from '../db.ts';
import { recordEvents } from '../events/events.ts';
import type { NewEvent } from '../events/schema.ts';
import { newId } from '../ids.ts';
import { createEndpoint } from './endpoints.ts';
import { newEndpointSchema } from './schema.ts';

let close: () => Promise<void>;
const receivers: Receiver[] = [];
const workers: Worker[] = [];

async function startWorker(): Promise<Worker> {
  const worker = await Worker.start();
  workers.push(worker);
  expect(await worker.startServer()).toBe('');
  return worker;
}

beforeAll(async () => {
  ({ close } = await testDatabase({ PUBLIC_URL: 'http://localhost:3000', SANDBOX: 'off' }));
  await Promise.all([startWorker(), startWorker()]);
}, 120_000);
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await close();
});
afterEach(async () => {
  await pool().query('delete from webhook_endpoint');
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

async function receive(): Promise<Receiver> {
  const receiver = await Receiver.start();
  receivers.push(receiver);
  const by = 'operator:ada@example.com';
  await createEndpoint(newEndpointSchema.parse({ url: receiver.url }), by);
  return receiver;
}

const eventsOf = (count: number, connections: number): NewEvent[] => {
  const ids = Array.from({ length: connections }, newId);
  return Array.from({ length: count }, (_, n) => {
    const connectionId = ids[n % connections] ?? '';
    return { type: 'connection.created', connectionId, sequence: n, data: { connection_id: connectionId } };
  });
};

/** So many events, of so many connections in turn, some in each transaction. Returns the connections. */
async function tell(count: number, connections = count): Promise<string[]> {
  const events = eventsOf(count, connections);
  for (let n = 0; n < count; n += 20) await db().$transaction((tx) => recordEvents(tx, events.slice(n, n + 20)));
  return events.slice(0, connections).map(({ connectionId }) => connectionId ?? '');
}

/** What a process leaves that is killed before it commits: its connection to the database is gone. */
async function tellAndDie(): Promise<void> {
  const dying = db().$transaction(async (tx) => {
    await recordEvents(tx, eventsOf(20, 20));
    await tx.$executeRaw`select pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(dying).rejects.toThrow();
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 40_000, interval: 100 });

test('two processes deliver each event once, first tries in order', async () => {
  const receiver = await receive();
  await tell(200, 10);
  await until(() => receiver.received.length).toBe(200);
  expect(new Set(receiver.ids).size).toBe(200);
  const told = receiver.received.map(({ body }) => JSON.parse(body));
  for (const of of Map.groupBy(told, ({ data }) => data.connection_id).values()) {
    const order = of.map(({ sequence }) => sequence);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
});

test('one of three receivers that answers after 15 seconds delays no other', async () => {
  const [quick, other, slow] = [await receive(), await receive(), await receive()];
  slow.react = (_request, response) => {
    setTimeout(() => response.writeHead(200).end(), 15_500);
  };
  const began = Date.now();
  await tell(100);
  await until(() => [quick.received.length, other.received.length]).toEqual([100, 100]);
  const took = Date.now() - began;
  expect(took).toBeLessThan(15_000);
  // At most 32 at once in each process.
  expect(slow.received.length).toBeLessThanOrEqual(64);
  const { rows } = await pool().query("select count(*)::int as n from webhook_delivery where state = 'delivered'");
  expect(rows[0]?.n).toBeLessThanOrEqual(200);
});

test('1,000 events and processes that are killed at each step: each arrives, under one id', {
  timeout: 120_000,
}, async () => {
  const receiver = await receive();
  // Killed before the commit: nothing happened, so nothing is told.
  await tellAndDie();
  // Killed while they wait for answers.
  receiver.react = () => {};
  const ids = await tell(500);
  await until(() => receiver.received.length).toBeGreaterThan(30);
  for (const worker of workers) await worker.kill();
  // Killed between commit and sending: nobody is there.
  ids.push(...(await tell(500)));
  // Killed after the answers and before they are noted.
  receiver.react = (_request, response) => response.writeHead(200).end();
  const before = receiver.received.length;
  const third = await startWorker();
  await until(() => receiver.received.length).toBeGreaterThan(before + 100);
  await third.kill();
  await startWorker();
  await pool().query("update webhook_delivery set leased_until = leased_until - interval '1 minute'");
  const open = async () =>
    (await pool().query("select count(*)::int as n from webhook_delivery where state <> 'delivered'")).rows[0]?.n;
  await until(async () => [new Set(receiver.ids).size, await open()]).toEqual([1_000, 0]);
  // Under one id comes one event.
  const bodies = Map.groupBy(receiver.received, ({ headers }) => headers['webhook-id']);
  for (const same of bodies.values()) expect(new Set(same.map(({ body }) => body)).size).toBe(1);
  const told = receiver.received.map(({ body }) => JSON.parse(body).data.connection_id);
  expect(new Set(told)).toEqual(new Set(ids));
});
