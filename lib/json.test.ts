import { expect, test } from 'vitest';
import { jsonProblem } from './json.ts';

const nested = (levels: number, open: string, close: string): unknown =>
  JSON.parse(`{"a":${open.repeat(levels)}1${close.repeat(levels)}}`);

test.each([[nested(8_000, '[', ']')], [nested(8_000, '{"b":', '}')], [nested(100, '[', ']')]])(
  'what is nested too deeply is refused',
  (value) => {
    expect(jsonProblem(value)).toEqual({ message: expect.stringContaining('100 levels'), path: ['a'] });
  },
);

test.each(['__proto__', 'constructor', 'prototype'])('no member is named %s, wherever it stands', (name) => {
  const value: unknown = JSON.parse(`{"a":[{"${name}":{"b":1}}]}`);
  expect(jsonProblem(value)).toEqual({ message: expect.stringContaining(name), path: ['a', 0, name] });
});

test('a text that cannot be stored is named, as a value and as a name', () => {
  expect(jsonProblem({ a: { b: 'x\0' } })?.path).toEqual(['a', 'b']);
  expect(jsonProblem({ 'a\ud800': 1 })?.path).toEqual(['a\ufffd']);
});

test.each([[1], ['text'], [null], [{ toString: 1, a: [{ hasOwnProperty: true }] }], [nested(98, '[', ']')]])(
  '%j is taken',
  (value) => expect(jsonProblem(value)).toBeUndefined(),
);
