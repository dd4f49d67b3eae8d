import { expect, test } from 'vitest';
import { retryAfterMilliseconds } from './retry-after.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

test('Retry-After: seconds, a date, nonsense', () => {
  expect(retryAfterMilliseconds('7', now)).toBe(7_000);
  expect(retryAfterMilliseconds('Sun, 22 Nov 2026 12:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMilliseconds('Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect(retryAfterMilliseconds('soon', now)).toBeUndefined();
  expect(retryAfterMilliseconds(undefined, now)).toBeUndefined();
});

test('the older forms of a date', () => {
  expect(retryAfterMilliseconds('Sunday, 22-Nov-26 12:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMilliseconds('Sun Nov 22 12:00:30 2026', now)).toBe(30_000);
});

test.each(['-5', '1.5', '1e3', '0x10', '7s', '2026-11-22T12:00:30Z', 'Nov 22 2026', 'Sun, 99 Nov 2026 12:00:30 GMT'])(
  '%s is neither seconds nor a date',
  (value) => {
    expect(retryAfterMilliseconds(value, now)).toBeUndefined();
  },
);

test('of a repeated header the longest wait counts, and nonsense does not', () => {
  expect(retryAfterMilliseconds(['7', '30'], now)).toBe(30_000);
  expect(retryAfterMilliseconds('30, 7', now)).toBe(30_000);
  expect(retryAfterMilliseconds('soon, 7', now)).toBe(7_000);
  expect(retryAfterMilliseconds(['soon', '7'], now)).toBe(7_000);
  expect(retryAfterMilliseconds('Sun, 22 Nov 2026 12:00:30 GMT, Sun, 22 Nov 2026 12:00:20 GMT', now)).toBe(30_000);
});
