import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Receiver } from '../../scripts/testing/receiver.ts';
import { actor, mira, World } from '../../scripts/testing/world.ts';
import { listAudit } from '../audit/audit.ts';
import { createKey } from '../keys/keys.ts';
import { deliverWebhooks } from '../webhooks/deliver.ts';

let world: World;
let receiver: Receiver;

beforeAll(async () => {
  world = await World.start({ PUBLIC_URL: 'http://localhost:3000' });
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await world.stop();
});

const path = '/api/webhook-endpoints';
const made = z.object({ data: z.looseObject({ id: z.string(), secret: z.string().startsWith('whsec_') }) });

test('an endpoint is made, read, changed, rotated, tested and deleted', async () => {
  const { uniqueKey } = await world.integrate();
  const url = `${receiver.url}/T0SECRET`;
  const body = { url, types: ['connection.created'], integrations: [uniqueKey] };
  const created = await world.call(path, { body });
  expect(created.status).toBe(201);
  const { id, secret } = made.parse(created.body).data;
  const one = await world.call(`${path}/${id}`);
  expect(one.body).toMatchObject({ data: { id, ...body, format: 'standard', enabled: true, disabled_reason: null } });
  expect(one.text).not.toContain(secret);
  expect((await world.call(path)).text).not.toContain(secret);
  const changed = await world.call(`${path}/${id}`, { method: 'PATCH', body: { enabled: false, format: 'nango' } });
  expect(changed.body).toMatchObject({
    data: { url, enabled: false, disabled_reason: 'by_hand', format: 'nango' },
  });
  const rotated = made.parse((await world.call(`${path}/${id}/rotate-secret`, { method: 'POST' })).body).data;
  expect(rotated.secret).not.toBe(secret);
  const tested = await world.call(`${path}/${id}/test`, { method: 'POST' });
  expect(tested.body).toMatchObject({ data: { delivered: true, status: 204, error: null } });
  expect((await world.call(`${path}/${id}`, { method: 'DELETE' })).body).toEqual({ success: true });
  expect((await world.call(`${path}/${id}`)).status).toBe(404);
  const rows = await listAudit({ limit: 5 });
  const actions = ['deleted', 'tested', 'secret-rotated', 'changed', 'created'];
  expect(rows.map(({ action }) => action)).toEqual(actions.map((action) => `webhook-endpoint.${action}`));
  // Whoever knows the whole address of a receiver can often write to it.
  for (const { detail } of rows) expect(detail).toMatchObject({ url: `${receiver.url}/…` });
});

test.each([
  [{ url: 'nonsense' }, 'invalid_body'],
  [{ url: 'ftp://example.com' }, 'invalid_body'],
  [{ url: 'https://user:word@example.com' }, 'invalid_body'],
  [{ url: 'http://10.0.0.1/' }, 'inner_address'],
  [{ url: 'https://example.com', integrations: ['nobody'] }, 'unknown_integration'],
  [{ url: 'https://example.com', types: ['nothing'] }, 'invalid_body'],
])('%j is refused', async (body, code) => {
  const { status, body: answer } = await world.call(path, { body });
  expect([status, answer]).toMatchObject([400, { error: { code } }]);
});

test('a key needs the scope, and one bound to an integration sees no endpoint', async () => {
  const { id: integrationId } = await world.integrate();
  const { key: bound } = await createKey({ name: 'bound', by: actor, integrationId });
  const { key: reader } = await createKey({ name: 'reader', by: actor, scopes: ['environment:webhooks:read'] });
  expect((await world.call(path, { key: bound })).status).toBe(403);
  expect((await world.call(path, { key: reader })).status).toBe(200);
  expect((await world.call(path, { key: reader, body: { url: receiver.url } })).status).toBe(403);
});

test('what a session names gets the events of its link and connection, and no endpoint does', async () => {
  const own = await Receiver.start();
  await world.call(path, { body: { url: receiver.url } });
  const before = receiver.received.length;
  const made = await world.integrate();
  const stopping = new AbortController();
  const delivering = deliverWebhooks(stopping.signal);
  await world.call(`${path}/overrides`, { method: 'PATCH', body: { format: 'standard' } });
  const known = await world.connect(made, mira, { webhookUrlOverride: own.url });
  const types = () => own.received.map(({ body }) => JSON.parse(body).type).toSorted();
  await expect.poll(types, { timeout: 15_000 }).toEqual(['connection.created', 'link.completed']);
  const query = `/api/connections/${known.connectionId}?provider_config_key=${known.uniqueKey}`;
  await world.call(query, { method: 'PATCH', body: { webhook_url_override: '' } });
  await world.call(query, { method: 'DELETE' });
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(before + 1);
  stopping.abort();
  await delivering;
  await own.stop();
});
