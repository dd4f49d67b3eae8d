import { describe, expect, test } from 'vitest';
import { connectionsHref, cursorText, deletedHref, isFiltered, nextHref, previousHref, readQuery } from './query';

const after = { createdAt: new Date('2026-03-01T10:00:00.123Z'), id: '0f5fb6a6-6a1f-4a5e-9b5c-2a5a4f1f3f10' };

const read = (href: string) => readQuery(Object.fromEntries(new URLSearchParams(href.split('?')[1])));

describe('the list of connections', () => {
  test('reads what its own addresses say', () => {
    const status = 'needs_reauthorization';
    const query = { search: 'anna', integration: 'one-drive', status, lacking: 'permissions', after } as const;
    const href = connectionsHref(query);
    expect(href).toContain('status=needs_reauthorization');
    expect(read(href)).toEqual({ ...query, trail: [] });
  });

  test('leads forth and back through pages', () => {
    const [second, third] = [after, { ...after, createdAt: new Date('2026-02-01T10:00:00.000Z') }];
    const onFirst = read('/connections?status=healthy');
    const onSecond = read(nextHref(onFirst, second));
    const onThird = read(nextHref(onSecond, third));
    expect(onThird).toMatchObject({ status: 'healthy', after: third, trail: [second] });
    expect(read(previousHref(onThird))).toEqual(onSecond);
    expect(read(previousHref(onSecond))).toEqual(onFirst);
  });

  test('has a plain address without filters', () => expect(connectionsHref({})).toBe('/connections'));

  test.each([
    [{ status: 'needs-attention' }],
    [{ status: ['healthy', 'corrupt'] }],
    [{ after: 'yesterday' }],
    [{ after: `${after.createdAt.toISOString()}_1` }],
    [{ search: 'x'.repeat(300) }],
  ])('leaves out what makes no sense: %j', (params) => {
    expect(readQuery(params)).toEqual({ trail: [] });
  });

  test('counts as filtered by its filters, not by its page', () => {
    expect(isFiltered(readQuery({ after: cursorText(after) }))).toBe(false);
    expect(isFiltered(readQuery({ status: 'corrupt' }))).toBe(true);
  });

  test('comes back after a deletion with its filters, and nowhere else', () => {
    const list = '/connections?search=mira&status=healthy';
    expect(deletedHref('c-1', list)).toBe(`${list}&notice=deleted&deleted=c-1`);
    const plain = '/connections?notice=deleted&deleted=c-1';
    expect([deletedHref('c-1', ''), deletedHref('c-1', 'https://evil.example/?x=1')]).toEqual([plain, plain]);
  });
});
