import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { findScript } from './scripts.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');

test.each([
  ['latchkey.js', 5],
  ['picker.js', 4],
])('%s is under %i KB on the wire and imports nothing by itself', (name, most) => {
  const text = read(name);
  expect(gzipSync(text).length).toBeLessThan(most * 1024);
  expect(text).not.toMatch(/^import /m);
});

test.each(['latchkey', 'picker'] as const)(
  '%s.js is served by its own hash too, which pages may pin, with the integrity that the dashboard shows',
  (name) => {
    const facts = { latchkey: globalThis.latchkeyScript, picker: globalThis.latchkeyPickerScript };
    const { fixedPath = '', integrity } = facts[name] ?? {};
    const text = read(`${name}.js`);
    expect(fixedPath).toBe(`/embed/${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`);
    const fixed = findScript(fixedPath);
    expect(fixed?.isFixed).toBe(true);
    expect(fixed?.text).toEqual(findScript(`/embed/${name}.js?x`)?.text);
    expect(integrity).toBe(`sha384-${createHash('sha384').update(text).digest('base64')}`);
    expect(findScript(`/embed/${name}-${'0'.repeat(16)}.js`)).toBeUndefined();
  },
);

test.each(['latchkey', 'picker', 'react'])('the types of %s name what it exports', (name) => {
  const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found).toSorted();
  const declared = names(read(`${name}.d.ts`), /^export declare (?:const|class|function) (\w+)/gm);
  expect(names(read(`${name}.js`), /^export (?:async )?(?:const|class|function) (\w+)/gm)).toEqual(declared);
});
