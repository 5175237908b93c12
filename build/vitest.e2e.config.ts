import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** End to end: real hosts and a real Chromium, each file with its own. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    // A busy machine is no failure: what is waited for has to come, however long it takes within reason.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // A browser on a busy machine: one more try where nobody watches, and the run says which tests needed it.
    retry: process.env.CI ? 1 : 0,
    allowOnly: !process.env.CI,
  },
});
