import dns from 'node:dns';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { env } from '#lib/env';
import { connectEntra } from '#lib/operators/entra';
import { createFirstOwner } from '#lib/operators/set-up';
import { saveEntraSettings, switchEntra } from '#lib/operators/sign-in-settings';
import { jar } from '../../scripts/testing/browser-jar.ts';
import { beginEntra, returnFromEntra } from '../../scripts/testing/entra-trip.ts';
import { FarMicrosoft, farMira } from '../../scripts/testing/far-microsoft.ts';
import { OutgoingProcess } from '../../scripts/testing/outgoing-process.ts';
import { World } from '../../scripts/testing/world.ts';
import { findOperator } from './session.ts';

vi.mock('next/headers', async () => (await import('../../scripts/testing/browser-jar.ts')).nextHeadersForPackages());

const login = 'login.microsoftonline.com';
const clientId = '7f0fd7f4-3b3c-4b42-8f3e-6d0c0d3a9f11';
const unreachable = { status: 303, location: '/sign-in/refused?why=unreachable' };
let far: FarMicrosoft;
let world: World;

beforeAll(async () => {
  far = await FarMicrosoft.start();
  world = await World.start({ HTTPS_PROXY: `http://latch:p%40ss@127.0.0.1:${far.proxyPort}` });
  const owner = await createFirstOwner({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
  await saveEntraSettings({ cloud: 'global', tenant: farMira.tid, clientId, clientSecret: 's3cret-value' }, owner);
  await switchEntra('on', owner);
  await connectEntra(owner, { ...farMira, username: 'mira@contoso.com', name: 'Mira' });
});
afterAll(async () => {
  await world.stop();
  await far.stop();
});
beforeEach(() => {
  jar.clear();
  far.tunnels.length = 0;
  far.arrived.length = 0;
  vi.restoreAllMocks();
});

/** What was asked of Microsoft, once each. */
const asked = () => [...new Set(far.arrived.map(({ host, method, path }) => `${method} ${host}${path}`))];
const wholeSignIn = [
  `GET ${login}/${farMira.tid}/v2.0/.well-known/openid-configuration`,
  `POST ${login}/${farMira.tid}/oauth2/v2.0/token`,
  `GET ${login}/${farMira.tid}/discovery/v2.0/keys`,
];

test('an operator signs in through the forward proxy alone', async () => {
  const lookup = vi.spyOn(dns, 'lookup');
  const { location } = await beginEntra();
  expect(await returnFromEntra(far.signIn(location))).toEqual({ status: 303, location: '/' });
  expect(await findOperator()).toMatchObject({ email: 'ada@example.com' });
  expect(asked()).toEqual(wholeSignIn);
  expect(new Set(far.tunnels)).toEqual(new Set([`${login}:443`]));
  expect(lookup.mock.calls.map(([name]) => name)).not.toContain(login);
});

test('a proxy that closes in between lets nobody in', async () => {
  const { location } = await beginEntra();
  far.refuseWith = 407;
  try {
    expect(await returnFromEntra(far.signIn(location))).toEqual(unreachable);
    expect(await beginEntra()).toEqual(unreachable);
  } finally {
    far.refuseWith = undefined;
  }
  expect(await findOperator()).toBeUndefined();
});

test.each([
  ['names it', ['.microsoftonline.com'], { tunnels: 0, direct: true }],
  ['names another port of it', [`${login}:8443`], { tunnels: 1, direct: false }],
])('where NO_PROXY %s', async (_, direct, way) => {
  const before = env().forwardProxies;
  // No test may reach the real one.
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...given: unknown[]) => {
    const found = given.at(-1);
    if (typeof found === 'function') found(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
  });
  env().forwardProxies = { ...before, direct };
  try {
    const { location } = await beginEntra();
    expect(location === unreachable.location).toBe(way.direct);
  } finally {
    env().forwardProxies = before;
  }
  expect(far.tunnels).toHaveLength(way.tunnels);
  expect(lookup.mock.calls.some(([name]) => name === login)).toBe(way.direct);
});

const notTrusted = `${login} could not be reached: its certificate is not trusted here (TLS), by way of the forward proxy`;

test('with NODE_EXTRA_CA_CERTS every client of a process trusts the authority that stands in between', async () => {
  const worker = await OutgoingProcess.start({ trusting: far.certificates });
  try {
    expect(await worker.calls(clientId)).toEqual({
      undici: 'HTTP 200',
      msal: 'access https://graph.microsoft.com/.default',
    });
    far.arrived.length = 0;
    const { location } = await worker.begin();
    expect(await worker.finish(far.signIn(location))).toEqual({ status: 303, location: '/' });
    expect(asked()).toEqual(wholeSignIn);
  } finally {
    await worker.stop();
  }
});

test('without it each is refused, and says that it is the certificate', async () => {
  const worker = await OutgoingProcess.start({ trusting: undefined });
  try {
    const { undici, msal } = await worker.calls(clientId);
    expect(undici).toContain(notTrusted);
    expect(msal).toContain(notTrusted);
    expect(worker.log).not.toContain(notTrusted);
    expect(await worker.begin()).toEqual(unreachable);
    await expect.poll(() => worker.log).toContain(notTrusted);
    expect(worker.log).not.toMatch(/latch:|p@ss|p%40ss|s3cret-value/);
    expect(far.arrived).toEqual([]);
    expect(far.tunnels.length).toBeGreaterThanOrEqual(3);
  } finally {
    await worker.stop();
  }
});
