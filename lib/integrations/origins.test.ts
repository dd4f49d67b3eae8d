import { expect, test } from 'vitest';
import { originList } from './origins.ts';

test.each([
  [['https://app.example.com'], ['https://app.example.com']],
  [['https://APP.example.com/', ' https://app.example.com '], ['https://app.example.com']],
  [['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:9'], undefined],
  [['https://xn--bcher-kva.example', 'https://my_app.example'], undefined],
  [['https://app.example.com:8443'], undefined],
  [[], undefined],
])('%j is taken', (given, taken = given) => {
  expect(originList.parse(given)).toEqual(taken);
});

test.each([
  'app.example.com',
  'http://app.example.com',
  'https://*.example.com',
  'https://app.example.com/path',
  'https://app.example.com//',
  'https://app.example.com/\\evil.example',
  'https://app.example.com?x',
  'https://app.example.com#x',
  'https://user@app.example.com',
  'https://app.example.com@evil.example',
  'https://app.example.com:443',
  'https://app。example.com',
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///',
  'null',
  '*',
  "'self'",
  'https://a.example; script-src *',
  'https://a.example;sandbox',
  'https://a,b',
  "https://'self'",
  'https://a.example;sandbox:8443',
  '',
])('%j is refused', (value) => {
  expect(originList.safeParse([value]).success).toBe(false);
});

test('at most fifty', () => {
  const many = Array.from({ length: 51 }, (_, n) => `https://a${n}.example`);
  expect(originList.safeParse(many).success).toBe(false);
});
