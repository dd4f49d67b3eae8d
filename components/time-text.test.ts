import { describe, expect, test } from 'vitest';
import { durationText, exactText, relativeText } from './time-text.tsx';

const now = Date.UTC(2026, 10, 22, 13, 5, 51);
const minute = 60_000;

describe('relativeText', () => {
  test.each([
    [0, 'just now'],
    [-9_000, 'just now'],
    [-10_000, '10 s ago'],
    [43 * minute, 'in 43 min'],
    [-2 * 60 * minute, '2 h ago'],
    [-90 * minute, '1 h ago'],
    [30 * 24 * 60 * minute, 'in 30 d'],
    [3 * 24 * 60 * minute - minute, 'in 3 d'],
    [7 * 24 * 60 * minute - 5 * minute, 'in 7 d'],
    [60 * minute - 5_000, 'in 1 h'],
    [60_000 - 400, 'in 1 min'],
    [80 * minute, 'in 1 h'],
    [-90 * 24 * 60 * minute, '3 months ago'],
    [-800 * 24 * 60 * minute, '2 years ago'],
  ])('%d ms from now is "%s"', (offset, text) => {
    expect(relativeText(now + offset, now)).toBe(text);
  });
});

test('a duration below zero is none', () => {
  expect(durationText(-5)).toBe('0 s');
});

test('the exact time names its zone', () => {
  expect(exactText(now)).toBe('22 Nov 2026, 13:05:51 UTC');
});
