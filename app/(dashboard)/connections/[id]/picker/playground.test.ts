import { expect, test } from 'vitest';
import { findScript } from '#lib/embed/scripts';
import { entryOf, firstChoice, optionsOf } from './choice';
import { lineOf } from './lines';
import { pickerTabs } from './snippets';

const publicUrl = 'https://latchkey.example.com';
const facts = { publicUrl, connectionId: 'user "1"', uniqueKey: 'files' };
const entry = { sharePoint: { byPath: { web: "/sites/o'neill" } } };
const choice = { ...firstChoice, mode: 'iframe', types: 'all', filters: '.docx, photo', most: '3' } as const;
const codeOf = (wanted: string) =>
  pickerTabs(facts, { entry, options: optionsOf(choice) }).find(({ label }) => label === wanted)?.code ?? '';

test('the options say only what is not the default', () => {
  expect(optionsOf({ ...firstChoice, selection: 'single' })).toEqual({});
  expect(optionsOf(choice)).toEqual({
    mode: 'iframe',
    types: 'all',
    filters: ['.docx', 'photo'],
    selection: { mode: 'multiple', maximumCount: 3 },
  });
  expect(entryOf({ ...firstChoice, place: 'web', web: '/sites/x' }, [])).toEqual({
    sharePoint: { byPath: { web: '/sites/x' } },
  });
});

test.each(['HTML', 'Element', 'Server'])('%s is code that parses and names files that are served', (label) => {
  const code = codeOf(label);
  const script =
    label === 'HTML' || label === 'Element' ? code.replaceAll(/<(?!\/?script).*>\n|<\/?script.*>/g, '') : code;
  const body = script.replaceAll(/^import .*$|^ {2}import .*$/gm, '').replaceAll('export ', '');
  const plain = body.replaceAll(/<button.*<\/button>/g, 'null');
  expect(() => new Function(`return async () => {${plain}}`), plain).not.toThrow();
  for (const [, path = ''] of code.matchAll(/https:\/\/latchkey\.example\.com(\/embed\/[\w.-]+\.js)/g))
    expect(findScript(path)).toBeDefined();
});

test('what was chosen is in the code', () => {
  expect(codeOf('HTML')).toContain(
    'openPicker({ session: newSession(), mode: "iframe", types: "all", filters: [".docx", "photo"], selection: { mode: "multiple", maximumCount: 3 } })',
  );
  expect(codeOf('Element')).toContain('mode="iframe" types="all" filters=".docx,photo" selection="multiple"');
  expect(codeOf('Server')).toContain('"connection_id": "user \\"1\\""');
  expect(codeOf('curl')).toContain(`"web": "/sites/o'\\''neill"`);
});

test('a line of the log says who speaks of what', () => {
  const command = { type: 'command', id: '1', data: { command: 'authenticate', resource: publicUrl } };
  expect(lineOf({ type: 'message', direction: 'in', message: command })).toEqual({
    by: 'picker',
    title: 'command: authenticate',
    detail: command,
  });
  const refused = { type: 'result', id: '1', data: { result: 'error', error: { code: 'unableToObtainToken' } } };
  expect(lineOf({ type: 'message', direction: 'out', message: refused })).toMatchObject({
    by: 'page',
    title: 'result: error, unableToObtainToken',
    isProblem: true,
  });
});
