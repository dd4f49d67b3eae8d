import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readSettings } from '#lib/env';
import { createGate, isDecodable } from './gate.ts';

type Asked = { host?: string; url?: string; method?: string; headers?: Record<string, string> };

function request({ host, url = '/', method = 'GET', headers = {} }: Asked): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, { ...headers, ...(host !== undefined && { host }) });
  return Object.assign(message, { url, method, httpVersion: '1.1' });
}

function gateOf(source: Record<string, string>) {
  const secrets = { DATABASE_URL: 'postgresql://x', ENCRYPTION_KEYS: 'A'.repeat(43), AUTH_SECRET: 'a'.repeat(32) };
  const settings = readSettings({ ...secrets, ...source });
  return createGate({ ...settings, databaseUrl: 'postgresql://x', authSecret: 'a' });
}

const statusOf = (source: Record<string, string>, asked: Asked) => gateOf(source).admit(request(asked))?.status;

describe('a name is compared as an authority', () => {
  test.each([
    ['https://connect.example.com', 'connect.example.com', undefined],
    ['https://connect.example.com', 'Connect.EXAMPLE.com', undefined],
    ['https://connect.example.com', 'connect.example.com.', undefined],
    ['https://connect.example.com', 'connect.example.com:443', undefined],
    ['https://connect.example.com', 'CONNECT.example.com.:443', undefined],
    ['https://connect.example.com:8443', 'connect.example.com:8443', undefined],
    ['https://connect.example.com:443', 'connect.example.com', undefined],
    ['https://Connect.Example.com', 'connect.example.com', undefined],
    ['http://localhost:80', 'localhost', undefined],
    ['http://localhost:80', 'localhost:80', undefined],
    ['https://connect.example.com', 'connect.example.com:80', 421],
    ['https://connect.example.com', 'connect.example.com..', 421],
    ['https://connect.example.com', 'connect.example.com:8443', 421],
    ['https://connect.example.com:8443', 'connect.example.com', 421],
    ['https://connect.example.com', 'connect.example.com@evil.example', 421],
    ['https://connect.example.com', 'evil.example/connect.example.com', 421],
    ['https://connect.example.com', 'localhost:3000', 421],
    ['https://connect.example.com', '127.0.0.1:3000', 421],
    ['http://localhost:3000', 'localhost:3001', 421],
    ['http://localhost:3000', 'evil.example', 421],
    ['http://localhost:3000', '', 421],
  ])('%s and %s: %s', (PUBLIC_URL, host, status) => {
    expect(statusOf({ PUBLIC_URL }, { host })).toBe(status);
  });
});

describe('other names of this machine lead to PUBLIC_URL while it is one of them', () => {
  const names = ['127.0.0.1:3000', '[::1]:3000', 'latchkey.localhost:3000', 'LOCALHOST.:3000', '127.8.8.8:3000'];

  test.each(names.filter((name) => !/^localhost/i.test(name)))('%s', (host) => {
    const refusal = gateOf({}).admit(request({ host, url: '/connect/abc?lang=de&x=%2F' }));
    expect(refusal).toMatchObject({ status: 307, location: 'http://localhost:3000/connect/abc?lang=de&x=%2F' });
  });

  test.each([
    ['http://localhost:8080', '127.0.0.1:8080'],
    ['http://localhost:8080', 'localhost:3000'],
    ['http://127.0.0.1:3000', 'localhost:3000'],
    ['http://app.localhost:3000', 'localhost:3000'],
    ['https://localhost', '127.0.0.1'],
  ])('to %s from %s', (PUBLIC_URL, host) => {
    const refusal = gateOf({ PUBLIC_URL }).admit(request({ host, url: '/a?b' }));
    expect(refusal?.location).toBe(`${PUBLIC_URL}/a?b`);
  });

  test('what is no navigation is refused with where to go', () => {
    const refusal = gateOf({}).admit(request({ host: '127.0.0.1:3000', method: 'POST', url: '/sign-in' }));
    expect(refusal).toMatchObject({ status: 421, sentence: expect.stringContaining('http://localhost:3000') });
    expect(refusal?.location).toBeUndefined();
  });

  test.each([
    ['/api/connections/a?provider_config_key=b', undefined],
    ['/api/proxy/v1.0/me', undefined],
    ['/api/health', undefined],
    ['/api/auth/signin', 421],
    ['/api/dashboard/connections/a/refresh', 421],
  ])('a backend is served under them: POST %s', (url, status) => {
    expect(statusOf({}, { host: '127.0.0.1:3000', method: 'POST', url })).toBe(status);
  });
});

test('health is asked under any name', () => {
  const asked = { host: '10.0.0.7:3000' };
  const source = { PUBLIC_URL: 'https://connect.example.com' };
  expect(statusOf(source, { ...asked, url: '/api/health' })).toBeUndefined();
  expect(statusOf(source, { ...asked, url: '/api/health?probe=1' })).toBeUndefined();
  expect(statusOf(source, { ...asked, url: '/api/healthy' })).toBe(421);
});

test.each([
  'http://evil.example/sign-in',
  'https://connect.example.com/',
  '*',
  'sign-in',
  '',
  '//evil.example/sign-in',
  '///evil.example',
  '/\\evil.example',
  '/a\\..\\b',
  '\\\\evil.example',
  '?a',
])('the target %s is no path', (url) => {
  const source = { PUBLIC_URL: 'https://connect.example.com' };
  expect(statusOf(source, { host: 'connect.example.com', url })).toBe(400);
});

test('a backslash in a query is only text', () => {
  expect(statusOf({}, { host: 'localhost:3000', url: '/connections?search=DOMAIN\\user' })).toBeUndefined();
});

test('a request that names no host is malformed', () => {
  expect(statusOf({}, { url: '/api/health' })).toBe(400);
});

describe('what Next sends to itself', () => {
  const PUBLIC_URL = 'http://localhost:3000';

  function inner(gate: ReturnType<typeof createGate>, remoteAddress: string) {
    const outer = request({ host: 'localhost:3000', headers: { 'x-forwarded-for': '1.1.1.1' } });
    gate.admit(outer);
    const made = request({ host: '127.0.0.1:3000', url: '/sign-in' });
    Object.assign(made.headers, outer.headers, { host: '127.0.0.1:3000', 'x-forwarded-for': '192.0.2.7' });
    Object.defineProperty(made.socket, 'remoteAddress', { value: remoteAddress });
    return made;
  }

  test('comes in, for the address it was sent for', () => {
    const gate = gateOf({ PUBLIC_URL });
    const made = inner(gate, '127.0.0.1');
    expect(gate.admit(made)).toBeUndefined();
    expect(made.headers['x-forwarded-for']).toBe('192.0.2.7');
  });

  test('is told from what others send: by another machine, or with the mark of another process', () => {
    const gate = gateOf({ PUBLIC_URL });
    expect(gate.admit(inner(gate, '192.0.2.1'))?.status).toBe(307);
    expect(gate.admit(inner(gateOf({ PUBLIC_URL }), '127.0.0.1'))?.status).toBe(307);
  });

  test('its mark does not go on to Microsoft', () => {
    const gate = gateOf({ PUBLIC_URL });
    const [page, proxied] = [{ url: '/' }, { url: '/api/proxy/v1.0/me' }].map(({ url }) => {
      const made = request({ host: 'localhost:3000', url });
      gate.admit(made);
      return made.headers['latchkey-inner'];
    });
    expect(page).toBeDefined();
    expect(proxied).toBeUndefined();
  });
});

test('forwarding headers of a stranger are replaced', () => {
  const message = request({
    host: 'connect.example.com',
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' },
  });
  gateOf({ PUBLIC_URL: 'https://connect.example.com' }).admit(message);
  expect(message.headers['x-forwarded-host']).toBe('connect.example.com');
  expect(message.headers['x-forwarded-proto']).toBe('https');
  expect(message.headers.forwarded).toBeUndefined();
});

test('an address with broken percent-encoding or U+0000 is told apart', () => {
  expect(isDecodable('/integrations/%E0%A4%A')).toBe(false);
  expect(isDecodable('/links?search=%00')).toBe(false);
  expect(isDecodable('/integrations/a%20b?x=%25')).toBe(true);
});
