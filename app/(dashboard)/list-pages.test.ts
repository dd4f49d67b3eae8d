import { expect, test } from 'vitest';
import { markedSandbox } from './links/words';
import { rangeText } from './list-pages';

test.each([
  [{ shown: 50, left: 78, total: 78 }, '1 to 50 of 78'],
  [{ shown: 28, left: 28, total: 78 }, '51 to 78 of 78'],
  [{ shown: 50, left: 1_234, total: 5_234 }, '4,001 to 4,050 of 5,234'],
])('which rows a page shows: %o', (page, text) => {
  expect(rangeText(page)).toBe(text);
});

test('an integration of the sandbox says so once', () => {
  expect(markedSandbox({ displayName: 'Acme', isSandbox: true })).toBe('Acme (sandbox)');
  expect(markedSandbox({ displayName: 'OneDrive (sandbox)', isSandbox: true })).toBe('OneDrive (sandbox)');
  expect(markedSandbox({ displayName: 'Acme', isSandbox: false })).toBe('Acme');
});
