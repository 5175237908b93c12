import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp.ts';

const main = resolve(import.meta.dirname, '../../../electron/hosts/cli/main.ts');

/** Run the command line as a process; `reader` is given its standard output. */
function start(argv: string[], cwd: string, env = process.env) {
  const child = spawn(process.execPath, [main, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((done) => {
    child.on('close', (code) => done({ code, out: out.join(''), err: err.join('') }));
  });
  return { child, ended };
}

test('a whole answer goes through a pipe, and the exit code is set', async () => {
  const line = '一行里有 k3s 和 OVN。'.repeat(20);
  const vault = tempFolder({ 'a.md': `${line}\n`.repeat(400), 'k3s.md': '' });
  const index = tempFolder();
  const { code, out } = await start(['topic', 'k3s', '--json', '--index', index], vault).ended;
  expect(code).toBe(0);
  expect(out.length).toBeGreaterThan(100_000);
  expect(JSON.parse(out).path).toBe('k3s.md');
  expect(await start(['note', 'x.md', '--index', index], vault).ended).toMatchObject({ code: 2, out: '' });
});

test('a reader that stops early is no error', async () => {
  const vault = tempFolder({ 'a.md': '[[b]]\n'.repeat(20_000) });
  const { child, ended } = start(['links', '--index', tempFolder()], vault);
  child.stdout.once('data', () => child.stdout.destroy());
  // On a slow machine progress is told, too.
  expect(await ended).toMatchObject({ code: 0, err: expect.not.stringMatching(/error|EPIPE|\bat /i) });
});

test.skipIf(!existsSync('/dev/full'))('a full disk under the output is told in one line', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [main, '--version'], { stdio: ['ignore', full, 'pipe'] });
  const err: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const code = await new Promise((done) => child.on('close', done));
  closeSync(full);
  expect([code, err.join('')]).toEqual([
    3,
    expect.stringMatching(/^commonplace: The output could not be written: ENOSPC.*\n$/),
  ]);
});

test('a machine without Hugo builds with the embedded one, waits for it, and leaves no process behind', async () => {
  const vault = tempFolder({ 'a.md': '+++\ndate = 2025-01-01\ntitle = "a"\n+++\n# 一\n' });
  const site = tempFolder({
    'hugo.toml': 'baseURL = "https://example.org/"\n',
    'layouts/_default/single.html': '{{ .Content }}',
  });
  const argv = ['export', '--site', site, '--verify', '--json', '--index', tempFolder()];
  const { code, out } = await start(argv, vault, { ...process.env, PATH: join(site, 'nothing') }).ended;
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    hugo: { version: '0.147.6' },
    applied: true,
    verified: { ok: true, errors: [] },
  });
}, 180_000);
