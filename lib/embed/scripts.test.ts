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

test('it is served by its own hash too, which pages may pin, with the integrity that the dashboard shows', () => {
  const { fixedPath = '', integrity } = globalThis.latchkeyScript ?? {};
  const hash = createHash('sha256').update(read('latchkey.js')).digest('hex').slice(0, 16);
  expect(fixedPath).toBe(`/embed/latchkey-${hash}.js`);
  const fixed = findScript(fixedPath);
  expect(fixed?.isFixed).toBe(true);
  expect(fixed?.text).toEqual(findScript('/embed/latchkey.js?x')?.text);
  expect(integrity).toBe(`sha384-${createHash('sha384').update(read('latchkey.js')).digest('base64')}`);
  expect(findScript(`/embed/latchkey-${'0'.repeat(16)}.js`)).toBeUndefined();
});

test.each(['latchkey', 'react'])('the types of %s name what it exports', (name) => {
  const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found).toSorted();
  const declared = names(read(`${name}.d.ts`), /^export declare (?:const|class|function) (\w+)/gm);
  expect(names(read(`${name}.js`), /^export (?:async )?(?:const|class|function) (\w+)/gm)).toEqual(declared);
});
