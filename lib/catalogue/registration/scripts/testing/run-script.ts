import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ScriptChoice } from '../scripts.ts';
import { codeOf } from './choice.ts';

export const run = promisify(execFile);

/** Runs work with a folder of its own, which is gone afterwards. */
async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'scripts-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Has bash read a script without running it; rejects when it does not parse. */
export function parseBash(code: string): Promise<unknown> {
  return withFolder(async (folder) => {
    await writeFile(join(folder, 'script.sh'), code);
    return run('bash', ['-n', join(folder, 'script.sh')]);
  });
}

export type App = {
  displayName?: string;
  signInAudience: string;
  web: { redirectUris: string[] };
  requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
};
export type AzState = { calls: string[][]; app?: App; hasPrincipal?: boolean };

const fakeAz = join(import.meta.dirname, 'fake-az.ts');

/** Runs the script for the Azure CLI with something that plays it. */
export function runAz(of: ScriptChoice, before: Partial<AzState> = {}, edit = (code: string) => code) {
  return withFolder(async (folder) => {
    const stateFile = join(folder, 'state.json');
    const script = join(folder, 'script.sh');
    await writeFile(stateFile, JSON.stringify({ calls: [], ...before }));
    const player = `#!/bin/sh\nexec '${process.execPath}' '${fakeAz}' '${stateFile}' "$@"\n`;
    await writeFile(join(folder, 'az'), player, { mode: 0o755 });
    await writeFile(script, edit(codeOf('az', of)));
    const { stdout, stderr } = await run('bash', ['-c', `PATH='${folder}':$PATH exec bash '${script}'`]);
    const state: AzState = JSON.parse(await readFile(stateFile, 'utf8'));
    return { stdout, stderr, state, lines: state.calls.map((args) => args.join(' ')) };
  });
}

const deafAz = `#!/bin/sh
[ "$1" = rest ] && for arg in "$@"; do case "$arg" in @*) cat "\${arg#@}" > "\${0%/az}/body" ;; esac; done
echo something
`;

/** What the script for the Azure CLI has Microsoft make for a new registration. */
export function bodySentByAz(of: ScriptChoice): Promise<App> {
  return withFolder(async (folder) => {
    const script = join(folder, 'script.sh');
    await writeFile(join(folder, 'az'), deafAz, { mode: 0o755 });
    await writeFile(script, codeOf('az', of));
    await run('bash', ['-c', `PATH='${folder}':$PATH exec bash '${script}'`]);
    return JSON.parse(await readFile(join(folder, 'body'), 'utf8'));
  });
}
