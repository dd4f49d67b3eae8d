import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

function runAs(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, join(root, 'scripts', 'node.mjs')];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stderr };
}

test.each(['20.20.2', '22.18.0', '18.0.0'])('Node %s reads one sentence and no stack trace', (version) => {
  const { status, stderr } = runAs(version);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(`needs Node 22.19 or newer; this is ${version}`)]);
});

test.each(['22.19.0', '24.21.0', '26.0.0'])('Node %s goes on', (version) => {
  expect(runAs(version)).toEqual({ status: 0, stderr: '' });
});

test('the manifest says the same, and every npm script asks first', () => {
  expect(manifest.engines.node).toBe('>=22.19');
  for (const command of Object.values(manifest.scripts)) expect(command).toMatch(/^node scripts\/node\.mjs && /);
});
