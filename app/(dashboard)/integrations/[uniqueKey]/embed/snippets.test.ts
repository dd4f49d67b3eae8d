import { expect, test } from 'vitest';
import { findScript } from '#lib/embed/scripts';
import { embedTabs } from './snippets';

const publicUrl = 'https://latchkey.example.com';
const codeOf = (label: string) => {
  const tabs = embedTabs({ publicUrl, uniqueKey: 'files', script: globalThis.latchkeyScript });
  return tabs.find((tab) => tab.label === label)?.code ?? '';
};
const imported = (code: string) => /from '([^']+)'/.exec(code)?.[1] ?? '';

test('the pinned code imports the fixed script, with its integrity in an import map', () => {
  const code = codeOf('HTML, pinned');
  const src = imported(code);
  expect(findScript(src.slice(publicUrl.length))?.isFixed).toBe(true);
  const map = /<script type="importmap">([^<]+)</.exec(code)?.[1] ?? '';
  expect(JSON.parse(map)).toEqual({ integrity: { [src]: globalThis.latchkeyScript?.integrity } });
});

test('the other imports the newest', () => {
  expect(imported(codeOf('HTML'))).toBe(`${publicUrl}/embed/latchkey.js`);
});
