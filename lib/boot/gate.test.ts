import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readSettings } from '#lib/env';
import { createGate, isDecodable } from './gate.ts';

function request(headers: Record<string, string>, url = '/'): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  message.url = url;
  return message;
}

function gateOf(source: Record<string, string>) {
  const secrets = { DATABASE_URL: 'postgresql://x', ENCRYPTION_KEYS: 'A'.repeat(43), AUTH_SECRET: 'a'.repeat(32) };
  const settings = readSettings({ ...secrets, ...source });
  return createGate({ ...settings, databaseUrl: 'postgresql://x', authSecret: 'a' });
}

test.each([
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  ['localhost:3001', false],
  ['evil.example', false],
  ['', false],
])('on this machine the host %s is admitted: %s', (host, isAdmitted) => {
  expect(gateOf({}).admits(request({ host }))).toBe(isAdmitted);
});

test('elsewhere only the host of PUBLIC_URL counts; health is asked under any name', () => {
  const gate = gateOf({ PUBLIC_URL: 'https://connect.example.com' });
  expect(gate.admits(request({ host: 'connect.example.com' }))).toBe(true);
  expect(gate.admits(request({ host: 'localhost:3000' }))).toBe(false);
  expect(gate.admits(request({ host: '10.0.0.7:3000' }, '/api/health'))).toBe(true);
});

test('forwarding headers of a stranger are replaced', () => {
  const message = request({
    host: 'connect.example.com',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=evil.example',
  });
  gateOf({ PUBLIC_URL: 'https://connect.example.com' }).prepare(message);
  expect(message.headers['x-forwarded-host']).toBe('connect.example.com');
  expect(message.headers['x-forwarded-proto']).toBe('https');
  expect(message.headers.forwarded).toBeUndefined();
});

test('an address with broken percent-encoding or U+0000 is told apart', () => {
  expect(isDecodable('/integrations/%E0%A4%A')).toBe(false);
  expect(isDecodable('/links?search=%00')).toBe(false);
  expect(isDecodable('/integrations/a%20b?x=%25')).toBe(true);
});
