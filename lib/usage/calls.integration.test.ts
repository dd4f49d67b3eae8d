import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProxyServer } from '../../scripts/testing/proxy-server.ts';
import { type Made, World } from '../../scripts/testing/world.ts';
import { countProxiedCall, listProxiedCalls, pruneCallCounts, writeCallCounts } from './calls.ts';

let world: World;
let made: Made;
let proxy: ProxyServer;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate({ presets: ['files-write'] });
  proxy = await ProxyServer.start(await world.connect(made), world.key);
});
afterAll(async () => {
  await proxy.stop();
  await world.stop();
});

const stored = async () => (await world.rows('select * from call_count order by count desc, method, template')).rows;

test('calls through the proxy are counted by their kind, without ids and queries', async () => {
  await proxy.call('/v1.0/me/drive/root/children?$top=1');
  await proxy.call('/v1.0/me/drive/root/children?$select=private');
  await proxy.call('/v1.0/me/drive/items/none');
  const path = '/v1.0/users/mira@contoso.example/drive/root:/secret.txt:/content?a=private';
  countProxiedCall({ integrationId: made.id, method: 'PUT', path });
  await proxy.call('/v1.0/_echo?a=private');
  await writeCallCounts();
  const rows = await stored();
  expect(JSON.stringify(rows)).not.toMatch(/mira|secret|private|_echo/);
  expect(rows.map(({ method, template, count }) => [count, method, template])).toEqual([
    [2, 'GET', '/me/drive/root/children'],
    [1, 'GET', ''],
    [1, 'PUT', '/users/{id}/drive/root/content'],
  ]);
  await proxy.call('/v1.0/me/drive/root/children');
  await writeCallCounts();
  const [most] = await listProxiedCalls(made.id, 30);
  expect(most).toEqual({ method: 'GET', template: '/me/drive/root/children', count: 3 });
});

test('counts are kept for 90 days', async () => {
  countProxiedCall({ integrationId: made.id, method: 'GET', path: '/v1.0/me' });
  await writeCallCounts();
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  await pruneCallCounts(later(89));
  expect((await listProxiedCalls(made.id, 30)).length).toBeGreaterThan(0);
  await pruneCallCounts(later(92));
  expect(await stored()).toEqual([]);
});
