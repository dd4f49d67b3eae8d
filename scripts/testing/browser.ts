import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../../e2e/chromium.ts';
import { run, runProgram } from './run-program.ts';

async function canLaunch(): Promise<boolean> {
  try {
    await (await chromium.launch(chromiumOptions())).close();
    return true;
  } catch {
    return false;
  }
}

/** Debian's package includes the libraries Chromium needs; Playwright's own download does not. */
async function installWithApt(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-liberation'];
  await run('apt-get', ['update'], { output: 'on failure', env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { output: 'on failure', env });
}

async function installWithPlaywright(): Promise<void> {
  await runProgram({ program: '@playwright/test/cli.js', args: ['install', 'chromium'], output: 'on failure' });
}

/**
 * Installs Chromium if none can be started.
 * @throws Error with a sentence that says what to do.
 */
export async function ensureBrowser(): Promise<void> {
  for (const install of [undefined, installWithApt, installWithPlaywright]) {
    if (install) console.log('   no Chromium starts yet; installing one …');
    await install?.().catch(() => undefined);
    if (await canLaunch()) return;
  }
  throw new Error(
    'no Chromium could be installed. Install it by hand (apt-get install chromium, or npx playwright install --with-deps chromium) and run this again.',
  );
}
