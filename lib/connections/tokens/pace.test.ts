import { afterEach, expect, test, vi } from 'vitest';
import { isPaused, noteFailure, pausedPlaces, pausesBegun } from './pace.ts';

afterEach(() => {
  vi.useRealTimers();
});

const throttle = { code: 'http_429', retrySeconds: 30 };

test('an app that is throttled in one tenant waits there, and in all when it is throttled in a second one', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const [here, there, elsewhere] = ['one', 'two', 'three'].map((tid) => ({ integrationId: 'app', tid }));
  if (!here || !there || !elsewhere) throw new Error('No places.');
  const before = pausesBegun();
  noteFailure(here, throttle);
  noteFailure(here, throttle);
  expect(pausesBegun() - before).toBe(1);
  expect([here, there].map(isPaused)).toEqual([true, false]);
  expect(pausedPlaces()).toEqual([here]);
  vi.advanceTimersByTime(10_000);
  noteFailure(there, throttle);
  expect([here, there, elsewhere].map(isPaused)).toEqual([true, true, true]);
  expect(isPaused({ integrationId: 'another', tid: 'one' })).toBe(false);
  expect(pausedPlaces()).toEqual([{ integrationId: 'app', tid: null }]);
  vi.advanceTimersByTime(20_001);
  expect([here, there, elsewhere].map(isPaused)).toEqual([false, true, false]);
  vi.advanceTimersByTime(10_000);
  expect(pausedPlaces()).toEqual([]);
});

test('other failures pause nothing', () => {
  noteFailure({ integrationId: 'app', tid: 'one' }, { code: 'http_503', retrySeconds: 30 });
  noteFailure({ integrationId: 'app', tid: 'one' }, { code: 'AADSTS50173', retrySeconds: 30 });
  expect(pausedPlaces()).toEqual([]);
});
