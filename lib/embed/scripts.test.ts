import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { findScript } from './scripts.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');

test('latchkey.js is under 5 KB on the wire and imports nothing', () => {
  const text = read('latchkey.js');
  expect(gzipSync(text).length).toBeLessThan(5 * 1024);
  expect(text).not.toMatch(/^import /m);
});

test('it is served by its version too, which pages may pin, with the hash that the dashboard shows', () => {
  const { version = '', integrity } = globalThis.latchkeyScript ?? {};
  const fixed = findScript(`/embed/latchkey-${version}.js`);
  expect(fixed?.isFixed).toBe(true);
  expect(fixed?.text).toEqual(findScript('/embed/latchkey.js?x')?.text);
  expect(integrity).toBe(`sha384-${createHash('sha384').update(read('latchkey.js')).digest('base64')}`);
  expect(findScript('/embed/latchkey-0.0.0.js')).toBeUndefined();
});

test.each(['latchkey', 'react'])('the types of %s name what it exports', (name) => {
  const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found).toSorted();
  const declared = names(read(`${name}.d.ts`), /^export declare (?:const|class|function) (\w+)/gm);
  expect(names(read(`${name}.js`), /^export (?:async )?(?:const|class|function) (\w+)/gm)).toEqual(declared);
});
