import { describe, expect, test } from 'vitest';
import { activityHref, filterOf, isFiltered, readQuery } from './query.ts';

const nothing = { connectionIds: undefined, integrationId: undefined };

describe('the address of the activity list', () => {
  test('what makes no sense is left out', () => {
    const query = readQuery({ kind: 'vend', outcome: 'maybe', time: 'year', before: 'x', connection: '  ' });
    expect(Object.values(query).filter((value) => value !== undefined)).toEqual([]);
    expect(isFiltered(query)).toBe(false);
    expect(activityHref(query)).toBe('/activity');
  });

  test('is read back as it was written', () => {
    const query = readQuery({
      kind: 'proxy',
      outcome: 'failed',
      time: 'day',
      integration: 'drive',
      connection: 'mira@',
    });
    const before = { at: new Date('2026-01-02T03:04:05.678Z'), id: '42' };
    const url = new URL(activityHref({ ...query, before }), 'http://here');
    expect(readQuery(Object.fromEntries(url.searchParams))).toEqual({ ...query, before });
  });

  test('time is counted back from now', () => {
    const now = new Date('2026-01-02T12:00:00Z');
    expect(filterOf(readQuery({ time: 'hour' }), nothing, now).since).toEqual(new Date('2026-01-02T11:00:00Z'));
    expect(filterOf(readQuery({}), nothing, now).since).toBeUndefined();
  });
});
