import { defineConfig } from 'vitest/config';

const exclude = ['node_modules/**', '.next/**', 'e2e/**'];

export default defineConfig({
  test: {
    // Integration tests wait much of their time: for PostgreSQL, for other processes, for time limits.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,sandbox,app,components,scripts}/**/*.test.ts'],
          exclude: [...exclude, '**/*.integration.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{lib,app,scripts}/**/*.integration.test.ts'],
          exclude,
          globalSetup: ['scripts/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
