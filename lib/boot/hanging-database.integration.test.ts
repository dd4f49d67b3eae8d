import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isDatabaseUp } from '#lib/database-health';
import { db, isDatabaseAway, pool } from '#lib/db';
import { env } from '#lib/env';
import { verifyPassword } from '#lib/operators/sign-in';
import { consume } from '#lib/rate-limit';
import { admit } from '../../app/connect/admit.ts';
import { languages } from '../../app/connect/language.ts';
import { wordsIn } from '../../app/connect/words.ts';
import { type OwnPostgres, startOwnPostgres } from '../../scripts/testing/own-postgres.ts';
import { ask, listenAnywhere } from '../../scripts/testing/raw-http.ts';
import { type Known, World } from '../../scripts/testing/world.ts';
import { openDoors } from './doors.ts';
import { createGate } from './gate.ts';
import { answer, createListener, type Handler, type Listener } from './listener.ts';

const shared = process.env.LATCHKEY_TEST_POSTGRES;
let postgres: OwnPostgres;
let world: World;
let known: Known;
let listener: Listener;
let port: number;
let onPage: (() => void) | undefined;

/** The part of a connect page that runs before it is rendered. */
const connectPage: Handler = async ({ url, method = 'GET', headers }, response) => {
  const language = String(headers['accept-language'] ?? '');
  const asked = new NextRequest(`${env().publicUrl}${url}`, { method, headers: { 'accept-language': language } });
  const admission = await admit(asked);
  if (admission.kind !== 'answer') throw new Error('A page was to be rendered.');
  const { status, headers: sent } = admission.response;
  const html = Buffer.from(await admission.response.arrayBuffer());
  response.writeHead(status, { ...Object.fromEntries(sent), 'content-length': html.byteLength }).end(html);
};

/** Stands in for Next: a page that reads in a transaction, with the answer Next gives when that fails. */
const pages: Handler = async (request, response) => {
  onPage?.();
  if (request.url?.startsWith('/connect/')) return connectPage(request, response);
  if (request.url === '/broken') return answer(response, 500, { sentence: 'Broken by itself.' });
  const isRead = await db()
    .$transaction((tx) => tx.setting.count())
    .then(
      () => true,
      () => false,
    );
  response.statusCode = isRead ? 200 : 500;
  response.setHeader('content-length', 2);
  response.end('ok');
};

beforeAll(async () => {
  postgres = await startOwnPostgres();
  process.env.LATCHKEY_TEST_POSTGRES = postgres.url;
  world = await World.start();
  known = await world.connect(await world.integrate());
  listener = createListener(openDoors({ gate: createGate(env()), pages, upgrades: {} }));
  port = await listenAnywhere(listener.server);
}, 120_000);

afterAll(async () => {
  postgres.thaw();
  await listener.close(0);
  await world.stop();
  await postgres.stop();
  process.env.LATCHKEY_TEST_POSTGRES = shared;
});

type Sent = { method?: string; path: string; body?: unknown; headers?: Record<string, string> };

async function send({ method = 'GET', path, body, headers = {} }: Sent) {
  const began = performance.now();
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    Host: 'localhost:3000',
    Authorization: `Bearer ${world.key}`,
    'Content-Type': 'application/json',
    'Content-Length': String(text.length),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const got = await ask(port, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  const retryAfter = /^retry-after: (\d+)$/im.exec(got.head)?.[1];
  return { path, status: got.status, retryAfter, seconds: (performance.now() - began) / 1_000, body: got.body };
}

const proxied = () => ({ 'Connection-Id': known.connectionId, 'Provider-Config-Key': known.uniqueKey });
const asked = (): Sent[] => [
  ...Array.from({ length: 200 }, () => ({ path: world.path(known) })),
  { path: world.path(known, { force: true }) },
  { path: '/api/connections' },
  { path: '/api/integrations' },
  { method: 'POST', path: '/api/connect/sessions', body: { end_user: { id: 'u' } } },
  { method: 'POST', path: '/api/integrations', body: { unique_key: 'x', provider: 'one-drive' } },
  {
    method: 'POST',
    path: `/api/connections/${known.connectionId}/token`,
    body: { resource: world.root, provider_config_key: known.uniqueKey },
  },
  { path: '/api/proxy/v1.0/me', headers: proxied() },
  { path: '/sign-in' },
  { path: '/connections' },
  { method: 'POST', path: '/sign-in', body: {} },
  { path: '/connect/abc' },
  { path: '/api/auth/session' },
];

describe.skipIf(process.platform !== 'linux')('a database that hangs', () => {
  test('every request ends with a 503 after some seconds, and all is well when it goes on', async () => {
    for (const path of [world.path(known), '/connections', '/api/health'])
      expect(await send({ path })).toMatchObject({ status: 200 });
    postgres.freeze();
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all(asked().map(send));
      for (const got of answers) {
        expect(got).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
        expect(got.seconds).toBeLessThan(15);
      }
    }
    const health = await send({ path: '/api/health' });
    expect(health).toMatchObject({ status: 503, body: expect.stringContaining('"code":"database_not_answering"') });
    expect(health.seconds).toBeLessThan(6);
    const own = await Promise.allSettled([
      consume('sign-in', 'somebody'),
      verifyPassword({ email: 'ada@example.com', password: 'wrong' }, '203.0.113.7'),
    ]);
    for (const work of own) expect(work.status === 'rejected' && isDatabaseAway(work.reason)).toBe(true);

    postgres.thaw();
    await expect.poll(isDatabaseUp, { timeout: 10_000 }).toBe(true);
    for (const path of [world.path(known), '/api/connections', '/connections', '/api/auth/session'])
      expect(await send({ path })).toMatchObject({ status: 200 });
    await expect.poll(async () => (await send({ path: '/api/health' })).status, { timeout: 5_000 }).toBe(200);
    const busy = () => pool().totalCount - pool().idleCount + pool().waitingCount;
    await expect.poll(busy, { timeout: 10_000 }).toBe(0);
    const theirs = `select count(*)::int as n, count(*) filter (where state like 'idle in%')::int as open
      from pg_stat_activity where application_name = 'latchkey' and datname = current_database()`;
    // A connection that was cut also ends at the database. Two more may belong to the pool for maintenance.
    await expect
      .poll(async () => (await pool().query(theirs)).rows[0], { timeout: 10_000 })
      .toEqual({ n: expect.toSatisfy((n: number) => n <= pool().totalCount + 2), open: 0 });
  }, 120_000);

  test('a connect page says it in the reader’s language, without a script', async () => {
    const paths = ['/connect/abc', '/connect/abc/result', '/connect/start-again', '/connect/reported-approved'];
    const posted = { path: '/connect/abc/start', method: 'POST', body: {} };
    postgres.freeze();
    await expect.poll(isDatabaseUp, { timeout: 10_000 }).toBe(false);
    try {
      for (const language of languages) {
        const headers = { 'Accept-Language': `${language}-XX, en;q=0.5` };
        const answers = await Promise.all(
          [...paths.map((path) => ({ path })), posted].map((one) => send({ ...one, headers })),
        );
        const t = wordsIn(language);
        for (const got of answers) {
          const html = Buffer.from(got.body, 'latin1').toString();
          expect(got).toMatchObject({ status: 503, retryAfter: '60' });
          expect(got.seconds).toBeLessThan(10);
          expect(html).toContain(`<html lang="${language}">`);
          expect(html).toContain(t('unavailable.text'));
          // Nothing has to be loaded, which might hang too.
          expect(html).not.toContain(' src=');
        }
      }
    } finally {
      postgres.thaw();
    }
    await expect.poll(isDatabaseUp, { timeout: 10_000 }).toBe(true);
    expect(await send({ path: '/connect/abc' })).toMatchObject({ status: 410 });
  }, 120_000);

  test('a page that had begun ends with 503; one that fails by itself stays a 500', async () => {
    expect(await send({ path: '/broken' })).toMatchObject({ status: 500, retryAfter: undefined });
    onPage = () => postgres.freeze();
    const got = await send({ path: '/connections' });
    onPage = undefined;
    postgres.thaw();
    expect(got).toMatchObject({ status: 503, retryAfter: '1' });
    expect(got.seconds).toBeLessThan(15);
    await expect.poll(isDatabaseUp, { timeout: 10_000 }).toBe(true);
    expect(await send({ path: '/broken' })).toMatchObject({ status: 500 });
  }, 60_000);
});
