import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/ids';
import { createKey } from '#lib/keys/keys';
import { endTokens, rowOf, timelineOf } from '../../scripts/testing/rows.ts';
import { actor, type Made, mira, sharePointOf, tokenOf, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let refreshToken: string;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  refreshToken = (await world.bench.connect(made.app, mira)).refresh_token;
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

function order(more: Record<string, unknown> = {}, credentials: Record<string, unknown> = {}) {
  return {
    provider_config_key: made.uniqueKey,
    credentials: { type: 'OAUTH2', access_token: 'old', refresh_token: refreshToken, ...credentials },
    ...more,
  };
}

const imported = (body: unknown, key = world.key) => world.call('/api/connections', { body, key });
const zulu = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

test('a grant is verified, collected like a sign-in and refreshed like any other', async () => {
  const connectionId = `import/${newId()}`;
  const answer = await imported(
    order({
      connection_id: connectionId,
      metadata: { folder: 'x' },
      end_user: { id: 'i1', email: 'i1@example.com' },
      tags: { From: 'nango' },
      webhook_url_override: 'https://hooks.example.com/a',
      connection_config: {
        tenantId: 'attacker',
        sharepointAccessToken: { access_token: 'stolen' },
        sharepointBaseUrl: 'https://evil.example',
        hostname: 'evil.example',
        baseUrl: 'https://evil.example',
        locale: 'de',
      },
    }),
  );
  expect(answer.status).toBe(201);
  expect(answer.text).not.toMatch(/evil|attacker|stolen|"old"/);
  expect(answer.body).toMatchObject({
    connection_id: connectionId,
    provider_config_key: made.uniqueKey,
    metadata: { folder: 'x' },
    end_user: { id: 'i1', email: 'i1@example.com' },
    tags: { from: 'nango', end_user_id: 'i1' },
    webhook_url_override: 'https://hooks.example.com/a',
    account: { username: mira },
    status: 'healthy',
    created_at: zulu,
    updated_at: zulu,
    last_fetched_at: zulu,
    connection_config: { locale: 'de', tenantId: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01' },
  });
  expect(sharePointOf(answer)).toMatch(/^ey/);
  const { rows } = await world.rows('select id from connection where connection_id = $1', [connectionId]);
  const id = String(rows[0]?.id);
  expect(await timelineOf(id)).toEqual(['imported']);
  expect(await rowOf(id)).toMatchObject({ end_user_id: 'i1', status: 'healthy' });
  await endTokens(id);
  const later = await world.vend({ connectionId, uniqueKey: made.uniqueKey });
  expect(later.status).toBe(200);
  expect(tokenOf(later)).not.toBe(tokenOf(answer));
});

test('an id that exists: 409, and Microsoft is not asked', async () => {
  const { body } = await imported(order());
  await world.calm();
  const again = await imported(order({ connection_id: body.connection_id }));
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ error: { code: 'connection_exists', errors: [{ path: ['connection_id'] }] } });
  expect((await world.requests()).token.total).toBe(0);
});

test('ten at once under one id make one connection', async () => {
  const body = order({ connection_id: `once-${newId()}` });
  const answers = await Promise.all(Array.from({ length: 10 }, () => imported(body)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
});

test.each([
  ['a refresh token Microsoft refuses', () => order({}, { refresh_token: 'made-up' }), 'connection_test_failed'],
  ['none at all', () => order({}, { refresh_token: undefined }), 'invalid_body'],
  ['another client', () => order({}, { config_override: { client_id: 'a', client_secret: 'b' } }), 'invalid_body'],
  ['another kind of credential', () => order({}, { type: 'BASIC' }), 'invalid_body'],
  ['an unknown member', () => order({ what: 1 }), 'invalid_body'],
  ['an unknown integration', () => order({ provider_config_key: 'no-such' }), 'unknown_provider_config'],
  ['a webhook address that is none', () => order({ webhook_url_override: 'javascript:1' }), 'invalid_body'],
])('%s: 400, nothing stored', async (_, body, code) => {
  const before = await world.rows('select count(*)::int as n from connection');
  const answer = await imported(body());
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: { code } });
  expect((await world.rows('select count(*)::int as n from connection')).rows).toEqual(before.rows);
});

test('the reason of a refusal reaches the caller', async () => {
  const { body } = await imported(order({}, { refresh_token: 'made-up' }));
  expect(body).toMatchObject({
    error: { payload: { reason: { code: expect.stringMatching(/^AADSTS/), fix: expect.any(String) } } },
  });
});

test('a key that may only create gets the connection without its credentials', async () => {
  const { key } = await createKey({ name: 'maker', by: actor, scopes: ['environment:connections:create'] });
  const answer = await imported(order(), key);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ credentials: {}, created_at: zulu });
  expect(answer.text).not.toMatch(/ey[A-Za-z0-9_-]{20}|access_token/);
});
