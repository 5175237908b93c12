import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string | undefined }[];
  /** What passed, but not at the first try. */
  retried: string[];
}

/**
 * Counts what a run did and writes it, as JSON, to the file named in COMMONPLACE_TALLY. A file that cannot
 * be loaded and an error outside of any test count as failures, too: a run with them is not a good one.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: [], retried: [] };
    for (const module of modules) count(module, tally);
    const file = process.env.COMMONPLACE_TALLY;
    if (file) writeFileSync(file, JSON.stringify(tally));
  }
}

function count(module: TestModule, tally: Tally): void {
  tally.failed += module.errors().length;
  for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (test.diagnostic()?.flaky) tally.retried.push(title(module, test));
    if (result.state === 'passed') tally.passed += 1;
    else if (result.state === 'failed') tally.failed += 1;
    else
      tally.skipped.push({ name: title(module, test), reason: 'note' in result ? result.note : undefined });
  }
}

function title(module: TestModule, test: TestCase): string {
  return `${relative(process.cwd(), module.moduleId)} > ${test.fullName}`;
}
