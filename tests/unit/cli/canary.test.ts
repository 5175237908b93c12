import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCore } from '../../fixtures/core.ts';
import { tempFolder } from '../../fixtures/temp.ts';
import { missing } from '../../fixtures/tools.ts';
import { cli } from './terminal.ts';

/**
 * Everything that leaves the vault besides the pages themselves: `privacy.test.ts` in `publish` looks at those. What
 * private notes say is a CANARY, and nowhere to be found; what they are called is a NAME, which the one who publishes
 * may be told, and the blog's readers not.
 */
const note = (body: string, more = '') => `+++\ndate = 2025-08-05\n${more}+++\n${body}`;
const files = {
  '公开.md': note(
    '今天 OVN 通了 %%CANARY1 [[geheim/NAME1]]%% 很好。\n\n[[geheim/NAME1|它]] ![[geheim/NAME2.png]] <img srcset="geheim/NAME2.png 2x">\n\n' +
      '## 生活\n\nCANARY2 与 OVN 无关。\n\n## 后\n\n```private\nCANARY3 OVN\n```\n',
    'cover = "geheim/NAME2.png"\n',
  ),
  'geheim/NAME1.md': note('CANARY4 [[OVN]]\n'),
  'geheim/NAME2.png': 'CANARY5',
  '私.md': note('CANARY6 [[OVN]] #private\n'),
  'NAME3.md': note('CANARY7 此后撤下 [[OVN]]\n'),
  'OVN.md': note('OVN\n'),
  'geheim/NAME4.md': '',
  '2025-08-04.md':
    '谈到 [[geheim/NAME4|某人]] 和 [[OVN]]。\n\n%%\nCANARY8 [[OVN]]\n%%\n\n- 甲 [[OVN]] %%CANARY9%%\n',
  'geheim/2025-08-03.md': 'CANARY10 [[OVN]]\n',
};

/** A Hugo that keeps aside what it was given to build. */
function fakeHugo(): { file: string; seen: string } {
  const dir = tempFolder();
  const seen = join(dir, 'seen');
  const file = join(dir, 'hugo');
  const lines = [
    '#!/bin/sh',
    'if [ "$1" = version ]; then echo "hugo v0.147.6 linux/amd64"; exit 0; fi',
    'while [ $# -gt 1 ]; do [ "$1" = --source ] && from=$2; [ "$1" = --destination ] && to=$2; shift; done',
    `mkdir -p '${seen}' "$to" && cp -r "$from" "${seen}/$$"`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
  return { file, seen };
}

function everything(folder: string): string {
  if (!existsSync(folder)) return '';
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
  const texts = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  return [...paths, ...texts].join('\n');
}

describe.skipIf(missing('git'))('what is private', () => {
  test('is nowhere in what an export, an unpublish and a second export leave behind and say', async () => {
    const dir = tempFolder(files);
    const { file, seen } = fakeHugo();
    const blog = tempFolder({
      'hugo.toml': "baseURL = 'https://x.example/'\n",
      'content/posts/_index.md': '',
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', blog, ...args], { encoding: 'utf8', stdio: 'pipe' });
    git('init', '-q');
    git('config', 'user.name', 't');
    git('config', 'user.email', 't@example.org');
    const { core, call } = await openCore(dir);
    const target = `[[target]]\nname = "b"\nroot = ${JSON.stringify(blog)}\nhugo = ${JSON.stringify(file)}\ngit = "commit"\n`;
    execFileSync('mkdir', ['-p', join(dir, '.commonplace')]);
    writeFileSync(
      join(dir, '.commonplace/hugo.toml'),
      `${target}select = { exclude = ["geheim"] }\nprivate = { headings = ["生活"] }\n`,
    );

    const digest = await call('topic.digest', {
      from: '2025-08-01',
      to: '2025-08-06',
      title: '汇总',
      post: true,
    });
    expect(digest.text).toContain('今天 OVN 通了');
    expect(digest.text).not.toMatch(/CANARY(?!7)/);
    await call('note.create', { path: '汇总', text: digest.text.replace('draft = true', 'draft = false') });

    const said: unknown[] = [];
    const applied = await call('publish.apply', { target: 'b', verify: true });
    expect(applied.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(applied.applied).toBe(true);
    said.push(applied);
    expect(everything(join(blog, 'content'))).toContain('CANARY7');
    const hidden = /CANARY(?!7)|NAME[1245]/;
    expect(everything(blog)).not.toMatch(hidden);
    expect(everything(seen)).toContain('srcset="# 2x"');
    expect(everything(seen)).not.toMatch(hidden);
    expect(git('log', '--format=%B%an%ae', '--name-only')).not.toMatch(hidden);

    const read = await call('note.read', { path: '公开.md' });
    const text = `${read.text}\n更多 %%CANARY11%%\n`;
    await call('note.write', { path: '公开.md', text, base: read.hash });
    said.push(await call('publish.remove', { target: 'b', path: 'NAME3.md' }));
    said.push(
      await call('publish.apply', { target: 'b', verify: true, diff: true, prune: true, deletes: 9 }),
    );
    const tracked = git('ls-files', '-z')
      .split('\0')
      .filter((path) => path !== '');
    const inTree = tracked.map((path) => `${path}\n${readFileSync(join(blog, path), 'latin1')}`).join('\n');
    expect(inTree).toMatch(/content/);
    // The digest quotes it, and was published by hand.
    const ownPages = inTree.replaceAll(/> [^\n]*(?:CANARY7|NAME3)[^\n]*/g, '');
    expect(ownPages).not.toMatch(/CANARY|NAME/);
    expect(git('log', '-2', '--format=%B')).not.toMatch(/CANARY|NAME/);

    expect(JSON.stringify(said)).not.toMatch(/CANARY(?!7)/);
    await core.dispose();
    for (const form of ['--json', '--sarif', '--diff']) {
      const { out, err } = await cli(['export', '--check', '--target', 'b', form, '--vault', dir], {
        env: { XDG_CACHE_HOME: tempFolder(), XDG_STATE_HOME: tempFolder() },
      });
      expect(out).toMatch(/公开|%E5%85%AC%E5%BC%80|up to date/);
      expect(out + err).not.toMatch(/CANARY(?!7)/);
    }
  });
});
