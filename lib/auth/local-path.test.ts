import { expect, test } from 'vitest';
import { readLocalPath } from './local-path.ts';

test.each(['/connections', '/connections?search=ada&page=2', '/settings/operators'])('keeps %s', (path) => {
  expect(readLocalPath(path)).toBe(path);
});

test.each([
  undefined,
  null,
  ['/a', '/b'],
  '',
  'connections',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/..//evil.example/connections',
  '/.\\/evil.example',
  '/a/%2e%2e//evil.example',
  '/\t/evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'https:evil.example',
])('answers / for %j', (value) => {
  expect(readLocalPath(value)).toBe('/');
});
