import { expect, test } from 'vitest';
import { type ForwardProxies, isBypassEntry, proxyFor, readProxyAddress } from './forward-proxy.ts';

const proxy = 'http://proxy.example:3128/';
const other = 'http://plain.example:3128/';
const rules = (direct: string[] = []): ForwardProxies => ({ https: proxy, http: other, direct });

test('each scheme has its proxy', () => {
  expect(proxyFor('https://login.microsoftonline.com/x', rules())).toBe(proxy);
  expect(proxyFor('http://sandbox.example:4010/x', rules())).toBe(other);
  expect(proxyFor('https://a.example', { ...rules(), https: undefined })).toBeUndefined();
});

test.each([
  'http://localhost:4010',
  'http://contoso.sharepoint.localhost:4010',
  'http://127.0.0.1:4010',
  'http://127.8.9.1',
  'http://[::1]:4010',
  'https://localhost',
])('this machine is called directly: %s', (url) => {
  expect(proxyFor(url, rules())).toBeUndefined();
});

test.each([
  ['*', 'https://graph.microsoft.com', true],
  ['graph.microsoft.com', 'https://graph.microsoft.com', true],
  ['Graph.Microsoft.Com', 'https://graph.microsoft.com/v1.0', true],
  ['graph.microsoft.com', 'https://graph.microsoft.com./', true],
  ['microsoft.com', 'https://graph.microsoft.com', true],
  ['microsoft.com', 'https://notmicrosoft.com', false],
  ['.microsoft.com', 'https://graph.microsoft.com', true],
  ['*.microsoft.com', 'https://graph.microsoft.com', true],
  ['*.microsoft.com', 'https://graph.microsoft.us', false],
  ['graph.microsoft.com:443', 'https://graph.microsoft.com', true],
  ['graph.microsoft.com:8443', 'https://graph.microsoft.com', false],
  ['graph.microsoft.com:8443', 'https://graph.microsoft.com:8443', true],
  ['10.0.0.0/8', 'http://10.20.30.40:4010', true],
  ['10.0.0.0/8', 'http://11.20.30.40:4010', false],
  ['10.1.2.3', 'http://10.1.2.3:4010', true],
  ['10.1.2.3:4011', 'http://10.1.2.3:4010', false],
  ['fd00::/8', 'http://[fd12::1]:4010', true],
  ['fd00::1', 'http://[fd00::1]', true],
  ['[fd00::1]:80', 'http://[fd00::1]', true],
  ['[fd00::1]:81', 'http://[fd00::1]', false],
  ['10.0.0.0/8', 'https://ten.example', false],
])('NO_PROXY=%s and %s: directly %s', (entry, url, isDirect) => {
  expect(isBypassEntry(entry)).toBe(true);
  expect(proxyFor(url, rules(['unrelated.example', entry])) === undefined).toBe(isDirect);
});

test.each([
  '10.0.0.0/99',
  '10.0.0/8',
  '[fd00::1',
  'fd00::/129',
  'a b',
  'http://a.example',
  'a..b',
  'a.example:port',
  '/8',
])('NO_PROXY=%s cannot be understood', (entry) => {
  expect(isBypassEntry(entry)).toBe(false);
});

test('addresses of proxies', () => {
  expect(readProxyAddress('proxy.example:3128')).toBe('http://proxy.example:3128/');
  expect(readProxyAddress('https://user:p%40ss@proxy.example')).toBe('https://user:p%40ss@proxy.example/');
  expect(readProxyAddress('http://[fd00::1]:3128')).toBe('http://[fd00::1]:3128/');
  for (const wrong of [
    'socks5://proxy.example',
    'http://',
    'http://a:%zz@b',
    'http://b/path',
    'http://b:99999',
    'ftp://b',
  ])
    expect(readProxyAddress(wrong), wrong).toBeUndefined();
});
