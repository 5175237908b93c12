import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp.ts';

const main = resolve(import.meta.dirname, '../../../electron/hosts/cli/main.ts');

interface Plan {
  plan: { action: string; path: string | null; source: string | null }[];
  diagnostics: { code: string; severity: string }[];
  applied: boolean;
}

/** `export --watch` as a process over a vault and a site; `until` waits for an answer of which something is true. */
function watch(vault: string, site: string) {
  const argv = ['export', '--watch', '--json', '--site', site, '--index', tempFolder()];
  const child = spawn(process.execPath, [main, ...argv], { cwd: vault, stdio: ['ignore', 'pipe', 'pipe'] });
  const answers: Plan[] = [];
  let look = () => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    answers.push(JSON.parse(line));
    look();
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const until = (is: (plan: Plan) => boolean) =>
    new Promise<void>((done, fail) => {
      look = () => {
        // Those before it are done with.
        while (answers.length > 0) if (is(answers.shift() as Plan)) return done();
      };
      void ended.then((code) => fail(new Error(`it ended with ${code}: ${said}`)));
      look();
    });
  return {
    until,
    async saying(what: RegExp) {
      while (!what.test(said)) await new Promise((next) => setTimeout(next, 20));
    },
    end() {
      child.kill('SIGINT');
      return ended;
    },
    kill: () => child.kill('SIGKILL'),
  };
}

const dated = (date: string, body: string) => `+++\ndate = ${date}\n+++\n${body}\n`;

test('--watch follows edits, renames, bad front matter and deletions, and ends when it is asked to', async () => {
  const vault = tempFolder({ '甲.md': dated('2025-01-01', 'one'), '乙.md': dated('2025-01-02', '[[甲]]') });
  const site = tempFolder({ 'hugo.toml': 'baseURL = "https://example.org/"\n' });
  const page = (name: string) => join(site, 'content/posts', `${name}.md`);
  const running = watch(vault, site);
  try {
    await running.until(({ applied, plan }) => applied && plan.length === 2);
    writeFileSync(join(vault, '甲.md'), dated('2025-01-01', 'two'));
    await running.until(({ applied, plan }) => applied && plan.some(({ action }) => action === 'update'));
    expect(readFileSync(page('甲'), 'utf8')).toContain('two');

    writeFileSync(join(vault, '甲.md'), dated('"2025/1/1"', 'three'));
    await running.until(({ applied, diagnostics }) => !applied && diagnostics[0]?.code === 'DATE-INVALID');
    expect(readFileSync(page('甲'), 'utf8')).toContain('two');
    writeFileSync(join(vault, '甲.md'), dated('2025-01-01', 'four'));
    await running.until(({ applied }) => applied && readFileSync(page('甲'), 'utf8').includes('four'));

    // Settings that are half written are told, and no end.
    mkdirSync(join(vault, '.commonplace'), { recursive: true });
    writeFileSync(join(vault, '.commonplace/hugo.toml'), '[[target');
    writeFileSync(join(vault, '甲.md'), dated('2025-01-01', 'five'));
    await running.saying(/hugo\.toml|TOML|settings/i);
    rmSync(join(vault, '.commonplace/hugo.toml'));
    writeFileSync(join(vault, '甲.md'), dated('2025-01-01', 'six'));
    await running.until(({ applied }) => applied && readFileSync(page('甲'), 'utf8').includes('six'));

    renameSync(join(vault, '甲.md'), join(vault, '丙.md'));
    await running.until(({ applied }) => applied && existsSync(page('丙')));
    expect(existsSync(page('甲'))).toBe(false);

    rmSync(join(vault, '乙.md'));
    await running.until(({ plan }) =>
      plan.some(({ action, source }) => action === 'delete' && source === '乙.md'),
    );
    expect(existsSync(page('乙'))).toBe(true);
    // A page that waits to be deleted is a problem.
    expect(await running.end()).toBe(1);
    expect(existsSync(join(site, '.commonplace-publish/lock'))).toBe(false);
  } finally {
    running.kill();
  }
}, 300_000);
