import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files whose tests start many processes come first: one of them alone at the end would leave the machine idle. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(?:crash|contract)\/|\/(?:real-|incremental|search-scan|search-language)/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    name: 'unit',
    include: ['tests/{unit,contract,fuzz,crash}/**/*.test.{ts,tsx}'],
    // A busy machine is no failure: what is waited for has to come, however long it takes within reason.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // No module of ours has a state, so that files can share a process: most of them take less time than its start.
    isolate: false,
    sequence: { sequencer: LongFirst },
    maxWorkers: 2,
    allowOnly: !process.env.CI,
  },
});
