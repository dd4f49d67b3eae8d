import { get } from 'node:https';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { env } from '#lib/env';
import { checkReach, listOutages } from '#lib/integrations/watch-reach';
import { readApplication } from '#lib/microsoft/app-directory';
import { findCloud, findTenantId } from '#lib/microsoft/clouds';
import { request } from '#lib/microsoft/http';
import { listNotices } from '#lib/notices/notices';
import { closeOutgoing, outgoingAgent } from '#lib/outgoing';
import { FarMicrosoft, farSharePoint } from '../scripts/testing/far-microsoft.ts';
import { ProxyServer } from '../scripts/testing/proxy-server.ts';
import { type Known, type Made, World } from '../scripts/testing/world.ts';

let far: FarMicrosoft;
let world: World;
let made: Made;
let known: Known;

const given = () => ({ ...env().forwardProxies });

beforeAll(async () => {
  far = await FarMicrosoft.start();
  const proxy = `http://latch:p%40ss@127.0.0.1:${far.proxyPort}`;
  world = await World.start({ HTTPS_PROXY: proxy, HTTP_PROXY: proxy });
  made = await world.integrate({ cloud: 'global', accountTypes: 'organizations' });
});
afterAll(async () => {
  await world.stop();
  await far.stop();
});
afterEach(() => {
  far.refuseWith = undefined;
});

const hosts = (targets: string[]) => [...new Set(targets)].sort();

test('a connection is made and used through the forward proxy alone', async () => {
  const order = { type: 'OAUTH2', access_token: 'old', refresh_token: 'elsewhere' };
  const body = { provider_config_key: made.uniqueKey, credentials: order };
  const imported = await world.call('/api/connections', { body });
  expect([imported.status, imported.body.status]).toEqual([201, 'healthy']);
  const connectionId = z.string().parse(imported.body.connection_id);
  known = { id: '', connectionId, uniqueKey: made.uniqueKey };
  // The token endpoint, the signing keys and Graph are each called by host name.
  expect(hosts(far.tunnels)).toEqual(['graph.microsoft.com:443', 'login.microsoftonline.com:443']);
  expect(far.arrived.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('/oauth2/v2.0/token'),
      expect.stringContaining('/discovery/v2.0/keys'),
      expect.stringContaining('/v1.0/me/drive'),
    ]),
  );
  const server = await ProxyServer.start(known, world.key);
  try {
    const me = await server.call('/v1.0/me');
    expect([me.status, JSON.parse(me.text)]).toEqual([200, { displayName: 'Mira' }]);
    expect(far.arrived.at(-1)).toMatchObject({
      host: 'graph.microsoft.com',
      authorization: expect.stringMatching(/^Bearer access /),
    });
    const upload = `/https://${farSharePoint}/_api/v2.0/uploadSession?tempauth=secret`;
    expect((await server.call(upload, { method: 'PUT', body: 'part' })).status).toBe(200);
    expect(far.arrived.at(-1)).toEqual({
      host: farSharePoint,
      method: 'PUT',
      path: '/_api/v2.0/uploadSession?tempauth=secret',
      authorization: undefined,
    });
    expect(far.tunnels).toContain(`${farSharePoint}:443`);
    const to = (url: string) => server.call(`/v1.0/content?to=${encodeURIComponent(url)}`);
    expect((await to(`https://${farSharePoint}/_api/content`)).status).toBe(200);
    // The proxy resolves host names, so a stranger's name is passed on unchecked.
    const stranger = 'https://inner.example/secret';
    expect(await to(stranger)).toMatchObject({ status: 302, headers: { location: stranger } });
    expect(far.tunnels.join()).not.toContain('inner.example');
  } finally {
    await server.stop();
  }
});

test('so are discovery, registrations and what next-auth calls', async () => {
  far.tunnels.length = 0;
  expect(await findTenantId(findCloud('global'), 'contoso.com')).toMatch(/^5f0c2f5e-/);
  const application = await readApplication({ cloud: 'global', accessToken: 'app' }, made.app.client_id);
  expect(application).toMatchObject({ displayName: 'Far' });
  const url = 'https://login.microsoftonline.com/contoso/v2.0/.well-known/openid-configuration';
  const agent = outgoingAgent(url);
  const text = await new Promise<string>((done, fail) => {
    get(url, { agent }, async (answer) =>
      done(Buffer.concat(await Array.fromAsync(Readable.from(answer))).toString()),
    ).on('error', fail);
  });
  agent.destroy();
  expect(text).toContain('token_endpoint');
  expect(far.tunnels).toContain('login.microsoftonline.com:443');
});

test('this machine, the sandbox among it, is called directly', async () => {
  far.tunnels.length = 0;
  await world.connect(await world.integrate());
  expect(far.tunnels).toEqual([]);
});

test.each([
  [407, /wants a name and password, or other ones \(407\)/],
  [403, /would not let the call through \(HTTP 403\)/],
])('a proxy that answers %i is named as the reason, its password is not', async (status, words) => {
  far.refuseWith = status;
  // Needs a host without an open tunnel.
  const failure = await request('https://login.microsoftonline.us/').catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'HttpFailure', code: 'unreachable', message: expect.stringMatching(words) });
  expect(String(failure)).toContain(`127.0.0.1:${far.proxyPort}`);
  expect(String(failure)).not.toMatch(/latch:|p@ss|p%40ss/);
});

test('Microsoft out of reach is told with its cause, and taken back by itself', async () => {
  far.refuseWith = 407;
  await closeOutgoing();
  await checkReach();
  const [outage, ...others] = listOutages();
  expect(others).toEqual([]);
  expect(outage).toMatchObject({ cloud: 'global', fix: expect.stringContaining('HTTPS_PROXY') });
  expect(outage?.messages).toEqual([
    expect.stringMatching(/^login\.microsoftonline\.com could not be reached: the forward proxy .* \(407\)\.$/),
    expect.stringMatching(/^graph\.microsoft\.com could not be reached: .* \(407\)\.$/),
  ]);
  const [notice] = await listNotices();
  expect(notice).toMatchObject({ kind: 'microsoft_unreachable', level: 'error', fix: outage?.fix });
  far.refuseWith = undefined;
  const before = far.tunnels.length;
  await checkReach();
  expect([far.tunnels.length, listOutages().length]).toEqual([before, 1]);
  await checkReach(Date.now() + 31_000);
  expect([listOutages(), await listNotices()]).toEqual([[], []]);
  const asked = far.tunnels.length;
  await checkReach(Date.now() + 31_000);
  expect(far.tunnels).toHaveLength(asked);
});

test('a host that NO_PROXY names is not asked of the proxy', async () => {
  const before = given();
  far.tunnels.length = 0;
  env().forwardProxies = { ...before, direct: ['.invalid'] };
  try {
    const failure = await request('https://nowhere.invalid/').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: 'nowhere.invalid could not be reached: its name could not be looked up (DNS).',
    });
    expect(far.tunnels).toEqual([]);
  } finally {
    env().forwardProxies = before;
  }
});
