import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '#lib/api/app';
import { type Made, World } from '../../scripts/testing/world.ts';

let world: World;
let made: Made;
let other: Made;
let token: string;

beforeAll(async () => {
  world = await World.start();
  [made, other] = [await world.integrate(), await world.integrate()];
  const body = {
    end_user: { id: 'u1', email: 'u1@example.com', tags: { seat: '4' } },
    organization: { id: 'o1', display_name: 'Org' },
    allowed_integrations: [made.uniqueKey],
  };
  token = tokenIn((await world.call('/api/connect/sessions', { body })).text);
});
afterAll(() => world.stop());

const tokenIn = (text: string) => /"token":"([^"]+)"/.exec(text)?.[1] ?? '';

test('its own page sees the session, its integrations and the providers, and no more', async () => {
  expect((await world.call('/api/connect/session', { key: token })).body).toEqual({
    data: {
      endUser: {
        id: 'u1',
        email: 'u1@example.com',
        display_name: null,
        tags: { seat: '4' },
        organization: { id: 'o1', display_name: 'Org' },
      },
      allowed_integrations: [made.uniqueKey],
      connectUISettings: {
        theme: { light: { primary: expect.any(String) }, dark: { primary: expect.any(String) } },
        defaultTheme: 'system',
        showWatermark: false,
      },
    },
  });
  const listed = await world.call('/api/integrations', { key: token });
  expect(listed.body).toMatchObject({ data: [{ unique_key: made.uniqueKey }] });
  expect((await world.call(`/api/integrations/${made.uniqueKey}`, { key: token })).status).toBe(200);
  expect((await world.call(`/api/integrations/${other.uniqueKey}`, { key: token })).status).toBe(404);
  expect((await world.call(`/api/integrations/${made.uniqueKey}?include=credentials`, { key: token })).status).toBe(
    403,
  );
  expect((await world.call('/api/providers/one-drive', { key: token })).status).toBe(200);
  for (const path of [
    '/api/connections',
    '/api/environment-variables',
    world.path({ connectionId: 'x', uniqueKey: 'y' }),
  ])
    expect((await world.call(path, { key: token })).status).toBe(401);
});

test('an API key is no session, and a session that ended is unknown', async () => {
  expect((await world.call('/api/connect/session')).body).toMatchObject({
    error: { code: 'invalid_connect_session_token_format', payload: {} },
  });
  const { text } = await world.call('/api/connect/sessions', { body: { end_user: { id: 'u2' } } });
  const ended = await world.call('/api/connect/session', { method: 'DELETE', key: tokenIn(text) });
  expect([ended.status, ended.text]).toEqual([204, '']);
  const gone = await world.call('/api/connect/session', { key: tokenIn(text) });
  expect(gone.status).toBe(401);
  expect(gone.body).toMatchObject({ error: { code: 'unknown_connect_session_token' } });
});

test('telemetry is accepted from anybody', async () => {
  const body = { token, event: 'open', timestamp: '2026-01-01T00:00:00Z', dimensions: { a: 1 } };
  expect((await world.call('/api/connect/telemetry', { body })).status).toBe(204);
});

test('a browser may ask from anywhere, since nothing is sent by itself', async () => {
  const asked = { 'access-control-request-headers': 'authorization', 'access-control-request-method': 'GET' };
  const preflight = await api.request('/api/connect/session', { method: 'OPTIONS', headers: asked });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
  expect(preflight.headers.has('access-control-allow-credentials')).toBe(false);
});

test.each([
  ['application/x-www-form-urlencoded', 'a=b', 415, 'invalid_content_type'],
  ['multipart/form-data; boundary=x', '--x--', 415, 'invalid_content_type'],
  ['application/json', '{', 400, 'invalid_json'],
  ['application/json', `{"a": "${'x'.repeat(1_100_000)}"}`, 413, 'body_too_large'],
])('a body as %s: %s', async (type, body, ...[status, code]) => {
  const headers = { authorization: `Bearer ${world.key}`, 'content-type': type };
  const response = await api.request('/api/connect/sessions', { method: 'POST', headers, body });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code } });
});
