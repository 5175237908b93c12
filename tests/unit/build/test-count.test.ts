import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../../..');
let root: string;

/** A made-up project with the real tooling: `npm test` counts its tests. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'count-'));
  mkdirSync(join(root, 'tests/unit'), { recursive: true });
  for (const name of ['node_modules', 'package-lock.json', 'package.json']) {
    symlinkSync(join(project, name), join(root, name));
  }
  cpSync(join(project, 'build'), join(root, 'build'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

function run(name: string, text: string, args: string[] = [`tests/unit/${name}`]) {
  writeFileSync(join(root, 'tests/unit', name), `import { describe, expect, it } from 'vitest';\n${text}`);
  const env = {
    ...process.env,
    COMMONPLACE_NO_INSTALL: '1',
    VITEST: undefined,
    VITEST_WORKER_ID: undefined,
    VITEST_POOL_ID: undefined,
  };
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'build/test.ts'), ...args], {
    env,
    encoding: 'utf8',
  });
  const lines = stdout.trimEnd().split('\n');
  return { status, last: lines.at(-1), stdout };
}

describe('the last line of npm test', () => {
  it.each([
    ['pass.test.ts', "it('a', () => {}); it('b', () => {});", '2 passed, 0 failed, 0 skipped', 0],
    [
      'fail.test.ts',
      "it('a', () => {}); it('b', () => { expect(1).toBe(2); });",
      '1 passed, 1 failed, 0 skipped',
      1,
    ],
    [
      'skip.test.ts',
      "it('a', () => {}); it('b', (t) => t.skip('no tool'));",
      '1 passed, 0 failed, 1 skipped',
      0,
    ],
    ['broken.test.ts', "throw new Error('at load');", '0 passed, 1 failed, 0 skipped', 1],
    [
      'stray.test.ts',
      "it('a', () => { setTimeout(() => { throw new Error('late'); }); return new Promise((r) => setTimeout(r, 50)); });",
      '1 passed, 1 failed, 0 skipped',
      1,
    ],
    ['all-skipped.test.ts', "it.skip('a', () => {});", '0 passed, 0 failed, 1 skipped', 1],
  ])('%s', (name, text, last, status) => {
    expect(run(name, text)).toMatchObject({ last, status });
  });

  it('names the skipped test and the reason', () => {
    expect(run('why.test.ts', "it('a', () => {}); it('b', (t) => t.skip('no tool'));").stdout).toContain(
      'why.test.ts > b: no tool',
    );
  });

  it('fails where nothing matches', () => {
    expect(run('any.test.ts', "it('a', () => {});", ['tests/unit/elsewhere'])).toMatchObject({
      last: '0 passed, 0 failed, 0 skipped',
      status: 1,
    });
  });
});
