import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeActivity } from '#lib/activity/record';
import { pool } from '#lib/db';
import { createKey } from '#lib/keys/keys';
import { setRequestLimit } from '#lib/keys/limit';
import { codeOf, heard, ProxyServer } from '../../../scripts/testing/proxy-server.ts';
import { actor, graph, jonas, type Known, World } from '../../../scripts/testing/world.ts';
import { api } from '../app.ts';
import { closeAgents, openAgents } from './agents.ts';

let world: World;
let known: Known;
let proxy: ProxyServer;

beforeAll(async () => {
  world = await World.start();
  const made = await world.integrate({ presets: ['files-write'] });
  known = await world.connect(made);
  proxy = await ProxyServer.start(known, world.key);
});
afterAll(async () => {
  await proxy.stop();
  await world.stop();
});
beforeEach(() => world.calm());

const refreshes = async () => (await world.requests()).token.byGrantType.refresh_token ?? 0;
const tries = async (path: string) => (await world.requests()).requests.filter((one) => one.path === path).length;

test('Graph answers through the proxy, with its own headers and status', async () => {
  const me = await proxy.call('/v1.0/me?$select=displayName');
  expect([me.status, JSON.parse(me.text).displayName]).toEqual([200, 'Mira Okafor']);
  expect(me.headers['request-id']).toBeTruthy();
  const missing = await proxy.call('/v1.0/me/drive/items/none');
  expect([missing.status, codeOf(missing)]).toEqual([404, 'itemNotFound']);
});

test('the target goes on byte for byte', async () => {
  const path = "/v1.0/_echo?$filter=name%20eq%20'a%2Fb'&$top=1&x=%e4%b8%ad&y=a%0D%0Ab";
  expect(heard(await proxy.call(path)).url).toBe(`/graph${path}`);
});

test('headers of the caller: ours, hop-by-hop and impersonating ones stay here', async () => {
  const { headers } = heard(
    await proxy.call('/v1.0/_echo', {
      headers: {
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil',
        forwarded: 'for=1.2.3.4',
        connection: 'keep-alive, x-secret',
        'x-secret': '1',
        te: 'trailers',
        'proxy-authorization': 'x',
        retries: '0',
        'retry-on': '',
        'base-url-override': '',
        decompress: 'true',
        'nango-activity-log-id': '',
        'nango-is-sync': '',
        'forward-headers-on-redirect': 'false',
        'nango-proxy-authorization': 'Bearer evil',
        'nango-proxy-host': 'evil',
        'nango-proxy-cookie': 'a=b',
        'nango-proxy-transfer-encoding': 'chunked',
        prefer: 'return=minimal',
        'nango-proxy-consistencylevel': 'eventual',
        'if-match': '"1"',
        accept: 'text/plain',
        'nango-proxy-accept': 'application/json',
      },
    }),
  );
  expect(Object.keys(headers).sort()).toEqual(
    [
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'consistencylevel',
      'host',
      'if-match',
      'prefer',
    ].sort(),
  );
  expect(headers).toMatchObject({
    accept: 'application/json',
    'accept-encoding': 'identity',
    connection: 'keep-alive',
    host: `localhost:${world.bench.port}`,
    'if-match': '"1"',
    consistencylevel: 'eventual',
  });
  expect(headers.authorization).not.toContain('evil');
  expect(headers.authorization).not.toContain(world.key);
});

test('headers of Graph pass, those of a foreign site do not', async () => {
  const { headers } = await proxy.call('/v1.0/_echo', { headers: { 'client-request-id': 'mine' } });
  expect(headers).toMatchObject({
    etag: '"echo"',
    'client-request-id': 'mine',
    'ratelimit-remaining': '7',
    'x-content-type-options': 'nosniff',
    'preference-applied': 'return=minimal',
  });
  for (const name of ['set-cookie', 'access-control-allow-origin', 'strict-transport-security'])
    expect(headers).not.toHaveProperty(name);
});

test('methods and bodies', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const got = heard(await proxy.call('/v1.0/_echo', { method, body: '{"a":1}' }));
    expect([got.method, got.body, got.headers['content-length']]).toEqual([method, '{"a":1}', '7']);
  }
  const empty = heard(
    await proxy.call('/v1.0/_echo', { method: 'DELETE', headers: { 'content-type': 'application/json' } }),
  );
  expect([empty.method, empty.body]).toEqual(['DELETE', '']);
  const posted = heard(await proxy.call('/v1.0/_echo', { method: 'POST', body: '' }));
  expect(posted.headers['content-length']).toBe('0');
  const head = await proxy.call('/v1.0/_echo', { method: 'HEAD' });
  expect([head.status, head.text, head.headers.etag]).toEqual([200, '', '"echo"']);
  expect((await proxy.call('/v1.0/_echo?status=204')).status).toBe(204);
});

test('a chunked body flows', async () => {
  const socket = connect(proxy.port, '127.0.0.1');
  const lines = Object.entries(proxy.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /api/proxy/v1.0/_echo HTTP/1.1\r\nHost: x\r\n${lines.join('')}Transfer-Encoding: chunked\r\n\r\n`);
  socket.write('5\r\nhello\r\n');
  socket.write('6\r\n world\r\n0\r\n\r\n');
  const [data] = await once(socket, 'data');
  socket.destroy();
  expect(String(data)).toContain('hello world');
});

test('the same by web requests and responses', async () => {
  const call = (path: string, init: RequestInit = {}) =>
    api.request(`/api/proxy${path}`, { ...init, headers: proxy.headers });
  const got = await call('/v1.0/_echo?$top=1', { method: 'PUT', body: 'by the web' });
  expect(heard({ text: await got.text() })).toMatchObject({ method: 'PUT', body: 'by the web' });
  const bytes = 3_000_000;
  expect((await (await call(`/v1.0/_big?bytes=${bytes}`)).arrayBuffer()).byteLength).toBe(bytes);
  expect((await call('/v1.0/_echo?status=204')).status).toBe(204);
  expect((await call('/https://evil.example/x')).status).toBe(400);
});

test('each call is on record, without its query', async () => {
  await proxy.call('/v1.0/_echo?secret=1');
  await proxy.call('/v1.0/me/drive/items/unknown');
  await writeActivity();
  const { rows } = await pool().query(
    `select outcome, summary, detail from activity_event where kind = 'proxy' and connection_id = $1 order by id desc limit 2`,
    [known.id],
  );
  expect(rows).toMatchObject([
    {
      outcome: 'failed',
      summary: 'GET /graph/v1.0/me/drive/items/unknown 404',
      detail: { status: 404, method: 'GET' },
    },
    { outcome: 'ok', summary: 'GET /graph/v1.0/_echo 200', detail: { path: '/graph/v1.0/_echo' } },
  ]);
});

test('a key that is limited is limited here too', async () => {
  await setRequestLimit(1, actor);
  const { key } = await createKey({ name: 'limited', by: actor });
  const headers = { authorization: `Bearer ${key}` };
  expect((await proxy.call('/v1.0/me', { headers })).status).toBe(200);
  const second = await proxy.call('/v1.0/me', { headers });
  await setRequestLimit(0, actor);
  expect([second.status, codeOf(second), Number(second.headers['retry-after']) > 0]).toEqual([
    429,
    'too_many_request',
    true,
  ]);
});

describe('refused', () => {
  const root = () => world.root.replace('http://', '');
  test.each([
    '/v1.0/../../login',
    '/v1.0/..%2f..%2f_sandbox/health',
    '/v1.0/%2e%2e/%2e%2e/_sandbox/health',
    '/v1.0/%2E./x',
    '/v1.0/%252e%252e/x',
    '/v1.0/..%5c..%5cx',
    '/v1.0/..\\x',
    '/\\evil.example/x',
    '//evil.example/v1.0/me',
    '/%0d%0aHost:evil/x',
    '/v1.0/me%00',
    '/v1.0/me#x',
    '/v1.0/%c0%ae%c0%ae/x',
    '/./x',
  ])('path %s', async (path) => {
    const got = await proxy.call(path);
    expect([got.status, codeOf(got)]).toEqual([400, 'invalid_uri_params']);
    expect((await world.requests()).requests).toEqual([]);
  });

  test.each([
    'https://graph.microsoft.com.evil.example/v1.0/me',
    'https://graph.microsoft.com@evil.example/v1.0/me',
    'https://evil.example@graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com:444/v1.0/me',
    'https://graphmicrosoft.com/v1.0/me',
    'http://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.us/v1.0/me',
    'https://evil.example/v1.0/me',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'http://169.254.169.254/metadata/instance',
    'https://xn--graph-microsoft-9z7g.com/x',
    'https://evil.sharepoint.com/_api/web',
    'https:///v1.0/me',
    'https://graph.microsoft.com\\@evil.example/v1.0/me',
  ])('absolute %s', async (url) => {
    for (const got of [
      await proxy.call(`/${url}`),
      await proxy.call('/v1.0/me', { headers: { 'base-url-override': url } }),
    ]) {
      expect(got.status).toBe(400);
      expect(['base_url_override_not_allowed', 'invalid_uri_params']).toContain(codeOf(got));
    }
    expect((await world.requests()).requests).toEqual([]);
  });

  test("other places on the sandbox's own hosts", async () => {
    const { url, port } = world.bench;
    const others = [
      `${url}/_sandbox/health`,
      `${url}/graph/../_sandbox/health`,
      `${url}/common/oauth2/v2.0/token`,
      `${url}/graphs/x`,
    ];
    const lookalikes = [`http://fabrikam.sharepoint.localhost:${port}/_api/web`, `http://x@${root()}/_api/web`];
    for (const other of [...others, ...lookalikes, `http://${root()}.evil.example/_api/web`])
      expect((await proxy.call(`/${other}`)).status).toBe(400);
    expect((await world.requests()).requests).toEqual([]);
  });

  test('keys and names', async () => {
    const { key: narrow } = await createKey({ name: 'vend', by: actor, scopes: ['environment:connections:read'] });
    const cases: [Record<string, string>, number, string][] = [
      [{ authorization: '' }, 401, 'missing_auth_header'],
      [{ authorization: 'Basic x' }, 401, 'malformed_auth_header'],
      [{ authorization: 'Bearer lk_none' }, 401, 'unknown_account'],
      [{ authorization: `Bearer ${narrow}` }, 403, 'forbidden'],
      [{ 'provider-config-key': 'none' }, 404, 'unknown_provider_config'],
      [{ 'connection-id': 'none' }, 400, 'server_error'],
      [{ 'connection-id': '' }, 400, 'invalid_headers'],
      [{ retries: 'x' }, 400, 'invalid_headers'],
      [{ 'retry-on': 'x' }, 400, 'invalid_headers'],
    ];
    for (const [headers, status, code] of cases) {
      const got = await proxy.call('/v1.0/me', { headers });
      expect([got.status, codeOf(got)]).toEqual([status, code]);
    }
    const { key: enough } = await createKey({ name: 'proxy', by: actor, scopes: ['environment:proxy'] });
    expect((await proxy.call('/v1.0/me', { headers: { authorization: `Bearer ${enough}` } })).status).toBe(200);
  });
});

describe('where a call goes', () => {
  test('absolute addresses of Graph, by either name', async () => {
    for (const base of [
      graph,
      `${world.bench.url}/graph`,
      'HTTPS://Graph.Microsoft.com',
      'https://graph.microsoft.com.',
    ])
      expect((await proxy.call(`/${base}/v1.0/me`)).status).toBe(200);
    const override = { 'base-url-override': `${graph}/v1.0/` };
    expect((await proxy.call('/me', { headers: override })).status).toBe(200);
  });

  test("the connection's SharePoint hosts, each with its own token", async () => {
    for (const origin of [world.root, world.bench.sharePoint('contoso-my')]) {
      const got = await proxy.call('/_api/web', { headers: { 'base-url-override': origin } });
      expect([got.status, JSON.parse(got.text).Url]).toEqual([200, origin]);
      expect((await proxy.call(`/${origin}/_api/web`)).status).toBe(200);
    }
  });

  test('next links lead on as they are', async () => {
    let next: string | undefined = '/v1.0/me/drive/root/children?$top=9';
    let pages = 0;
    while (next) {
      const got = await proxy.call(next);
      expect(got.status).toBe(200);
      pages += 1;
      const link: unknown = JSON.parse(got.text)['@odata.nextLink'];
      next = typeof link === 'string' ? `/${link}` : undefined;
    }
    expect(pages).toBe(3);
  });
});

describe('redirects', () => {
  const to = (url: string) => `/v1.0/_redirect?to=${encodeURIComponent(url)}`;

  test('content comes from another host, without the bearer', async () => {
    const got = await proxy.call('/v1.0/me/drive/root:/Logo.svg:/content', { headers: { range: 'bytes=0-7' } });
    expect([got.status, got.text]).toEqual([206, 'Logo.svg']);
    expect(got.headers['content-range']).toMatch(/^bytes 0-7\//);
  });

  test('a redirect that may not be followed is returned', async () => {
    for (const url of ['http://10.0.0.1/x', 'https://10.0.0.1/x', 'ftp://x/', 'https://user@evil.example/x']) {
      const got = await proxy.call(to(url));
      expect([got.status, got.headers.location]).toEqual([302, url]);
    }
    const posted = await proxy.call('/v1.0/me/drive/root/children', {
      method: 'POST',
      body: JSON.stringify({ name: 'Made here' }),
      headers: { 'content-type': 'application/json' },
    });
    expect([posted.status, posted.headers.location?.startsWith(world.bench.url)]).toEqual([201, true]);
    const copied = await proxy.call('/v1.0/me/drive/root:/Logo.svg:/copy', { method: 'POST' });
    expect([copied.status, typeof copied.headers.location]).toEqual([202, 'string']);
  });

  test('three hops and no more; the bearer comes along nowhere', async () => {
    const own = `${world.bench.url}/graph/v1.0/_redirect?to=x`;
    const got = await proxy.call(to(own));
    expect([got.status, codeOf(got)]).toEqual([401, 'InvalidAuthenticationToken']);
  });
});

describe('retries', () => {
  const throttle = (order: Record<string, unknown>) => world.fault({ match: { path: 'graph' }, status: 429, ...order });

  test('none unless asked', async () => {
    await throttle({ retry_after: 7 });
    const got = await proxy.call('/v1.0/me');
    expect([got.status, got.headers['retry-after'], await tries('/v1.0/me')]).toEqual([429, '7', 1]);
  });

  test('after Retry-After in seconds or as a date', async () => {
    for (const retry_after of [1, new Date(Date.now() + 3_000).toUTCString()]) {
      await world.calm();
      await throttle({ retry_after });
      const began = performance.now();
      expect((await proxy.call('/v1.0/me', { headers: { retries: '2' } })).status).toBe(200);
      expect(performance.now() - began).toBeGreaterThan(800);
      expect(await tries('/v1.0/me')).toBe(2);
    }
  });

  test('what asks for longer than a minute is returned at once', async () => {
    await throttle({ retry_after: 61 });
    expect((await proxy.call('/v1.0/me', { headers: { retries: '2' } })).status).toBe(429);
  });

  test('a POST only for statuses that are named, $batch never', async () => {
    const call = (path: string, retryOn: string) =>
      proxy.call(path, { method: 'POST', body: '{}', headers: { retries: '2', 'retry-on': retryOn } });
    await throttle({ times: 9, retry_after: 0 });
    await call('/v1.0/_echo', '');
    expect(await tries('/v1.0/_echo')).toBe(1);
    await call('/v1.0/$batch', '429');
    expect(await tries('/v1.0/$batch')).toBe(1);
    await call('/v1.0/_echo', '409,429');
    expect(await tries('/v1.0/_echo')).toBe(4);
  });

  test('5xx and broken lines, with what was sent', async () => {
    await throttle({ status: 503, times: 2 });
    const got = await proxy.call('/v1.0/_echo', { method: 'PUT', body: 'again', headers: { retries: '3' } });
    expect([got.status, heard(got).body, await tries('/v1.0/_echo')]).toEqual([200, 'again', 3]);
  });
});

describe('401', () => {
  test('one refresh, then again; a hundred at once share it', async () => {
    await world.bench.control('POST', '/tokens/expire', {});
    const got = await proxy.call('/v1.0/_echo', { method: 'POST', body: 'kept' });
    expect([got.status, heard(got).body, await refreshes()]).toEqual([200, 'kept', 2]);
    await world.calm();
    await world.bench.control('POST', '/tokens/expire', {});
    const all = await Promise.all(Array.from({ length: 100 }, () => proxy.call('/v1.0/me')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await world.requests()).token.byResource[graph]).toBe(1);
  });

  test('a SharePoint host too', async () => {
    await world.bench.control('POST', '/tokens/expire', {});
    expect((await proxy.call('/_api/web', { headers: { 'base-url-override': world.root } })).status).toBe(200);
    expect(await refreshes()).toBe(1);
  });

  test('refused twice: returned, and not asked again for a minute', async () => {
    const other = await world.connect(await world.integrate(), jonas);
    const server = await ProxyServer.start(other, world.key);
    await world.calm();
    await world.fault({ match: { path: 'graph' }, status: 401, error: 'InvalidAuthenticationToken', times: 9 });
    for (let round = 0; round < 3; round += 1) expect((await server.call('/v1.0/me')).status).toBe(401);
    expect((await world.requests()).token.byResource[graph]).toBe(1);
    await server.stop();
  });
});

describe('bad days', () => {
  test('an answer that breaks off breaks off here', async () => {
    await proxy.call('/v1.0/me');
    await world.fault({ match: { path: 'graph' }, body: 'cut' });
    await expect(proxy.call('/v1.0/me')).rejects.toThrow();
    expect((await proxy.call('/v1.0/me')).status).toBe(200);
  });

  test('a call that is not answered in time is 504', async () => {
    await closeAgents();
    openAgents({ headers: 1_000, body: 1_000 });
    await world.fault({ match: { path: 'graph' }, delay_ms: 30_000, times: 1 });
    const late = await proxy.call('/v1.0/me');
    expect([late.status, codeOf(late)]).toEqual([504, 'upstream_timeout']);
    expect((await proxy.call('/v1.0/me')).status).toBe(200);
    await closeAgents();
  });

  test('a caller who leaves ends the call upstream', async () => {
    await world.fault({ match: { path: 'graph' }, delay_ms: 60_000, times: 1 });
    const socket = connect(proxy.port, '127.0.0.1');
    const lines = Object.entries(proxy.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /api/proxy/v1.0/me HTTP/1.1\r\nHost: x\r\n${lines.join('')}\r\n`);
    await expect.poll(() => tries('/v1.0/me')).toBe(1);
    socket.destroy();
    expect((await proxy.call('/v1.0/me')).status).toBe(200);
  });

  test('a grant that is closed is 424 with the reason', async () => {
    const made = await world.integrate();
    const other = await world.connect(made, jonas);
    const server = await ProxyServer.start(other, world.key);
    await world.revoke(jonas, 'password_reset', made.app.client_id);
    await world.bench.control('POST', '/tokens/expire', {});
    expect((await server.call('/v1.0/me')).status).toBe(401);
    const got = await server.call('/v1.0/me');
    expect([got.status, codeOf(got)]).toEqual([424, 'server_error']);
    expect(got.text).toContain('AADSTS50173');
    await server.stop();
  });

  test('Graph that is away is 502', async () => {
    await world.bench.pause();
    const got = await proxy.call('/v1.0/me', { headers: { retries: '1' } });
    await world.bench.resume();
    expect([got.status, codeOf(got)]).toEqual([502, 'upstream_unreachable']);
  });
});
