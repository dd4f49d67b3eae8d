import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Known, World } from '../../scripts/testing/world.ts';

let world: World;
let known: Known;
let query: string;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate());
  query = new URLSearchParams({ provider_config_key: known.uniqueKey }).toString();
});
afterAll(() => world.stop());

test('the paths of before answer as those that took their place', async () => {
  const [before, now] = [await world.call(`/api/connection/${known.connectionId}?${query}`), await world.vend(known)];
  expect([before.status, before.body.credentials]).toEqual([200, now.body.credentials]);
  expect((await world.call('/api/connection')).body).toMatchObject({
    connections: [{ connection_id: known.connectionId }],
  });
});

test('metadata is the body itself', async () => {
  const path = `/api/connection/${known.connectionId}/metadata`;
  const headers = { 'provider-config-key': known.uniqueKey };
  expect((await world.call(path, { method: 'POST', body: { a: 1 }, headers })).status).toBe(201);
  expect((await world.call(path, { method: 'PATCH', body: { b: 2 }, headers })).status).toBe(200);
  expect((await world.vend(known)).body.metadata).toEqual({ a: 1, b: 2 });
});

test('without a key nothing is told, and what is deleted is gone', async () => {
  expect((await world.call(`/api/connection/${known.connectionId}?${query}`, { key: 'nobody' })).status).toBe(401);
  const gone = await world.call(`/api/connection/${known.connectionId}?${query}`, { method: 'DELETE' });
  expect(gone.body).toEqual({ success: true });
  expect((await world.vend(known)).status).toBe(404);
});
