import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addCounts, readCounts, summary } from './counts.ts';

function reportOf(content: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-counts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test.each([
  ['vitest', { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }],
  ['Playwright', { stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 3 }, suites: [] }],
])('a report of %s', (_, content) => {
  expect(readCounts(reportOf(content))).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a run that left no report counts nothing', () => {
  expect(readCounts('/nowhere/report.json')).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('skipped tests are named only when there are any', () => {
  const some = { passed: 3, failed: 0, skipped: 0 };
  expect(summary(some)).toBe('3 passed, 0 failed');
  expect(summary(addCounts(some, { passed: 1, failed: 2, skipped: 4 }))).toBe('4 passed, 2 failed, 4 skipped');
});
