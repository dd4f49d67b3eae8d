import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const system = '/usr/bin/chromium';

// A test run asks nobody outside; without these the browser tries, and waits where there is no way out.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How the browser starts: the system's Chromium where there is one, otherwise Playwright's. */
export function chromiumOptions(): LaunchOptions {
  const isRoot = process.getuid?.() === 0;
  return {
    args: [...quiet, ...(isRoot ? ['--no-sandbox'] : [])],
    ...(existsSync(system) ? { executablePath: system } : {}),
  };
}
