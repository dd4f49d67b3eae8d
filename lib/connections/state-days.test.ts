import { expect, test } from 'vitest';
import { walkBack } from './state-days.ts';

const now = new Date('2026-03-10T15:00:00Z');
const on = (day: number) => new Date(Date.UTC(2026, 2, day));

test('counts back over what began, broke, was mended and was deleted', () => {
  const changes = [
    { day: on(7), type: 'connection.created', before: null, count: 3 },
    { day: on(8), type: 'connection.needs_reauthorization', before: 'connection.created', count: 2 },
    { day: on(9), type: 'connection.reauthorized', before: 'connection.needs_reauthorization', count: 1 },
    // Connected once more without having been broken.
    { day: on(9), type: 'connection.reauthorized', before: 'connection.created', count: 1 },
    { day: on(10), type: 'connection.deleted', before: 'connection.needs_reauthorization', count: 1 },
  ];
  expect(walkBack({ healthy: 2, attention: 0 }, changes, { days: 5, now })).toEqual([
    { day: on(6), healthy: 0, attention: 0 },
    { day: on(7), healthy: 3, attention: 0 },
    { day: on(8), healthy: 1, attention: 2 },
    { day: on(9), healthy: 2, attention: 1 },
    { day: on(10), healthy: 2, attention: 0 },
  ]);
});

test('events before the ones that are kept are inferred', () => {
  const changes = [{ day: on(10), type: 'connection.recovered', before: null, count: 1 }];
  expect(walkBack({ healthy: 5, attention: 0 }, changes, { days: 2, now })).toEqual([
    { day: on(9), healthy: 4, attention: 1 },
    { day: on(10), healthy: 5, attention: 0 },
  ]);
});

test('a connection that began, broke and was mended or deleted on one day was not there the day before', () => {
  const changes = [
    { day: on(10), type: 'connection.created', before: null, count: 2 },
    { day: on(10), type: 'connection.deleted', before: 'connection.reauthorized', count: 1 },
    { day: on(10), type: 'connection.reauthorized', before: 'connection.needs_reauthorization', count: 2 },
    { day: on(10), type: 'connection.needs_reauthorization', before: 'connection.created', count: 2 },
  ];
  for (const order of [changes, changes.toReversed()])
    expect(walkBack({ healthy: 1, attention: 0 }, order, { days: 3, now })).toEqual([
      { day: on(8), healthy: 0, attention: 0 },
      { day: on(9), healthy: 0, attention: 0 },
      { day: on(10), healthy: 1, attention: 0 },
    ]);
});
