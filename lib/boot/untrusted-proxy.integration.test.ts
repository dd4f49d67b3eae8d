import { PassThrough } from 'node:stream';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db';
import { env } from '#lib/env';
import { dismissNotice, listNotices } from '#lib/notices/notices';
import { testDatabase } from '../../scripts/testing/database.ts';
import { ask, listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { openDoors } from './doors.ts';
import { createGate } from './gate.ts';
import { answer, createListener, type Handler, type Listener } from './listener.ts';
import { reviewUntrustedProxies, watchUntrustedProxies } from './untrusted-proxy.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let listener: Listener;
let port: number;
const logged: string[] = [];

/** Answers with the address that a page would see as the visitor's. */
const pages: Handler = ({ headers }, response) =>
  answer(response, 200, { sentence: `You are ${String(headers['x-forwarded-for'])}.` });

beforeAll(async () => {
  database = await testDatabase();
  const lines = new PassThrough();
  lines.on('data', (chunk) => logged.push(String(chunk)));
  globalThis.latchkeyLog = pino({ level: 'warn' }, lines);
});

async function startProcess(trustedProxies: string[]): Promise<void> {
  const gate = createGate({ ...env(), trustedProxies }, watchUntrustedProxies());
  listener = createListener(openDoors({ gate, pages, upgrades: {} }));
  port = await listenAnywhere(listener.server);
  await reviewUntrustedProxies(trustedProxies);
}

beforeEach(() => startProcess([]));

afterEach(async () => {
  await listener.close(0);
  await db().notice.deleteMany();
  logged.splice(0);
});

afterAll(() => database.close());

const get = (header: string) => ask(port, `GET /sign-in HTTP/1.1\r\nHost: localhost:3000\r\n${header}\r\n`);
const forwarded = 'X-Forwarded-For: 203.0.113.17\r\n';

async function tellOne(): Promise<void> {
  await get(forwarded);
  await expect.poll(() => listNotices()).toHaveLength(1);
}

test.each([
  forwarded,
  'Forwarded: for=203.0.113.17\r\n',
  'X-Real-IP: 203.0.113.17\r\n',
  'X-Forwarded-Proto: https\r\n',
])('a proxy nobody named is told of once, and not believed: %s', async (header) => {
  for (let count = 0; count < 3; count++) expect((await get(header)).body).toBe('You are 127.0.0.1.\n');
  await expect
    .poll(() => listNotices())
    .toMatchObject([
      {
        kind: 'untrusted_proxy',
        level: 'warning',
        integration: null,
        fix: expect.stringContaining('TRUSTED_PROXIES=127.0.0.1'),
      },
    ]);
  expect(logged).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
});

test('requests without such headers, or from a trusted proxy, tell nothing', async () => {
  await get('');
  await listener.close(0);
  await startProcess(['127.0.0.0/8']);
  expect((await get(forwarded)).body).toBe('You are 203.0.113.17.\n');
  expect(logged).toEqual([]);
  expect(await db().notice.count()).toBe(0);
});

test('many addresses make one notice, in one process or several', async () => {
  await tellOne();
  const before = new Date(Date.now() - 3_600_000);
  await db().notice.updateMany({ data: { createdAt: before } });
  watchUntrustedProxies()('192.0.2.1');
  await expect.poll(() => db().notice.count({ where: { createdAt: { gt: before } } })).toBe(1);
  expect(await db().notice.count()).toBe(1);
});

test('it goes when the proxy is trusted', async () => {
  await tellOne();
  await reviewUntrustedProxies(['192.0.2.0/24']);
  expect(await listNotices()).toHaveLength(1);
  await reviewUntrustedProxies(['127.0.0.1']);
  expect(await listNotices()).toEqual([]);
});

test('it goes when it has not happened for a day', async () => {
  await tellOne();
  await db().notice.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  await reviewUntrustedProxies([]);
  expect(await listNotices()).toEqual([]);
});

test('dismissed, it stays away while it goes on', async () => {
  await tellOne();
  const [notice] = await listNotices();
  await dismissNotice(notice?.id ?? '', 'operator:ada@example.com');
  const before = new Date(Date.now() - 20 * 3_600_000);
  await db().notice.updateMany({ data: { createdAt: before } });
  watchUntrustedProxies()('127.0.0.1');
  await expect
    .poll(async () => (await db().notice.findFirst({ select: { createdAt: true } }))?.createdAt.getTime())
    .toBeGreaterThan(before.getTime());
  expect(await listNotices()).toEqual([]);
});
