import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './e2e/chromium.ts';

/** Runs against the built app and the bundled sandbox. `e2e/global-setup.ts` starts both in a temporary place. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 900 },
    // Playwright waits for whatever moves to stand still.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'on-first-retry',
    navigationTimeout: 20_000,
    actionTimeout: 10_000,
  },
  projects: [
    { name: 'set-up', testMatch: '*.setup.ts' },
    { name: 'main', testMatch: '*.spec.ts', dependencies: ['set-up'] },
    // These tests make the sandbox misbehave for the next caller, which must not be another test.
    { name: 'alone', testMatch: '*.alone.ts', dependencies: ['main'], workers: 1 },
    // Walks through the whole product on an instance of their own: `npm run e2e -- --project=walks`.
    { name: 'walks', testMatch: '*.walk.ts', dependencies: ['set-up'] },
  ],
});
