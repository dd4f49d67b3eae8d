import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import type { RefusalAction } from '#lib/audit/schema';
import { pool } from '#lib/db';
import { hashToken, newToken } from '#lib/ids';
import { createLink } from '#lib/links/create-link';
import { revokeLink } from '#lib/links/links';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { ProxyServer } from '../../scripts/testing/proxy-server.ts';
import { actor, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

const address = '192.0.2.44';
const headers = { 'x-forwarded-for': address };
const strange = `lk_${'x'.repeat(43)}`;
let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  known = await world.connect(made, mira);
});
afterAll(() => world.stop());
beforeEach(async () => {
  globalThis.latchkeyRefusals = undefined;
  await pool().query(`delete from audit_event where fold_key is not null`);
});

async function noted(action: RefusalAction) {
  await writeRefusalsNow();
  return (await listAudit({ limit: 200, action })).map(({ detail, subject }) => ({ detail, subject }));
}

const detail = (way: string, attempts: number) => ({ way, address, attempts, latest: expect.any(String) });

const keyDoors: [string, () => Promise<{ status: number }>][] = [
  ['the list', () => world.call('/api/integrations', { key: strange, headers })],
  ['a vend', () => world.call(world.path(known), { key: strange, headers })],
  ['a vend with a mistake in it', () => world.call(`${world.path(known)}&nonsense=1`, { key: strange, headers })],
  [
    'the token of a resource',
    () =>
      world.call(`/api/connections/${known.connectionId}/token`, { key: strange, headers, body: { resource: 'x' } }),
  ],
  [
    'making a session',
    () => world.call('/api/connect/sessions', { key: strange, headers, body: { end_user: { id: 'a' } } }),
  ],
  [
    'an import',
    () =>
      world.call('/api/connections', { key: strange, headers, body: { provider_config_key: 'a', credentials: {} } }),
  ],
  [
    'the proxy',
    async () => {
      const server = await ProxyServer.start(known, strange);
      return server.call('/v1.0/me', { headers }).finally(() => server.stop());
    },
  ],
];

test.each(keyDoors)('a key that does not exist is refused and counted once: %s', async (_, knock) => {
  expect((await knock()).status).toBe(401);
  expect(await noted('api-key.refused')).toEqual([{ subject: 'sign-in', detail: detail('api-key', 1) }]);
});

const session = async () => {
  const body = { end_user: { id: 'a' }, allowed_integrations: [made.uniqueKey] };
  const { text } = await world.call('/api/connect/sessions', { body });
  return String(JSON.parse(text).data.token);
};

const sessionDoors: [string, (key: string) => Promise<{ status: number }>][] = [
  ['reading the session', (key) => world.call('/api/connect/session', { key, headers })],
  ['ending it', (key) => world.call('/api/connect/session', { method: 'DELETE', key, headers })],
  ['the integrations', (key) => world.call('/api/integrations', { key, headers })],
];

test.each(sessionDoors)('the token of no session is refused and counted: %s', async (_, knock) => {
  expect((await knock(newToken())).status).toBe(401);
  expect((await knock(newToken())).status).toBe(401);
  expect(await noted('connect-session.refused')).toEqual([
    { subject: 'sign-in', detail: detail('connect-session', 2) },
  ]);
  expect(await noted('api-key.refused')).toEqual([]);
});

test('so is one that has ended, that was revoked, and what is no token at all', async () => {
  const ended = await session();
  const read = (key: string) => world.call('/api/connect/session', { key, headers });
  expect((await read(ended)).status).toBe(200);
  expect(await noted('connect-session.refused')).toEqual([]);
  await pool().query("update connect_link set expires_at = now() - interval '1 minute' where token_hash = $1", [
    hashToken(ended),
  ]);
  const revoked = await createLink({ integrations: [made.uniqueKey] }, actor);
  await revokeLink(revoked.id, actor);
  for (const key of [ended, revoked.token, strange, world.key]) expect((await read(key)).status).toBe(401);
  const found = await noted('connect-session.refused');
  expect(found).toEqual([{ subject: 'sign-in', detail: detail('connect-session', 4) }]);
  expect(JSON.stringify(found)).not.toContain(ended);
});
