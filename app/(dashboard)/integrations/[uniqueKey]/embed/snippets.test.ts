import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findScript } from '#lib/embed/scripts';
import { runProgram } from '../../../../../scripts/testing/run-program.ts';
import { pickerTabs } from '../../../connections/[id]/picker/snippets';
import { embedTabs } from './snippets';

const modules = resolve('node_modules');
const chosen = { entry: { oneDrive: { files: {} } }, options: {} };

const publicUrl = 'https://latchkey.example.com';
const facts = { publicUrl, uniqueKey: 'files' };
const tabsOf = () => embedTabs({ ...facts, script: globalThis.latchkeyScript });
const codeOf = (wanted: string) => tabsOf().find(({ label }) => label === wanted)?.code ?? '';
const imported = (code: string) => /from '([^']+)'/.exec(code)?.[1] ?? '';

test('the pinned code imports the fixed script, with its integrity in an import map', () => {
  const code = codeOf('HTML, pinned');
  const src = imported(code);
  expect(findScript(src.slice(publicUrl.length))?.isFixed).toBe(true);
  const map = /<script type="importmap">([^<]+)</.exec(code)?.[1] ?? '';
  expect(JSON.parse(map)).toEqual({ integrity: { [src]: globalThis.latchkeyScript?.integrity } });
});

test('every half checks the answer, and the server says who the person is', () => {
  for (const { label, code } of tabsOf()) expect(code, label).toContain('if (!answer.ok) throw');
  for (const { label, code } of pickerTabs({ ...facts, connectionId: 'c1' }, chosen))
    if (label !== 'curl') expect(code, label).toContain('if (!answer.ok) throw');
  expect(codeOf('Server')).toContain('email: user.email, display_name: user.name');
});

test('the picker’s session is for the allowed origins', () => {
  const origins = ['http://localhost:5105'];
  const server = (of: readonly string[]) =>
    pickerTabs({ ...facts, connectionId: 'c1', origins: of }, chosen).find(({ label }) => label === 'Server')?.code;
  expect(server(origins)?.replaceAll(/\s/g, '')).toContain('"origins":["http://localhost:5105"]');
  expect(server([])).toContain('https://app.example.com');
});

const config = {
  compilerOptions: {
    module: 'nodenext',
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
    types: [],
    paths: {
      react: [join(modules, '@types/react/index.d.ts')],
      'react/jsx-runtime': [join(modules, '@types/react/jsx-runtime.d.ts')],
    },
  },
  files: ['connect.tsx', 'choose-files.tsx'],
};

test('the React code compiles beside the files that it says to download', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-react-'));
  try {
    const picker = pickerTabs({ ...facts, connectionId: 'c1' }, chosen).find(({ label }) => label === 'React')?.code;
    const written = { 'connect.tsx': codeOf('React'), 'choose-files.tsx': picker ?? '' };
    for (const [name, code] of Object.entries(written)) await writeFile(join(folder, name), code);
    for (const name of ['latchkey.d.ts', 'react.d.ts', 'picker.d.ts']) {
      expect(Object.values(written).join('\n')).toContain(name);
      await writeFile(join(folder, name), findScript(`/embed/${name}`)?.text ?? '');
    }
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    await runProgram({ program: 'typescript/bin/tsc', args: ['-p', folder], output: 'on failure' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the other imports the newest', () => {
  expect(imported(codeOf('HTML'))).toBe(`${publicUrl}/embed/latchkey.js`);
});
