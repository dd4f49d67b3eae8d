import { describe, expect, test } from 'vitest';
import { manyIds, readMetadata } from './read-input';

const id = '0f5fb6a6-6a1f-4a5e-9b5c-2a5a4f1f3f10';

describe('metadata', () => {
  test('is a JSON object', () => expect(readMetadata('{"plan": "team"}')).toEqual({ metadata: { plan: 'team' } }));
  test('is emptied by an empty field', () => expect(readMetadata('  ')).toEqual({ metadata: {} }));
  test.each([['{'], ['[1]'], ['"text"'], ['null']])('refuses %s', (typed) => {
    expect(readMetadata(typed)).toHaveProperty('error');
  });
  test.each([`${'['.repeat(8_000)}${']'.repeat(8_000)}`, '{"constructor": 1}', String.raw`"\u0000"`])(
    'refuses what cannot be kept, with a sentence',
    (member) =>
      expect(readMetadata(`{"a": ${member}}`)).toEqual({ error: expect.stringContaining('Nothing was saved') }),
  );
  test('has a limit', () => {
    expect(readMetadata(JSON.stringify({ big: 'x'.repeat(70_000) }))).toEqual({
      error: 'Metadata may hold at most 64 KB.',
    });
  });
});

describe('a selection', () => {
  test('names each connection once', () => expect(manyIds.parse({ ids: `${id},${id}` }).ids).toEqual([id]));
  test.each([[''], ['1'], [`${id},x`]])('refuses %j', (ids) => expect(manyIds.safeParse({ ids }).success).toBe(false));
});
