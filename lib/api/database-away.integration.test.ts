import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '#lib/db';
import { env } from '#lib/env';
import { type Known, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate(), mira);
});
afterAll(() => world.stop());

async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  return typeof address === 'object' && address ? address.port : 1;
}

async function pointTo(databaseUrl: string): Promise<void> {
  await closeDatabase();
  globalThis.latchkeyEnv = { ...env(), databaseUrl };
}

test('without the database every door says so quickly, and recovers by itself', async () => {
  const { databaseUrl } = env();
  const away = new URL(databaseUrl);
  away.port = String(await deadPort());
  await pointTo(away.href);
  const doors: [string, unknown?][] = [
    [world.path(known)],
    [world.path(known, { force: true })],
    ['/api/connections'],
    ['/api/integrations'],
    ['/api/connect/sessions', { end_user: { id: 'u' } }],
    [`/api/connections/${known.connectionId}/token`, { resource: world.root, provider_config_key: known.uniqueKey }],
  ];
  for (const [path, body] of doors) {
    const began = performance.now();
    const answer = await world.call(path, body === undefined ? {} : { body });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.body).toMatchObject({ error: { code: 'service_unavailable' } });
    expect(performance.now() - began).toBeLessThan(1_000);
  }
  expect(await world.call('/api/health')).toMatchObject({
    status: 503,
    body: { parts: { database: 'failing' }, error: { code: 'database_unreachable' } },
  });
  await pointTo(databaseUrl);
  expect((await world.vend(known)).status).toBe(200);
  expect(await world.call('/api/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('a database that only reads still hands out living tokens, and says so for the rest', async () => {
  await world.sql(
    `alter database ${new URL(env().databaseUrl).pathname.slice(1)} set default_transaction_read_only = on`,
  );
  await closeDatabase();
  const health = await world.call('/api/health');
  expect(health).toMatchObject({
    status: 503,
    body: { status: 'failing', parts: { database: 'failing' }, error: { code: 'database_read_only' } },
  });
  expect(health.headers.get('retry-after')).toBe('1');
  expect((await world.vend(known)).status).toBe(200);
  const forced = await world.vend(known, { force: true });
  expect(forced.status).toBe(503);
  expect((await world.call('/api/connect/sessions', { body: { end_user: { id: 'u' } } })).status).toBe(503);
});
