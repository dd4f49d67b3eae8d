import { expect, test } from 'vitest';
import { comparison } from './state-card.tsx';

const day = (date: number, healthy: number, attention: number) => {
  return { day: new Date(Date.UTC(2026, 2, date)), healthy, attention };
};

test.each([
  [[day(1, 0, 0), day(2, 3, 1)], ''],
  [[day(2, 3, 1)], ''],
  [[day(1, 4, 0), day(2, 3, 1)], '1 more need attention than 1 day ago. '],
  [[day(1, 1, 3), day(2, 2, 2), day(3, 3, 1)], '2 fewer need attention than 2 days ago. '],
  [[day(1, 4, 1), day(2, 3, 1), day(3, 3, 1)], 'As many need attention as 2 days ago. '],
])('%j are compared only with a day that had connections', (days, text) => {
  expect(comparison(days, days.at(-1) ?? day(1, 0, 0))).toBe(`${text}At the end of each day (UTC).`);
});
