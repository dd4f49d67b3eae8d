import { expect, test } from 'vitest';
import { fillDays, sumOf, totalOf } from './refresh-days';

const now = new Date('2026-03-02T23:30:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

test('every day is there, today last', () => {
  const rows = [
    { day: day('2026-03-02'), outcome: 'refreshed', count: 4 },
    { day: day('2026-03-02'), outcome: 'failed', count: 1 },
    { day: day('2026-02-28'), outcome: 'closed', count: 2 },
    { day: day('2026-02-01'), outcome: 'closed', count: 9 },
  ];
  const days = fillDays(rows, 3, now);
  expect(days).toEqual([
    { day: day('2026-02-28'), refreshed: 0, failed: 0, closed: 2 },
    { day: day('2026-03-01'), refreshed: 0, failed: 0, closed: 0 },
    { day: day('2026-03-02'), refreshed: 4, failed: 1, closed: 0 },
  ]);
  expect(days.map(totalOf)).toEqual([2, 0, 5]);
  expect(sumOf(days, 'closed')).toBe(2);
});
