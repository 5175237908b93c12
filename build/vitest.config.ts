import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['tests/{unit,contract,fuzz,crash}/**/*.test.{ts,tsx}'],
    // A busy machine is no failure: what is waited for has to come, however long it takes within reason.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: !process.env.CI,
  },
});
