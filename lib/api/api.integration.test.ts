import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '#lib/api/app';
import { deleteConnection } from '#lib/connections/connections';
import { createKey, listKeys, revokeKey } from '#lib/keys/keys';
import { endTokens } from '../../scripts/testing/rows.ts';
import {
  actor,
  jonas,
  type Known,
  type Made,
  mira,
  sharePointOf,
  tokenOf,
  World,
} from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  made = await world.integrate();
  const endUser = { id: 'u1', email: 'u1@example.com', display_name: 'U One' };
  known = await world.connect(made, mira, { endUser, tags: { plan: 'pro' } });
});
afterAll(() => world.stop());

const offset = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/);
const zulu = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const tags = { plan: 'pro', end_user_id: 'u1', end_user_email: 'u1@example.com', end_user_display_name: 'U One' };
const account = {
  oid: '1f0c6a52-7d3b-4b8e-a1c9-5e2d8f7b6a11',
  tid: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01',
  username: mira,
  display_name: 'Mira Okafor',
};
const more = {
  status: 'healthy',
  status_reason: null,
  auth_mode: 'OAUTH2',
  granted_scopes: ['User.Read', 'Files.Read.All', 'Sites.Read.All'],
  sharepoint: expect.objectContaining({ missing: null, onedrive_missing: null }),
  account,
};
const endUserShape = { id: 'u1', email: 'u1@example.com', display_name: 'U One', tags: {}, organization: null };

test('GET /connections/{id}: the whole connection with both tokens', async () => {
  const { status, body, headers } = await world.vend(known);
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toEqual({
    ...more,
    id: expect.any(Number),
    connection_id: known.connectionId,
    provider_config_key: known.uniqueKey,
    provider: 'one-drive',
    errors: [],
    end_user: endUserShape,
    tags,
    metadata: {},
    webhook_url_override: null,
    created_at: offset,
    updated_at: offset,
    last_fetched_at: offset,
    connection_config: {
      tenantId: '5a4d1c0e-6d0f-4f0b-9a52-3c1b7a9e0c01',
      sharepointAccessToken: {
        token_type: 'Bearer',
        scope: expect.any(String),
        expires_in: expect.any(Number),
        ext_expires_in: expect.any(Number),
        access_token: expect.stringMatching(/^ey/),
        expires_at: expect.any(Number),
      },
    },
    credentials: {
      type: 'OAUTH2',
      access_token: expect.stringMatching(/^ey/),
      expires_at: zulu,
      raw: {
        token_type: 'Bearer',
        scope: expect.stringContaining('Sites.Read.All'),
        expires_in: expect.any(Number),
        ext_expires_in: expect.any(Number),
        access_token: tokenOf({ body }),
      },
    },
  });
});

test('the refresh token only when asked for', async () => {
  expect((await world.vend(known)).text).not.toContain('refresh_token');
  const { body, text } = await world.vend(known, { refreshToken: true });
  expect(body).toMatchObject({ credentials: { refresh_token: expect.any(String) } });
  expect(text.match(/refresh_token/g)).toHaveLength(2);
});

test('GET /connections: no token, in the list shape, with filters', async () => {
  const { body, text } = await world.call('/api/connections');
  expect(body).toEqual({
    connections: [
      {
        ...more,
        id: expect.any(Number),
        connection_id: known.connectionId,
        provider_config_key: known.uniqueKey,
        provider: 'one-drive',
        errors: [],
        end_user: endUserShape,
        tags,
        metadata: {},
        created: offset,
      },
    ],
  });
  expect(text).not.toMatch(/ey[A-Za-z0-9_-]{20}|access_token/);
});

test.each([
  ['connectionId', () => known.connectionId],
  ['endUserId', () => 'u1'],
  ['integrationId', () => `nothing,${known.uniqueKey}`],
  ['search', () => 'U1@EXAMPLE'],
  ['tags[plan]', () => 'pro'],
  ['tags[end_user_id]', () => 'u1'],
  ['tags[end_user_email]', () => 'u1@example.com'],
  ['tags[end_user_display_name]', () => 'U One'],
])('GET /connections finds by %s, and by nothing else', async (name, value) => {
  const found = await world.call(`/api/connections?${new URLSearchParams({ [name]: value() })}`);
  expect(found.body).toMatchObject({ connections: [{ connection_id: known.connectionId }] });
  const missed = await world.call(`/api/connections?${new URLSearchParams({ [name]: 'something-else' })}`);
  expect(missed.body).toEqual({ connections: [] });
});

test.each([
  ['/api/connections', undefined, 401, 'missing_auth_header'],
  ['/api/connections', 'Basic abc', 401, 'malformed_auth_header'],
  ['/api/connections', 'Bearer', 401, 'malformed_auth_header'],
  ['/api/connections', 'Bearer nobody', 401, 'unknown_account'],
  ['/api/integrations', 'Bearer nobody', 401, 'unknown_account'],
  ['/api/connect/sessions', 'Bearer nobody', 401, 'unknown_account'],
  ['/api/connections/x?provider_config_key=y', undefined, 401, 'missing_auth_header'],
  ['/api/connections/x?provider_config_key=y', 'Bearer nobody', 401, 'unknown_account'],
  ['/api/connections/x', 'Bearer nobody', 401, 'unknown_account'],
  ['/api/connections/x?provider_config_key=y&force_refresh=maybe', 'Bearer nobody', 401, 'unknown_account'],
])('%s with %s: %i %s', async (path, authorization, ...[status, code]) => {
  const headers = new Headers(authorization === undefined ? {} : { authorization });
  const response = await api.request(path, { headers, method: path.endsWith('sessions') ? 'POST' : 'GET' });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code, payload: {} } });
});

test('a cookie is no key', async () => {
  const cookie = `next-auth.session-token=${world.key}; latchkey-browser=${world.key}`;
  expect((await api.request(world.path(known), { headers: { cookie } })).status).toBe(401);
});

test('a revoked key is refused at once, everywhere', async () => {
  const { key, prefix } = await createKey({ name: 'short-lived', by: actor });
  expect((await world.vend(known, { key })).status).toBe(200);
  const { id } = (await listKeys()).find((one) => one.prefix === prefix) ?? { id: '' };
  await revokeKey({ id, by: actor });
  expect((await world.vend(known, { key })).status).toBe(401);
  expect((await world.call('/api/connections', { key })).status).toBe(401);
  expect((await world.call('/api/integrations', { key })).status).toBe(401);
});

test.each([
  ['GET', '/api/connections?page=-1', undefined, 'invalid_query_params'],
  ['GET', '/api/connections?limit=5000', undefined, 'invalid_query_params'],
  ['GET', '/api/connections?what=1', undefined, 'invalid_query_params'],
  ['GET', '/api/connections?search=%00', undefined, 'invalid_query_params'],
  ['GET', '/api/connections?tags%5Ba%5D=%00', undefined, 'invalid_query_params'],
  ['POST', '/api/connect/sessions', { end_user: { id: 'a\0' } }, 'invalid_body'],
  ['POST', '/api/connect/sessions', { end_user: { id: '\ud800' } }, 'invalid_body'],
  ['POST', '/api/connect/sessions', { tags: { '\0': 'a' } }, 'invalid_body'],
  ['GET', '/api/connections/x', undefined, 'invalid_query_params'],
  ['GET', '/api/connections/x?provider_config_key=y&what=1', undefined, 'invalid_query_params'],
  ['GET', '/api/connections/x?provider_config_key=y&force_refresh=maybe', undefined, 'invalid_query_params'],
  ['GET', '/api/connections/%3Cx%3E?provider_config_key=y', undefined, 'invalid_uri_params'],
  ['GET', `/api/connections/${'x'.repeat(256)}?provider_config_key=y`, undefined, 'invalid_uri_params'],
  ['POST', '/api/connect/sessions', { what: 1 }, 'invalid_body'],
  ['POST', '/api/connect/sessions', { end_user: { id: 'u', what: 1 } }, 'invalid_body'],
  ['POST', '/api/connect/sessions', { end_user: { id: 'u' }, allowed_integrations: ['no-such'] }, 'invalid_body'],
  ['POST', '/api/connect/sessions', { end_user: { id: 'u' }, expires_in: 10 }, 'invalid_body'],
  ['POST', '/api/connect/sessions', [], 'invalid_body'],
  ['POST', '/api/integrations', { provider: 'one-drive' }, 'invalid_body'],
  ['POST', '/api/connections/x/token', { resource: 'no-url', provider_config_key: 'y' }, 'invalid_body'],
  ['POST', '/api/connections/x/token', { resource: 'https://a.example', what: 1 }, 'invalid_body'],
])('%s %s %j: 400 %s with what did not fit', async (method, path, ...[body, code]) => {
  const answer = await world.call(path, { method, ...(body !== undefined && { body }) });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: { code, message: expect.any(String), errors: expect.any(Array) } });
});

test('a body that is not JSON', async () => {
  const headers = { authorization: `Bearer ${world.key}` };
  const response = await api.request('/api/connect/sessions', { method: 'POST', headers, body: '{' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_json' } });
});

test('an integration or connection that is not there, and one of another integration', async () => {
  const other = await world.integrate();
  const nothing = { connectionId: 'nothing', uniqueKey: known.uniqueKey };
  expect((await world.vend({ ...nothing, uniqueKey: 'nothing' })).body).toMatchObject({
    error: { code: 'unknown_provider_config' },
  });
  const [unknown, foreign] = [await world.vend(nothing), await world.vend({ ...known, uniqueKey: other.uniqueKey })];
  expect(unknown.status).toBe(404);
  expect(foreign.text).toBe(unknown.text);
  expect((await world.call('/api/nothing')).body).toMatchObject({ error: { code: 'not_found' } });
});

test('a deleted connection is refused at once, also while it is being refreshed', async () => {
  const gone = await world.connect(made, jonas);
  await endTokens(gone.id);
  await world.fault({ match: { path: 'token' }, delay_ms: 500 });
  const vending = world.vend(gone);
  await new Promise((done) => setTimeout(done, 150));
  await deleteConnection(gone.id, actor);
  expect((await world.vend(gone)).status).toBe(404);
  expect((await vending).status).toBe(404);
  await world.calm();
});

test('both tokens are for their own audience', async () => {
  const answer = await world.vend(known);
  const audience = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).aud;
  expect(audience(tokenOf(answer))).not.toBe(audience(sharePointOf(answer)));
  expect(audience(sharePointOf(answer))).toBe(world.root);
});
