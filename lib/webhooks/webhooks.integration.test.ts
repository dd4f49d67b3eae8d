import { Nango } from '@nangohq/node';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../scripts/testing/database.ts';
import { failing, Receiver, taking } from '../../scripts/testing/receiver.ts';
import { db, pool } from '../db.ts';
import { recordEvents } from '../events/events.ts';
import type { NewEvent } from '../events/schema.ts';
import { newId } from '../ids.ts';
import { listNotices } from '../notices/notices.ts';
import { deliverWebhooks } from './deliver.ts';
import { countByEndpoint, findDelivery, listDeliveries, resend, resendSince } from './deliveries.ts';
import { updateHealth } from './delivery-store.ts';
import {
  changeEndpoint,
  createEndpoint,
  readEndpoint,
  readOverrides,
  rotateSecret,
  testEndpoint,
} from './endpoints.ts';
import { type NewEndpoint, newEndpointSchema } from './schema.ts';

const by = 'operator:ada@example.com' as const;
let close: () => Promise<void>;
let receiver: Receiver;
let running: { stop: () => Promise<void> } | undefined;

beforeAll(async () => {
  ({ close } = await testDatabase({ PUBLIC_URL: 'http://localhost:3000' }));
});
afterAll(() => close());
beforeEach(async () => {
  await pool().query('truncate event, webhook_endpoint, notice cascade');
  await pool().query("delete from setting where key = 'webhook_cursor'");
  receiver = await Receiver.start();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await receiver.stop();
});

function deliver(): void {
  const stopping = new AbortController();
  const done = deliverWebhooks(stopping.signal);
  running = {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

const make = (more: Partial<NewEndpoint> = {}) =>
  createEndpoint(newEndpointSchema.parse({ url: receiver.url, ...more }), by);

async function tell(...events: Partial<NewEvent>[]): Promise<void> {
  const whole = events.map(
    (event): NewEvent => ({ type: 'connection.created', data: {}, connectionId: newId(), ...event }),
  );
  await db().$transaction((tx) => recordEvents(tx, whole));
}

const until = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

const rows = async (sql: string, values: unknown[] = []) =>
  (await pool().query<Record<string, unknown>>(sql, values)).rows;
const states = async () =>
  (await rows('select state from webhook_delivery order by position')).map(({ state }) => state);

/** Moves the clock forward, as far as webhooks see it. */
async function pass(time: string): Promise<void> {
  await pool().query(
    `update webhook_delivery set next_at = next_at - $1::interval, leased_until = leased_until - $1::interval`,
    [time],
  );
  await pool().query('update webhook_endpoint set failing_since = failing_since - $1::interval', [time]);
}

test('one request carries both signatures, and both libraries take it', async () => {
  const { secret } = await make();
  const nango = await make({ format: 'nango' });
  await tell({ data: { connection_id: 'c1', end_user: { id: 'u1' }, tags: { plan: 'gold' } } });
  deliver();
  await until(() => receiver.received.length).toBe(2);
  const bySecret = (of: string) =>
    receiver.received.filter(({ body, headers }) => {
      try {
        new Webhook(of).verify(body, Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])));
        return new Nango({ secretKey: 'unused', webhookSigningKey: of }).verifyIncomingWebhookRequest(body, headers);
      } catch {
        return false;
      }
    });
  const [standard] = bySecret(secret);
  const [old] = bySecret(nango.secret);
  expect(JSON.parse(standard?.body ?? '')).toMatchObject({
    id: standard?.headers['webhook-id'],
    type: 'connection.created',
    data: { connection_id: 'c1', end_user: { id: 'u1' }, tags: { plan: 'gold' } },
  });
  expect(JSON.parse(old?.body ?? '')).toEqual({
    from: 'nango',
    type: 'auth',
    operation: 'creation',
    success: true,
    authMode: 'OAUTH2',
    connectionId: 'c1',
    endUser: { endUserId: 'u1', tags: {} },
    environment: 'prod',
    tags: { end_user_id: 'u1', plan: 'gold' },
  });
  await until(states).toEqual(['delivered', 'delivered']);
});

test('types and integrations are a filter, and the nango format gets what Nango tells', async () => {
  await make({ types: ['link.opened'] });
  const nango = await Receiver.start();
  await make({ url: nango.url, format: 'nango' });
  await tell({ type: 'link.opened' }, { type: 'connection.deleted' });
  await tell({
    type: 'connection.needs_reauthorization',
    data: { auth_mode: 'OAUTH2_CC', reason: { code: 'AADSTS50173', message: 'Closed.' } },
  });
  deliver();
  await until(() => [receiver.received.length, nango.received.length]).toEqual([1, 1]);
  expect(JSON.parse(nango.received[0]?.body ?? '')).toMatchObject({
    operation: 'refresh',
    authMode: 'OAUTH2_CC',
    success: false,
    error: { type: 'AADSTS50173', description: 'Closed.' },
  });
  await nango.stop();
});

test('a receiver that is down for a day loses nothing, and first tries keep their order', async () => {
  await make();
  const connections = [newId(), newId()];
  const told = Array.from({ length: 10 }, (_, n) => ({ connectionId: connections[n % 2], sequence: n }));
  await receiver.stop();
  await tell(...told);
  deliver();
  const tries = () => rows('select distinct tries from webhook_delivery');
  for (const [n, wait] of ['6 seconds', '6 minutes', '34 minutes', '3 hours', '6 hours', '12 hours'].entries()) {
    await until(tries).toEqual([{ tries: n + 1 }]);
    await pass(wait);
  }
  await until(tries).toEqual([{ tries: 7 }]);
  for (const connectionId of connections) {
    const first = await rows(
      `select (select min(a.id) from webhook_attempt a where a.delivery_id = d.id) as first from webhook_delivery d
        where lane = $1 order by position`,
      [connectionId],
    );
    const order = first.map(({ first: id }) => Number(id));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
  await receiver.listen();
  await pass('12 hours');
  await until(states).toEqual(told.map(() => 'delivered'));
  expect(new Set(receiver.ids).size).toBe(10);
});

test('a try keeps its id and its body, and is signed for its own time', async () => {
  await make();
  receiver.react = failing;
  await tell({});
  deliver();
  await until(() => receiver.received.length).toBe(1);
  await until(() => rows('select tries from webhook_delivery')).toEqual([{ tries: 1 }]);
  await pass('6 seconds');
  await until(() => receiver.received.length).toBe(2);
  expect(new Set(receiver.ids).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  const attempts = await rows('select status, answer from webhook_attempt');
  expect(attempts[0]).toEqual({ status: 500, answer: 'no' });
});

test('the eighth failure is the last; Retry-After is waited for', async () => {
  await make();
  receiver.react = (_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
  await tell({});
  deliver();
  await expect
    .poll(() => rows("select tries from webhook_delivery where next_at > now() + interval '59 minutes'"))
    .toEqual([{ tries: 1 }]);
  await pool().query('update webhook_delivery set tries = 7');
  await pass('2 hours');
  await until(states).toEqual(['failed']);
});

test('in a lane an event waits for the first try before it, not for its success', async () => {
  await make();
  const connectionId = newId();
  const refuse = new Map<number, () => void>();
  receiver.react = (_request, response, { body }) => {
    refuse.set(JSON.parse(body).sequence, () => void response.writeHead(500).end());
  };
  await tell({ connectionId, sequence: 1 }, { connectionId, sequence: 2 }, { connectionId: newId(), sequence: 9 });
  deliver();
  const sequences = () => receiver.received.map(({ body }) => JSON.parse(body).sequence).toSorted();
  await until(sequences).toEqual([1, 9]);
  refuse.get(1)?.();
  await until(sequences).toEqual([1, 2, 9]);
});

test('operators are told after minutes of failure, and no longer once it works again', async () => {
  const { id } = await make();
  receiver.react = failing;
  await tell({});
  deliver();
  for (const [tries, wait] of ['6 seconds', '6 minutes'].entries()) {
    await until(() => rows('select tries from webhook_delivery')).toEqual([{ tries: tries + 1 }]);
    expect(await listNotices()).toEqual([]);
    await pass(wait);
  }
  await until(() => listNotices()).toMatchObject([{ kind: 'webhook_failing', level: 'warning' }]);
  receiver.react = taking;
  await pass('35 minutes');
  await until(states).toEqual(['delivered']);
  expect(await listNotices()).toEqual([]);
  expect((await readEndpoint(id)).failingSince).toBeNull();
});

test('410 switches an endpoint off with a notice, and so do five days of failure', async () => {
  const { id } = await make();
  receiver.react = (_request, response) => response.writeHead(410).end();
  await tell({});
  deliver();
  await until(async () => (await readEndpoint(id)).disabledReason).toBe('gone');
  expect(await listNotices()).toMatchObject([{ kind: 'webhook_disabled', level: 'error' }]);
  // A call that was in flight meanwhile says nothing more about it.
  expect(await db().$transaction((tx) => updateHealth(tx, [{ endpointId: id, hasSuccess: false }]))).toEqual([]);
  await tell({});
  await changeEndpoint(id, { isEnabled: true }, by);
  expect(await listNotices()).toEqual([]);
  receiver.react = failing;
  await tell({}, {});
  await until(async () => (await readEndpoint(id)).failingSince).not.toBeNull();
  await pass('6 days');
  await until(async () => (await readEndpoint(id)).disabledReason).toBe('failing');
  expect((await states()).includes('waiting')).toBe(false);
});

test('a redirect is a failure and is not followed', async () => {
  const inner = await Receiver.start();
  await make();
  receiver.react = (_request, response) => response.writeHead(302, { location: inner.url }).end();
  await tell({});
  deliver();
  await expect
    .poll(() => rows('select last_status, state from webhook_delivery'))
    .toEqual([{ last_status: 302, state: 'waiting' }]);
  expect(inner.received).toEqual([]);
  await inner.stop();
});

test('the webhook_url_override of an event takes the place of all endpoints', async () => {
  await make();
  const own = await Receiver.start();
  await tell({ webhookUrl: own.url, data: { connection_id: 'c1' } }, { webhookUrl: own.url, type: 'link.opened' });
  deliver();
  await until(states).toEqual(['delivered']);
  expect([own.received.length, receiver.received.length]).toEqual([1, 0]);
  const { secret } = await rotateSecret((await readOverrides()).id, by);
  await tell({ webhookUrl: own.url });
  await until(() => own.received.length).toBe(2);
  const { body, headers } = own.received[1] ?? { body: '', headers: {} };
  expect(new Nango({ secretKey: 'x', webhookSigningKey: secret }).verifyIncomingWebhookRequest(body, headers)).toBe(
    true,
  );
  expect(JSON.parse(body)).toMatchObject({ from: 'nango' });
  await own.stop();
});

test('for a day after a rotation both secrets sign', async () => {
  const { id, secret } = await make();
  const { secret: newer } = await rotateSecret(id, by);
  await tell({});
  deliver();
  await until(() => receiver.received.length).toBe(1);
  const { body = '', headers } = receiver.received[0] ?? {};
  const plain = Object.fromEntries(Object.entries(headers ?? {}).map(([k, v]) => [k, String(v)]));
  for (const one of [secret, newer])
    expect(new Webhook(one).verify(body, plain)).toMatchObject({ type: 'connection.created' });
  const stored = JSON.stringify(await rows('select * from webhook_endpoint'));
  for (const one of [secret, newer]) expect(stored).not.toContain(one);
});

test('a test says what came of it, cut to 64 KB, and leaves nothing behind', async () => {
  const { id } = await make();
  receiver.react = (_request, response) => response.writeHead(200).end('x'.repeat(200_000));
  const attempt = await testEndpoint(id, by);
  expect([attempt.status, attempt.answer.length]).toEqual([200, 65_536]);
  expect(await rows('select 1 from webhook_delivery')).toEqual([]);
});

test('what waits hours for its next try is sent at once when that is asked', async () => {
  const { id } = await make();
  receiver.react = failing;
  await tell({ sequence: 1 });
  deliver();
  await until(() => rows('select tries from webhook_delivery')).toEqual([{ tries: 1 }]);
  await pool().query("update webhook_delivery set next_at = now() + interval '2 hours'");
  receiver.react = taking;
  await until(() => resendSince(id, new Date(0), by)).toBe(1);
  await until(states).toEqual(['delivered']);
  expect(await resendSince(id, new Date(0), by)).toBe(0);
});

test('what failed, and what was told while the endpoint was off, is sent again', async () => {
  const { id } = await make();
  receiver.react = failing;
  await tell({ sequence: 1 });
  deliver();
  await until(() => rows('select tries from webhook_delivery')).toEqual([{ tries: 1 }]);
  await changeEndpoint(id, { isEnabled: false }, by);
  expect(await states()).toEqual(['failed']);
  await tell({ sequence: 2 });
  await until(() => rows("select value from setting where key = 'webhook_cursor'")).toEqual([{ value: '2' }]);
  await expect(resendSince(id, new Date(0), by)).rejects.toMatchObject({ code: 'switched_off' });
  await changeEndpoint(id, { isEnabled: true }, by);
  receiver.react = taking;
  expect(await resendSince(id, new Date(0), by)).toBe(2);
  await until(states).toEqual(['delivered', 'delivered']);
  const [newest] = await listDeliveries({ endpointId: id }, { limit: 1 });
  expect(newest).toMatchObject({ state: 'delivered', lastStatus: 204, event: { sequence: 2 } });
  await resend(newest?.id ?? '', by);
  await until(async () => (await findDelivery(newest?.id ?? ''))?.attempts.length).toBe(2);
  expect(await resendSince(id, new Date(0), by)).toBe(0);
  expect((await countByEndpoint()).get(id)).toMatchObject({ delivered: 3, failed: 1, waiting: 0 });
});
