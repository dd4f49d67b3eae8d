import { expect, test } from 'vitest';
import { failedShare, failedTitle, fillDays, percentText, rowsByIntegration, sumOfAll, totalOf } from './refresh-days';

const now = new Date('2026-03-02T23:30:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const counted = (text: string, [integrationId, outcome]: [string, string], count: number) => ({
  day: day(text),
  integrationId,
  outcome,
  count,
});

const rows = [
  counted('2026-03-02', ['a', 'refreshed'], 3),
  counted('2026-03-02', ['b', 'refreshed'], 1),
  counted('2026-03-02', ['a', 'failed'], 1),
  counted('2026-02-28', ['b', 'closed'], 2),
];

test('every day is there with all integrations together, today last', () => {
  const days = fillDays([...rows, counted('2026-02-01', ['a', 'closed'], 9)], 3, now);
  expect(days).toEqual([
    { day: day('2026-02-28'), refreshed: 0, failed: 0, closed: 2 },
    { day: day('2026-03-01'), refreshed: 0, failed: 0, closed: 0 },
    { day: day('2026-03-02'), refreshed: 4, failed: 1, closed: 0 },
  ]);
  expect(days.map(totalOf)).toEqual([2, 0, 5]);
});

test('failures are a share, and the integration with the largest one comes first', () => {
  expect(failedShare(sumOfAll(rows))).toBeCloseTo(3 / 7);
  expect(failedShare(sumOfAll([]))).toBe(0);
  expect(rowsByIntegration(rows).map(({ integrationId }) => integrationId)).toEqual(['b', 'a']);
});

test.each([
  [0, '0 %'],
  [0.00002, 'under 0.01 %'],
  [0.0012, '0.1 %'],
  [0.034, '3.4 %'],
  [1, '100 %'],
])('%d is %s', (share, text) => {
  expect(percentText(share)).toBe(text);
});

test.each([
  [{ refreshed: 4, failed: 0, closed: 0 }, 'No refresh failed'],
  [{ refreshed: 0, failed: 1, closed: 1 }, '2 of 2 refreshes failed'],
  [{ refreshed: 0, failed: 1, closed: 0 }, '1 of 1 refresh failed'],
  [{ refreshed: 18, failed: 1, closed: 1 }, '10 % of refreshes failed'],
])('%j is a rate only of many', (sum, title) => {
  expect(failedTitle(sum)).toBe(title);
});
