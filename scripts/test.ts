import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareBuild, prepareClient } from './build.ts';
import { ensureBrowser } from './testing/browser.ts';
import { addCounts, type Counts, noCounts, readCounts, summary } from './testing/counts.ts';
import { runProgram } from './testing/run-program.ts';

/** `npm test`: runs every check in order until one fails. `--only` runs one kind and what it needs. */
const kinds = ['check', 'unit', 'integration', 'e2e'] as const;
type Kind = (typeof kinds)[number];

/** A step with tests names its report, which contains the counts even when the step fails. */
type Step = { name: string; report?: string; run: () => Promise<void> };

const reports = mkdtempSync(join(tmpdir(), 'latchkey-reports-'));

function quietly(name: string, program: string, args: string[]): Step {
  return { name, run: () => runProgram({ program, args, output: 'on failure' }) };
}

function vitest(project: 'unit' | 'integration', more: string[]): Step {
  const report = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--project', project, ...reporters, ...more];
  const name = project === 'unit' ? 'Unit tests' : 'Integration tests';
  return { name, report, run: () => runProgram({ program: 'vitest/vitest.mjs', args, output: 'live' }) };
}

function playwright(more: string[]): Step {
  const report = join(reports, 'e2e.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  // The tests that run alone come after all others, which they depend on.
  const which = more.length > 0 ? more : ['--project=alone'];
  const args = ['test', '--reporter=list,json', ...which];
  const run = () => runProgram({ program: '@playwright/test/cli.js', args, output: 'live', env });
  return { name: 'End-to-end tests', report, run };
}

function stepsOf(only: Kind | undefined, more: string[]): Step[] {
  const client: Step = { name: 'Database client', run: prepareClient };
  const checks = [
    quietly('Format and lint', '@biomejs/biome/bin/biome', ['check', '.']),
    quietly('Types of the routes', 'next/dist/bin/next', ['typegen']),
    quietly('Types', 'typescript/bin/tsc', ['--noEmit']),
    quietly('Nothing unused', 'knip/bin/knip.js', []),
  ];
  const unit = vitest('unit', more);
  const steps: Record<Kind, Step[]> = {
    check: [...checks, unit],
    unit: [unit],
    integration: [vitest('integration', more)],
    e2e: [{ name: 'Build', run: prepareBuild }, { name: 'Browser', run: ensureBrowser }, playwright(more)],
  };
  return only ? [client, ...steps[only]] : [client, ...steps.check, ...steps.integration, ...steps.e2e];
}

/** Runs a step. If it fails without a failed test, that counts as one failure. */
async function runStep({ name, report, run }: Step): Promise<{ counts: Counts; ok: boolean }> {
  const started = performance.now();
  console.log(`\n── ${name}`);
  const problem = await run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const counts = report ? readCounts(report) : noCounts;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(problem === undefined ? `   ok in ${seconds} s` : `   failed after ${seconds} s: ${problem}`);
  const ok = problem === undefined && counts.failed === 0;
  return { ok, counts: ok ? counts : { ...counts, failed: Math.max(1, counts.failed) } };
}

async function runAll(steps: Step[]): Promise<{ counts: Counts; ok: boolean }> {
  let counts = noCounts;
  for (const step of steps) {
    const result = await runStep(step);
    counts = addCounts(counts, result.counts);
    if (!result.ok) return { counts, ok: false };
  }
  return { counts, ok: true };
}

function readOptions(): { only: Kind | undefined; more: string[] } {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
  const only = kinds.find((kind) => kind === values.only);
  if (values.only !== undefined && only === undefined) throw new Error(`--only takes one of ${kinds.join(', ')}.`);
  return { only, more: only ? positionals : [] };
}

try {
  const { only, more } = readOptions();
  const { counts, ok } = await runAll(stepsOf(only, more));
  console.log(`\n${summary(counts)}`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
