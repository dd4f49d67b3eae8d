import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { pool } from '#lib/db';
import { setRequestLimit } from '#lib/keys/limit';
import { endTokens } from '../../scripts/testing/rows.ts';
import { actor, graph, type Known, mira, tokenOf, World } from '../../scripts/testing/world.ts';
import { api } from './app.ts';
import { answerVend, readPlainVend } from './vend-door.ts';

let world: World;
let known: Known;
let server: Server;
let url: string;
let askedOtherwise = 0;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate());
  const rest = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  server = createServer((request, response) => {
    const vend = readPlainVend(request);
    const otherwise = () => {
      askedOtherwise += 1;
      return rest(request, response);
    };
    return vend ? answerVend(vend, response, otherwise) : rest(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = z.object({ port: z.number() }).parse(server.address());
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  await world.stop();
});
beforeEach(() => {
  askedOtherwise = 0;
});

const headersOf = (headers: Headers) =>
  Object.fromEntries(
    [...headers].filter(([name]) => !['date', 'content-length', 'connection', 'keep-alive', 'vary'].includes(name)),
  );

async function ask(path: string, key = world.key) {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
  const body = z.record(z.string(), z.unknown()).parse(await response.json());
  return { status: response.status, headers: headersOf(response.headers), body };
}

test('answers what the API answers, with the same headers', async () => {
  const direct = await ask(world.path(known));
  expect(askedOtherwise).toBe(0);
  // A request with a parameter without a value is not a plain one, so the Hono app answers it.
  const through = await ask(`${world.path(known)}&force_refresh=`);
  expect(direct.status).toBe(200);
  const { last_fetched_at: _, ...body } = direct.body;
  expect(through.body).toMatchObject(body);
  expect(Object.keys(through.body)).toEqual(Object.keys(direct.body));
  expect(through.headers).toEqual(direct.headers);
});

test('names beyond ASCII arrive whole', async () => {
  await pool().query(
    `update connection set display_name = 'Mïra Ōkami 🦊', metadata = '{"note":"größer"}' where id = $1`,
    [known.id],
  );
  const { body } = await ask(world.path(known));
  expect(askedOtherwise).toBe(0);
  expect(body).toMatchObject({ account: { display_name: 'Mïra Ōkami 🦊' }, metadata: { note: 'größer' } });
});

test('what is not there and who may not ask is told by the API', async () => {
  const missing = await ask(`/api/connections/nobody?provider_config_key=${known.uniqueKey}`);
  expect(missing).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  expect(await ask(`/api/connections/${known.connectionId}?provider_config_key=nothing`)).toMatchObject({
    status: 400,
    body: { error: { code: 'unknown_provider_config' } },
  });
  expect(await ask(world.path(known), 'lk_unknown')).toMatchObject({
    status: 401,
    body: { error: { code: 'unknown_account' } },
  });
  expect(askedOtherwise).toBe(3);
});

test('what the SDK asks is answered here, with new tokens and the refresh token where it wants them', async () => {
  const nango = new Nango({ apiKey: world.key, host: `${url}/api` });
  const [first, forced] = [
    await nango.getConnection(known.uniqueKey, known.connectionId),
    await nango.getConnection(known.uniqueKey, known.connectionId, true, true),
  ];
  expect(askedOtherwise).toBe(0);
  expect(first.credentials).not.toHaveProperty('refresh_token');
  expect(forced.credentials).toMatchObject({ type: 'OAUTH2', refresh_token: expect.any(String) });
  expect(forced.credentials).not.toMatchObject({ access_token: tokenOf({ body: first }) });
});

test('a refused refresh is told by the API, after one request', async () => {
  const { app, ...made } = await world.integrate();
  const next = await world.connect({ app, ...made });
  await world.revoke(mira, 'password_reset', app.client_id);
  await world.calm();
  const { status, body } = await ask(`${world.path(next)}&force_refresh=true`);
  expect({ status, error: body.error }).toMatchObject({ status: 424, error: { code: 'invalid_credentials' } });
  expect(askedOtherwise).toBe(1);
  expect((await world.requests()).token.byResource).toEqual({ [graph]: 1 });
});

test('a token that is due is refreshed first', async () => {
  const before = await ask(world.path(known));
  await endTokens(known.id);
  const after = await ask(world.path(known));
  expect(after.status).toBe(200);
  expect(after.body.credentials).not.toEqual(before.body.credentials);
  expect(askedOtherwise).toBe(0);
});

test('a token that was due and could not be had anew is served, and both paths say so', async () => {
  await endTokens(known.id, -60);
  await world.fault({ match: { path: 'token' }, status: 503 });
  const direct = await ask(world.path(known));
  expect(askedOtherwise).toBe(0);
  const failure = { code: expect.any(String), message: expect.any(String), fix: expect.any(String) };
  const tokens = [{ resource: 'https://graph.microsoft.com', failure, retry_at: expect.any(String) }];
  expect(direct).toMatchObject({ status: 200, body: { refresh: { status: 'failed', tokens } } });
  expect(direct.headers['latchkey-refresh']).toBe('failed');
  const through = await ask(`${world.path(known)}&force_refresh=`);
  expect(through).toMatchObject({
    status: 200,
    headers: { 'latchkey-refresh': 'failed' },
    body: { refresh: { status: 'failed' } },
  });
  await world.calm();
  const renewed = await ask(`${world.path(known)}&force_refresh=true`);
  expect([renewed.status, renewed.body.refresh, renewed.headers['latchkey-refresh']]).toEqual([
    200,
    undefined,
    undefined,
  ]);
});

test('a limited key is counted by the API', async () => {
  await setRequestLimit(100, actor);
  const { status, headers } = await ask(world.path(known));
  await setRequestLimit(0, actor);
  expect({ status, askedOtherwise }).toEqual({ status: 200, askedOtherwise: 1 });
  expect(headers['ratelimit-limit']).toBe('100');
});

test('questions that share a round trip get their own answers', async () => {
  const other = await world.connect(await world.integrate());
  const paths = Array.from({ length: 150 }, (_, index) => {
    if (index % 3 === 0) return { path: world.path(known), id: known.connectionId };
    if (index % 3 === 1) return { path: world.path(other), id: other.connectionId };
    return { path: `/api/connections/none-${index}?provider_config_key=${known.uniqueKey}`, id: undefined };
  });
  const answers = await Promise.all(paths.map(({ path }) => ask(path)));
  expect(answers.map(({ body }) => body.connection_id)).toEqual(paths.map(({ id }) => id));
});

test('a revoked key and a deleted connection count for the next question', async () => {
  const next = await world.connect(await world.integrate());
  expect((await ask(world.path(next))).status).toBe(200);
  await pool().query('delete from connection where id = $1', [next.id]);
  expect((await ask(world.path(next))).status).toBe(404);
  await pool().query('update api_key set revoked_at = now()');
  expect((await ask(world.path(known))).status).toBe(401);
});
