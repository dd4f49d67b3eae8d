import { describe, expect, test } from 'vitest';
import { auditHref, filterOf, isFiltered, readQuery, setFilters } from './query.ts';
import { actionText, subjectHref } from './words.ts';

const now = new Date('2026-11-22T12:00:00Z');

describe('the address of the list', () => {
  test('is read, and written the same', () => {
    const address = 'actor=console&search=x+y&time=week&before=12&event=3';
    const query = readQuery(Object.fromEntries(new URLSearchParams(address)));
    expect(query).toMatchObject({ actor: 'console', search: 'x y', time: 'week', before: '12', event: '3' });
    expect(new URL(auditHref(query), 'http://x').searchParams.get('search')).toBe('x y');
    expect(setFilters(query).map(({ name }) => name)).toEqual(['actor', 'search', 'time']);
  });

  test.each([{ time: 'year' }, { before: '-1' }, { from: 'yesterday' }, { actor: ['a', 'b'] }, { search: '  ' }])(
    'leaves out %j',
    (params) => {
      const query = readQuery(params);
      expect(isFiltered(query)).toBe(false);
      expect(auditHref(query)).toBe('/settings/audit');
    },
  );
});

describe('the filter', () => {
  test('counts a span back from now', () => {
    expect(filterOf(readQuery({ time: 'day' }), now).since).toEqual(new Date('2026-11-21T12:00:00Z'));
  });

  test('takes days whole, and before the span', () => {
    const filter = filterOf(readQuery({ time: 'day', from: '2026-11-01', to: '2026-11-02' }), now);
    expect(filter.since).toEqual(new Date('2026-11-01T00:00:00Z'));
    expect(filter.until).toEqual(new Date('2026-11-03T00:00:00Z'));
  });
});

test('an action without words of its own is still readable', () => {
  expect(actionText('thing.never-heard-of')).toBe('Thing never heard of');
  expect(actionText('operator.signed-in')).toBe('Signed in');
});

test.each([
  ['integration:one drive', 'integration.updated', '/integrations/one%20drive'],
  ['integration:one', 'integration.deleted', undefined],
  ['settings', 'branding.changed', undefined],
])('%s after %s leads to %s', (subject, action, href) => {
  expect(subjectHref({ subject, action })).toBe(href);
});
