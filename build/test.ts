/**
 * Runs the suites side by side and ends with one line, `N passed, N failed, N skipped`. Arguments name the tests to
 * run (parts of paths, as in `npm test -- tests/unit/note`); those that begin with `-` go to Vitest as they are.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setUp } from './setup.mjs';
import type { Tally } from './test-reporter.ts';
import { adviceLines, installTools } from './tool-setup.ts';

interface Suite {
  config: string;
  files: string;
  /** Its tests run what `npm run build` makes. */
  built: boolean;
  /** How far its processes stand back (as by `nice`) where the machine is busy. */
  niceness: number;
}

const SUITES: Suite[] = [
  {
    config: 'build/vitest.config.ts',
    files: 'tests/{unit,contract,fuzz,crash}/**/*.test.{ts,tsx}',
    built: false,
    // It fills the time in which a browser waits for a frame, and takes none from it.
    niceness: 3,
  },
  { config: 'build/vitest.e2e.config.ts', files: 'tests/e2e/**/*.test.ts', built: true, niceness: 0 },
];

const NOTHING: Tally = { passed: 0, failed: [], skipped: [], retried: [] };

const root = resolve(import.meta.dirname, '..');

/** Vitest takes a filter for any part of the path; a suite without a match is not started. */
function isWanted(suite: Suite, filters: readonly string[]): boolean {
  const paths = globSync(suite.files, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  if (filters.length === 0) return paths.length > 0;
  return filters.some((filter) => paths.some((path) => path.includes(filter.replace(/^\.\//, ''))));
}

/** The arguments that are parts of paths: no option, and not the value after one. */
function filtersOf(args: readonly string[]): string[] {
  const isOption = (arg: string | undefined) => arg?.startsWith('-') ?? false;
  return args.filter((arg, at) => {
    const before = args[at - 1];
    return !isOption(arg) && !(isOption(before) && !before?.includes('='));
  });
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Compiling our sources is most of the time of the processes and threads that tests start.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/commonplace-test'),
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}

async function runSuite(suite: Suite, args: readonly string[], alone: boolean): Promise<Tally> {
  const dir = mkdtempSync(join(tmpdir(), 'commonplace-tally-'));
  const file = join(dir, 'tally.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=./build/test-reporter.ts'];
  const child = spawn(process.execPath, [vitest, 'run', '--config', suite.config, ...reporters, ...args], {
    cwd: root,
    stdio: alone ? 'inherit' : ['inherit', 'pipe', 'pipe'],
    env: { ...environment(), COMMONPLACE_TALLY: file },
  });
  if (!alone && child.pid) standBack(child.pid, suite.niceness);
  // Two that draw on one terminal would draw over each other: each line says which suite it is of.
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(line));
  const code = await new Promise<number>((done) => child.on('close', (status) => done(status ?? 1)));
  const tally = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Tally) : NOTHING;
  rmSync(dir, { recursive: true, force: true });
  // Vitest knows of failures that belong to no test, such as a worker that died.
  if (code !== 0 && tally.failed.length === 0) return failure(`${suite.config} ended with ${code}`, tally);
  return tally;
}

function standBack(pid: number, niceness: number): void {
  if (niceness > 0) setPriority(pid, Math.min(19, getPriority() + niceness));
}

function failure(name: string, { passed, skipped, retried }: Tally = NOTHING): Tally {
  return { passed, failed: [{ name, reason: undefined }], skipped, retried };
}

async function buildForTests(): Promise<Tally | undefined> {
  try {
    await setUp({ build: 'stale' });
    return undefined;
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return failure('the build');
  }
}

function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
    retried: tallies.flatMap((tally) => tally.retried),
  };
}

/** What a reader of the end of a long output has to see. */
function list(heading: string, tests: Tally['failed']): void {
  if (tests.length === 0) return;
  console.log(heading);
  for (const { name, reason } of tests) console.log(`  ${name}${reason ? `: ${reason}` : ''}`);
}

const args = process.argv.slice(2);
const wanted = SUITES.filter((suite) => isWanted(suite, filtersOf(args)));
const missing = await installTools();
const running = wanted.map(async (suite) => {
  const unbuilt = suite.built ? await buildForTests() : undefined;
  return unbuilt ?? runSuite(suite, args, wanted.length === 1);
});
const tallies = await Promise.all(running);
const { passed, failed, skipped, retried } = sum(tallies);
if (retried.length > 0) console.log(['Passed at the second try only:', ...retried].join('\n  '));
list('Skipped:', skipped);
if (missing.length > 0) process.stdout.write(adviceLines(missing));
list('Failed:', failed);
if (passed + failed.length === 0)
  console.log(`Nothing ran: no test matches ${args.join(' ') || 'the suites'}.`);
console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;
