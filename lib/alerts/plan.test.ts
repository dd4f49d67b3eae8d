import { describe, expect, test } from 'vitest';
import { planNext, quietUntil, settle } from './plan.ts';
import type { AlertChange, AlertItem } from './schema.ts';

const now = new Date('2026-11-28T22:30:10Z');
const content = { level: 'error', title: 't', message: 'm', fix: 'f', path: '/', thread: 'x' } as const;
const item = (id: string, key: string, change: AlertChange = 'open'): AlertItem => ({
  id,
  key,
  change,
  isHeld: false,
  content,
  rule: 'needs_reauthorization',
  createdAt: now,
});
const ids = (items: AlertItem[]) => items.map(({ id }) => id);

describe('what is worth telling', () => {
  test.each<[string, AlertItem[], { tell: string[]; drop: string[] }]>([
    ['each problem', [item('1', 'a'), item('2', 'b')], { tell: ['1', '2'], drop: [] }],
    [
      'nothing that was over before it was told',
      [item('1', 'a'), item('2', 'a', 'over')],
      { tell: [], drop: ['1', '2'] },
    ],
    ['the end of what was told before', [item('1', 'a', 'over')], { tell: ['1'], drop: [] }],
    ['the last of several states', [item('1', 'a'), item('2', 'a')], { tell: ['2'], drop: ['1'] }],
    ['an end and a new beginning', [item('1', 'a', 'over'), item('2', 'a')], { tell: ['1', '2'], drop: [] }],
    [
      'the first end alone, when it began and ended again meanwhile',
      [item('1', 'a', 'over'), item('2', 'a'), item('3', 'a', 'over')],
      { tell: ['1'], drop: ['2', '3'] },
    ],
  ])('%s', (_what, waiting, expected) => {
    const settled = settle(waiting);
    expect({ tell: ids(settled.tell), drop: ids(settled.drop).sort() }).toEqual(expected);
  });
});

describe('quiet hours', () => {
  const vienna = { from: '22:00', to: '07:00', timeZone: 'Europe/Vienna' };
  test.each([
    ['outside of them', { ...vienna, from: '00:00', to: '06:00' }, undefined],
    ['over midnight', vienna, '2026-11-29T06:00:00.000Z'],
    ['within a day', { from: '22:00', to: '22:45', timeZone: 'UTC' }, '2026-11-28T22:45:00.000Z'],
    ['their last minute is over', { from: '22:00', to: '22:30', timeZone: 'UTC' }, undefined],
    ['none', null, undefined],
  ])('%s', (_what, quiet, until) => {
    expect(quietUntil(quiet, now)?.toISOString()).toBe(until);
  });
});

describe('when', () => {
  const at = (secondsAgo: number) => new Date(now.getTime() - secondsAgo * 1_000);
  const plan = (tell: AlertItem[], recent: Date[]) => planNext(tell, { recent, quiet: null, now });

  test('one at a time, up to five in ten minutes', () => {
    const tell = [item('1', 'a'), item('2', 'b')];
    expect(plan(tell, [at(1), at(2), at(3), at(4)])).toEqual({ kind: 'send', items: tell.slice(0, 1) });
    expect(plan(tell, [at(1), at(2), at(3), at(4), at(5)])).toEqual({ kind: 'wait', until: at(5 - 600) });
  });
  test('what waited goes in one message with what came after it', () => {
    const tell = [{ ...item('1', 'a'), isHeld: true }, item('2', 'b')];
    expect(plan(tell, [])).toEqual({ kind: 'send', items: tell });
  });
  test('nothing when nothing waits', () => {
    expect(plan([], [])).toEqual({ kind: 'nothing' });
  });
});
