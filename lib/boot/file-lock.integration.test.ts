import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from '#lib/boot/file-lock';

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-lock-'));
  file = join(folder, 'start.lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts another process that takes the lock and runs `work`. It prints `has` once it holds the lock. */
async function holder(work = 'new Promise(() => setInterval(() => {}, 1000))'): Promise<ChildProcess> {
  const source = `import { withFileLock } from ${JSON.stringify(join(import.meta.dirname, 'file-lock.ts'))};
    await withFileLock(${JSON.stringify(file)}, async () => { process.stdout.write('has\\n'); await ${work}; });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('a living holder is named after two seconds, and given up with a sentence', async () => {
  const { pid } = await holder();
  const said: string[] = [];
  const waiting = withFileLock(file, async () => 'never', { patience: 2_500, say: (line) => said.push(line) });
  await expect(waiting).rejects.toMatchObject({
    name: 'StartProblem',
    message: expect.stringContaining(`${file} has been held by process ${pid} for`),
  });
  expect(said).toEqual([`Waiting for process ${pid}, which holds ${file} …`]);
  expect(existsSync(file)).toBe(true);
});

test('a holder that stopped answering but lives keeps its file', async () => {
  const child = await holder();
  child.kill('SIGSTOP');
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, longAgo, longAgo);
  const waiting = withFileLock(file, async () => 'never', { patience: 3_500, silence: 2_500, say: () => {} });
  await expect(waiting).rejects.toThrow(`process ${child.pid}`);
});

test('a killed holder leaves its file to exactly one of those who wait', async () => {
  const child = await holder();
  let inside = 0;
  let most = 0;
  const one = () =>
    withFileLock(file, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 5));
      inside -= 1;
    });
  const gone = once(child, 'exit');
  const all = Promise.all(Array.from({ length: 8 }, one));
  child.kill('SIGKILL');
  await gone;
  await all;
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['our own pid, of an earlier life', () => process.pid],
  ['process 1', () => 1],
])('a file of %s whose start time is another is taken over at once', async (_name, pid) => {
  const own = await withFileLock(file, async () => JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, JSON.stringify({ ...own, pid: pid(), started: '1', token: 'gone' }));
  const began = performance.now();
  expect(await withFileLock(file, async () => 'ran')).toBe('ran');
  expect(performance.now() - began).toBeLessThan(2_000);
});

test.each([
  ['a bare pid that lives, as earlier versions wrote it', () => String(process.ppid)],
  ['another container', () => JSON.stringify({ pid: process.ppid, started: '5', place: 'elsewhere', token: 'gone' })],
  ['nobody: it is empty', () => ''],
])('a file of %s is taken over when nobody touches it', async (_name, content) => {
  writeFileSync(file, content());
  const said: string[] = [];
  expect(await withFileLock(file, async () => 'ran', { silence: 2_500, say: (line) => said.push(line) })).toBe('ran');
  expect(said).toHaveLength(1);
});

test('one process waits for itself too', async () => {
  let inside = 0;
  const once = () =>
    withFileLock(file, async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((done) => setTimeout(done, 20));
      inside -= 1;
    });
  await Promise.all([once(), once(), once()]);
});
