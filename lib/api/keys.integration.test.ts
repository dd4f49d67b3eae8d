import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '#lib/audit/audit';
import { hashToken } from '#lib/ids';
import { createKey, findKey } from '#lib/keys/keys';
import { setRequestLimit } from '#lib/keys/limit';
import { writeRefusalsNow } from '#lib/refusals/refusals';
import { setVariable } from '#lib/variables/variables';
import { type Answer, actor, jonas, type Known, type Made, mira, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let other: Made;
let known: Known;
let foreign: Known;

beforeAll(async () => {
  world = await World.start();
  [made, other] = [await world.integrate(), await world.integrate()];
  known = await world.connect(made, mira, { endUser: { id: 'u1' } });
  foreign = await world.connect(other, jonas);
  await setVariable({ name: 'REGION', value: 'eu' }, actor);
});
afterAll(() => world.stop());

async function keyWith(...scopes: string[]): Promise<string> {
  return (await createKey({ name: 'scoped', by: actor, scopes })).key;
}

const secret = /ey[A-Za-z0-9_-]{20}|access_token|refresh_token|client_secret/;
const c = 'environment:connections';
const i = 'environment:integrations';

type Call = [method: string, path: () => string, body: (() => unknown) | undefined, scope: string];

const named = () => `provider_config_key=${known.uniqueKey}`;
const unknownId = '/api/connections/no-such';
const metadata = () => ({ connection_id: 'no-such', provider_config_key: known.uniqueKey, metadata: {} });

/** Every endpoint with a harmless request, and the scope it needs. */
const calls: Call[] = [
  ['GET', () => '/api/connections', undefined, `${c}:list`],
  ['GET', () => `${unknownId}?${named()}`, undefined, `${c}:read`],
  ['GET', () => `${unknownId}?${named()}&force_refresh=true`, undefined, `${c}:read_credentials`],
  ['GET', () => `${unknownId}?${named()}&refresh_token=true`, undefined, `${c}:read_credentials`],
  ['GET', () => `${unknownId}/health?${named()}`, undefined, `${c}:read`],
  ['POST', () => `${unknownId}/token?${named()}`, () => ({ resource: world.root }), `${c}:read_credentials`],
  ['POST', () => '/api/connections', () => ({}), `${c}:create`],
  ['POST', () => '/api/connections/metadata', metadata, `${c}:update`],
  ['PATCH', () => '/api/connections/metadata', metadata, `${c}:update`],
  ['PATCH', () => `${unknownId}?${named()}`, () => ({}), `${c}:update`],
  ['DELETE', () => `${unknownId}?${named()}`, undefined, `${c}:delete`],
  ['GET', () => '/api/integrations', undefined, `${i}:list`],
  ['GET', () => '/api/integrations/no-such', undefined, `${i}:read`],
  ['GET', () => `/api/integrations/${made.uniqueKey}?include=credentials`, undefined, `${i}:read_credentials`],
  ['POST', () => '/api/integrations', () => ({}), `${i}:create`],
  ['PATCH', () => '/api/integrations/no-such', () => ({}), `${i}:update`],
  ['DELETE', () => '/api/integrations/no-such', undefined, `${i}:delete`],
  ['POST', () => '/api/connect/sessions', () => ({ what: 1 }), 'environment:connect_sessions:write'],
  ['POST', () => '/api/connect/sessions/reconnect', () => ({}), 'environment:connect_sessions:write'],
  ['GET', () => '/api/environment-variables', undefined, 'environment:variables:read'],
];

const callOf = ([method, path, body]: Call, key: string): Promise<Answer> =>
  world.call(path(), { method, key, ...(body && { body: body() }) });

describe('scopes', () => {
  test.each(calls)('%s %s with %s needs %s, and nothing else', async (...call) => {
    const [, , , scope] = call;
    expect((await callOf(call, await keyWith(scope))).status).not.toBe(403);
    expect((await callOf(call, world.key)).status).not.toBe(403);
    const others = calls.map((one) => one[3]).filter((one) => one !== scope && one !== `${scope}_credentials`);
    const refused = await callOf(call, await keyWith(...others));
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual({ error: { code: 'forbidden', message: expect.stringContaining(scope) } });
  });

  test('a key without the credentials scope gets the connection without any secret', async () => {
    await world.sql(
      `update connection set connection_config = connection_config || '{"apiToken": "s3cret", "nested": {"password": "s3cret", "kept": 1}}' where id = $1`,
      [known.id],
    );
    const key = await keyWith(`${c}:read`, `${c}:list`, `${i}:read`, `${i}:list`);
    const { status, body, text } = await world.vend(known, { key });
    expect(status).toBe(200);
    expect(body).toMatchObject({ connection_id: known.connectionId, credentials: {}, status: 'healthy' });
    expect(body.connection_config).toEqual({ tenantId: expect.any(String), nested: { kept: 1 } });
    expect(text).not.toMatch(secret);
    expect(text).not.toContain('s3cret');
    for (const path of ['/api/connections', '/api/integrations', `/api/integrations/${made.uniqueKey}?include=webhook`])
      expect((await world.call(path, { key })).text).not.toMatch(secret);
  });

  test('it is told the state of a connection that has no token to give', async () => {
    const closed = await world.connect(made, jonas);
    await world.sql("update connection set status = 'needs_reauthorization' where id = $1", [closed.id]);
    const { status, body } = await world.vend(closed, { key: await keyWith(`${c}:read`) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'needs_reauthorization', credentials: {}, errors: [{ type: 'auth' }] });
    const path = `/api/connections/${closed.connectionId}/health?provider_config_key=${closed.uniqueKey}`;
    expect((await world.call(path)).body).toMatchObject({ status: 'needs_reauthorization' });
  });
});

test('a key that does not exist is refused, and the audit log tells of it without the key', async () => {
  const key = `lk_${'x'.repeat(43)}`;
  for (const path of ['/api/integrations', '/api/connections'])
    expect((await world.call(path, { key })).status).toBe(401);
  expect((await world.vend(known, { key })).status).toBe(401);
  await writeRefusalsNow();
  const found = await listAudit({ limit: 5, action: 'api-key.refused' });
  expect(found).toMatchObject([{ actor: 'stranger', detail: { way: 'api-key', attempts: expect.any(Number) } }]);
  expect(JSON.stringify(found)).not.toContain('lk_x');
});

describe('a key bound to one integration', () => {
  let bound: string;
  beforeAll(async () => {
    bound = (await createKey({ name: 'bound', by: actor, integrationId: made.id })).key;
  });

  test('lists only its own', async () => {
    expect((await world.call('/api/integrations', { key: bound })).body).toMatchObject({
      data: [{ unique_key: made.uniqueKey }],
    });
    const listed = await world.call(`/api/connections?integrationId=${made.uniqueKey},${other.uniqueKey}`, {
      key: bound,
    });
    expect(listed.text).toContain(known.connectionId);
    expect(listed.text).not.toContain(foreign.connectionId);
    expect((await world.vend(known, { key: bound })).status).toBe(200);
  });

  const foreignKey = () => other.uniqueKey;
  const address = (key: string) => `/api/connections/${foreign.connectionId}?provider_config_key=${key}`;
  const requests: [string, (key: string) => string, ((key: string) => unknown)?][] = [
    ['GET', address],
    ['PATCH', address, () => ({})],
    ['DELETE', address],
    ['GET', (key) => address(key).replace('?', '/health?')],
    ['POST', (key) => address(key).replace('?', '/token?'), () => ({ resource: 'https://graph.microsoft.com' })],
    ['GET', (key) => `/api/integrations/${key}`],
    ['PATCH', (key) => `/api/integrations/${key}`, () => ({ display_name: 'x' })],
    ['DELETE', (key) => `/api/integrations/${key}`],
    [
      'POST',
      () => '/api/connections/metadata',
      (key) => ({ connection_id: foreign.connectionId, provider_config_key: key, metadata: {} }),
    ],
    [
      'POST',
      () => '/api/connect/sessions/reconnect',
      (key) => ({ connection_id: foreign.connectionId, integration_id: key }),
    ],
    ['POST', () => '/api/connect/sessions', (key) => ({ end_user: { id: 'u' }, allowed_integrations: [key] })],
  ];

  test.each(requests)('%s: what is foreign answers like what is not there', async (method, path, body) => {
    const ask = (key: string) => world.call(path(key), { method, key: bound, ...(body && { body: body(key) }) });
    const [real, none] = [await ask(foreignKey()), await ask('no-such')];
    expect(real.status).toBeGreaterThanOrEqual(400);
    expect(real.status).toBe(none.status);
    expect(real.text.replaceAll(foreignKey(), 'KEY')).toBe(none.text.replaceAll('no-such', 'KEY'));
  });

  test('makes sessions for its own integration and no integrations', async () => {
    const session = await world.call('/api/connect/sessions', { key: bound, body: { end_user: { id: 'u' } } });
    expect(session.status).toBe(201);
    const { rows } = await world.rows('select integration_ids from connect_link order by created_at desc limit 1');
    expect(rows).toEqual([{ integration_ids: [made.id] }]);
    const credentials = { type: 'OAUTH2', client_id: made.app.client_id, client_secret: 'x8Q~abc' };
    const body = { provider: 'one-drive', unique_key: 'mine', credentials };
    expect((await world.call('/api/integrations', { key: bound, body })).status).toBe(403);
  });

  test('reads no environment variable: they belong to all integrations', async () => {
    await setVariable({ name: 'STRIPE_KEY', value: 'sk_of_another_product' }, actor);
    const refused = await world.call('/api/environment-variables', { key: bound });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('bound to one integration');
    expect(refused.text).not.toContain('sk_of_another_product');
    const free = await keyWith('environment:variables:read');
    const { text } = await world.call('/api/environment-variables', { key: free });
    expect(JSON.parse(text)).toContainEqual({ name: 'STRIPE_KEY', value: 'sk_of_another_product' });
  });

  test('ends with its integration', async () => {
    const own = await world.integrate();
    const { key } = await createKey({ name: 'short', by: actor, integrationId: own.id });
    expect((await world.call(`/api/integrations/${own.uniqueKey}`, { method: 'DELETE', key })).status).toBe(200);
    expect(await findKey(hashToken(key))).toBeUndefined();
    expect((await world.call('/api/integrations', { key })).status).toBe(401);
  });
});

describe('the limit per key', () => {
  afterEach(() => setRequestLimit(0, actor));

  test('off: no headers; on: they count down, per key and for vends too, until 429', async () => {
    expect((await world.vend(known)).headers.has('ratelimit-limit')).toBe(false);
    await setRequestLimit(3, actor);
    const [key, another] = [await keyWith('environment:*'), await keyWith('environment:*')];
    const first = await world.vend(known, { key });
    expect(first.status).toBe(200);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '2',
      'ratelimit-policy': '3;w=60',
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '2',
    });
    expect((await world.call('/api/integrations', { key })).headers.get('ratelimit-remaining')).toBe('1');
    await world.vend(known, { key });
    for (const refused of [await world.vend(known, { key }), await world.call('/api/connections', { key })]) {
      expect(refused.status).toBe(429);
      expect(refused.body).toMatchObject({ error: { code: 'too_many_request', payload: { method: 'GET' } } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    }
    expect((await world.vend(known, { key: another })).status).toBe(200);
  });
});
