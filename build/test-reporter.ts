import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  /** What did not hold, each with the first line of what it says of itself. */
  failed: { name: string; reason: string | undefined }[];
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
    const tally: Tally = { passed: 0, failed: [], skipped: [], retried: [] };
    for (const module of modules) count(module, tally);
    for (const error of unhandled)
      tally.failed.push({ name: 'outside of any test', reason: firstLine(error) });
    const file = process.env.COMMONPLACE_TALLY;
    if (file) writeFileSync(file, JSON.stringify(tally));
  }
}

function count(module: TestModule, tally: Tally): void {
  const file = relative(process.cwd(), module.moduleId);
  const around = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
  for (const error of around) tally.failed.push({ name: file, reason: firstLine(error) });
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (test.diagnostic()?.flaky) tally.retried.push(title(module, test));
    if (result.state === 'passed') tally.passed += 1;
    else if (result.state === 'failed')
      tally.failed.push({ name: title(module, test), reason: firstLine(result.errors[0]) });
    else
      tally.skipped.push({ name: title(module, test), reason: 'note' in result ? result.note : undefined });
  }
}

function title(module: TestModule, test: TestCase): string {
  return `${relative(process.cwd(), module.moduleId)} > ${test.fullName}`;
}

function firstLine(error: unknown): string | undefined {
  const message = error instanceof Object && 'message' in error ? String(error.message) : undefined;
  return message?.split('\n', 1)[0];
}
