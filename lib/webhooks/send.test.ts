import { getServers, setServers } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NameServer } from '../../scripts/testing/name-server.ts';
import { Receiver } from '../../scripts/testing/receiver.ts';
import { completeEnv, env } from '../env.ts';
import { closeReceivers } from '../receiver.ts';
import { send } from './send.ts';
import { newSigningSecret } from './sign.ts';

let receiver: Receiver;

/** The address people reach this installation at, and the networks it may call. */
function settle(publicUrl: string, networks = ''): void {
  Object.assign(process.env, { PUBLIC_URL: publicUrl, WEBHOOK_NETWORKS: networks, LOG_LEVEL: 'silent' });
  const made = { DATABASE_URL: 'postgresql://unused', ENCRYPTION_KEYS: '', AUTH_SECRET: 'x'.repeat(32) };
  completeEnv({ ...made, ENCRYPTION_KEYS: Buffer.alloc(32).toString('base64') });
}

beforeAll(async () => {
  receiver = await Receiver.start();
});
beforeEach(() => {
  receiver.received.length = 0;
  settle('https://latchkey.example');
});
afterAll(async () => {
  await closeReceivers();
  await receiver.stop();
});

async function sent(url: string) {
  const { status, error } = await send({ url, id: 'evt_1', body: '{}', secrets: [newSigningSecret()] });
  return { status, error };
}

const refused = { status: null, error: expect.stringContaining('leads into a private network') };

test.each([
  'http://127.0.0.1:1/',
  'http://[::1]:1/',
  'http://[::ffff:10.0.0.1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.1.2.3/',
  'http://localhost:1/',
  'http://2130706433:1/',
])('%s is not called by an installation that others can reach', async (url) => {
  expect(await sent(url)).toEqual(refused);
});

const isNamed = await lookup(hostname()).then(
  () => true,
  () => false,
);

test.runIf(isNamed)('a name that leads into a private network is not connected to', async () => {
  const url = receiver.url.replace('127.0.0.1', hostname());
  expect(await sent(url)).toEqual(refused);
  expect(receiver.received).toEqual([]);
});

test('a network that is named may be called', async () => {
  settle('https://latchkey.example', '127.0.0.0/8');
  expect(await sent(receiver.url)).toEqual({ status: 204, error: null });
});

test('this machine may be called while the installation is for this machine only, its network not', async () => {
  settle('http://localhost:3000');
  expect(await sent(receiver.url)).toEqual({ status: 204, error: null });
  expect(await sent('http://10.1.2.3/')).toEqual(refused);
});

test('an answer of any length is kept to 64 KB, and only its status counts', async () => {
  settle('http://localhost:3000');
  receiver.react = (_request, response) => {
    response.writeHead(200, { 'content-length': 1_000_000 }).write('x'.repeat(100_000));
  };
  const { status, answer } = await send({ url: receiver.url, id: 'evt_1', body: '{}', secrets: [newSigningSecret()] });
  expect([status, answer.length]).toEqual([200, 65_536]);
});

test('why nothing came is a sentence', async () => {
  settle('http://localhost:3000');
  expect(await sent('http://127.0.0.1:1/')).toEqual({ status: null, error: 'The connection was refused.' });
});

test('a forward proxy is not asked for a name that leads inside, as far as DNS says', async () => {
  const names = await NameServer.start({ 'inside.example.com': '10.1.2.3', 'hooks.example.com': '93.184.215.14' });
  const before = getServers();
  setServers([names.address]);
  env().forwardProxies = { ...env().forwardProxies, http: new URL(receiver.url).origin };
  expect(await sent('http://inside.example.com/')).toEqual(refused);
  expect(receiver.received).toEqual([]);
  // A name that is unknown here is the proxy's to look up.
  for (const url of ['http://hooks.example.com/', 'http://unknown.example.com/'])
    expect(await sent(url)).toMatchObject({ error: null });
  expect(receiver.received.length).toBe(2);
  setServers(before);
  names.stop();
});

test.each(['http://localhost./', 'http://intranet./', 'http://intranet/', 'http://wiki.corp/', 'http://a.internal./'])(
  'a forward proxy is not asked for %s, a name of its own network',
  async (url) => {
    env().forwardProxies = { ...env().forwardProxies, http: receiver.url };
    expect(await sent(url)).toEqual(refused);
    expect(receiver.received).toEqual([]);
  },
);
