import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import type { PublishPlan } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { createWorld, sourceOf, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world.dispose());

/** A vault, and the folder that its notes go to as plain Markdown. */
function open(notes: Record<string, string | Uint8Array>, settings?: string) {
  world = createWorld(notes);
  world.settings = settings;
  const out = join(world.vault, '../out');
  const publisher = createPublisher(world.source);
  const request = { site: out, format: 'commonmark' } as const;
  return {
    out,
    publisher,
    request,
    plan: (more: object = {}) => publisher.plan({ ...request, ...more }),
    apply: (more: object = {}) => publisher.apply({ ...request, ...more }),
    read: (path: string) => readFileSync(join(out, path), 'utf8'),
    files: () => filesIn(out),
  };
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.commonplace-publish'))
    .sort();

const actions = ({ plan }: PublishPlan) =>
  plan.map(({ action, path, source }) => `${action} ${path ?? source}`);
const codes = ({ diagnostics }: PublishPlan) => diagnostics.map(({ code, path }) => `${code} ${path}`);

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

/** The page of one note beside a few others. */
async function page(text: string, notes: Record<string, string> = {}, settings?: string): Promise<string> {
  const folder = open(
    { '记/一 篇.md': text, 'b.md': '## 节 A.1\n\n正文\n', '记/c.md': '# C\n', ...notes },
    settings,
  );
  expect((await folder.apply()).applied).toBe(true);
  return folder.read('记/一 篇.md');
}

describe('a note as plain Markdown', () => {
  test.each([
    ['[[b]]', '[b](../b.md)'],
    ['[[一 篇]] [[c|它]]', '[一 篇](一%20篇.md) [它](c.md)'],
    ['[[b#节 A.1]]', '[b > 节 A.1](../b.md#节-a1)'],
    ['## 同\n\n## 同\n\n[[#同]]\n', '## 同\n\n## 同\n\n[同](#同)\n'],
    ['[t](c.md) [u](./c.md) [v](../b.md#节%20A.1)', '[t](c.md) [u](./c.md) [v](../b.md#节-a1)'],
    ['[t](/b.md)', '[t](../b.md)'],
    ['[[没有]] [t](没有.md)', '没有 [t](没有.md)'],
    ['前 %%私下%% 后', '前  后'],
    ['==重点==', '<mark>重点</mark>'],
    ['> [!warning]- 当心\n> 水', '> **当心**\n>\n> 水'],
    ['![[b]]', '## 节 A.1\n\n正文'],
    ['![[b#节 A.1]]\n', '## 节 A.1\n\n正文\n'],
    ['一段 ^id\n\n[[#^id]]', '一段 <a id="id"></a>\n\n[\\^id](#id)'],
    ['^[脚注]', '[^inline-1]\n\n[^inline-1]: 脚注\n'],
    ['{{< figure >}} `{{< x >}}`', '{{< figure >}} `{{< x >}}`'],
    ['---\n没有日期: 1\n---\n正文', '---\n没有日期: 1\n---\n正文'],
  ])('%j', async (from, to) => {
    expect(await page(from)).toBe(to);
  });

  test('keeps its files where they are, and links lead to them', async () => {
    const folder = open({
      'a b/n.md': '![[图 1.png|200]] ![x](../img/y.png) ![z](img/y.png) [[稿.pdf#page=2]]\n',
      '图 1.png': 'png1',
      'img/y.png': 'png2',
      '稿.pdf': 'pdf',
      'unused.png': 'no',
    });
    await folder.apply();
    expect(folder.read('a b/n.md')).toBe(
      '<img src="../图%201.png" alt="图 1" width="200"> ![x](../img/y.png) ![z](../img/y.png) [稿.pdf > page=2](../稿.pdf#page=2)\n',
    );
    expect(folder.files()).toEqual(['a b/n.md', 'img/y.png', '图 1.png', '稿.pdf']);
  });

  test('comes out byte for byte where nothing in it has to change', async () => {
    const bytes = Buffer.from(
      '\uFEFF---\r\ntags: [x]\r\n---\r\n# 题\r\n\r\n[b](b.md)\r\n**粗** #标签',
      'utf8',
    );
    const folder = open({ 'a.md': bytes, 'b.md': 'B' });
    await folder.apply();
    expect(readFileSync(join(folder.out, 'a.md'))).toEqual(bytes);
  });
});

describe('what is private', () => {
  const settings =
    '[[target]]\nname = "blog"\nroot = "../blog"\nselect = { exclude = ["私/**"], deny_tags = ["家"] }\nprivate = { headings = ["生活"] }\n';
  const canary = 'CANARY';

  test('stays at home by the rules of every target, and so do embeds of it', async () => {
    const folder = open(
      {
        'a.md': `公开\n\n![[秘]]\n\n![[标]] [[秘|${'字'}]]\n\n## 生活\n\n${canary}\n\n## 技术\n\n%%${canary}%%\n\n\`\`\`private\n${canary}\n\`\`\`\n\n![[私/图.png]]\n`,
        '私/秘.md': `${canary}\n`,
        '私/图.png': canary,
        '标.md': `---\ntags: [家]\n---\n${canary}\n`,
      },
      settings,
    );
    const done = await folder.apply();
    expect(done.applied).toBe(true);
    expect(folder.files()).toEqual(['a.md']);
    expect(folder.read('a.md')).not.toContain(canary);
    expect(folder.read('a.md')).toContain('## 技术');
    expect(actions(done)).toEqual(['create a.md', 'skip 标.md', 'skip 私/秘.md']);
    expect(codes(done)).toContain('EMBED-PRIVATE a.md');
  });

  test('a secret is an error, and nothing is written', async () => {
    const folder = open({ 'a.md': `npm_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3lM6'}\n`, 'b.md': 'B\n' });
    const done = await folder.apply();
    expect(codes(done)).toContain('SECRET a.md');
    expect(done.applied).toBe(false);
    expect(existsSync(join(folder.out, 'b.md'))).toBe(false);
  });
});

describe('an export into a folder', () => {
  test('is made again without a change, and follows renames, edits and deletions', async () => {
    const folder = open({ 'a.md': '[[x/b]]\n', 'x/b.md': 'B ![[p.png]]\n', 'x/p.png': 'p' });
    expect(actions(await folder.plan())).toEqual(['create a.md', 'create x/b.md', 'create x/p.png']);
    expect(existsSync(folder.out)).toBe(false);
    await folder.apply();
    const again = await folder.apply();
    expect(again.plan.every(({ action }) => action === 'unchanged')).toBe(true);

    world.remove('x/b.md');
    world.write('c.md', 'B ![[p.png]]\n');
    world.write('a.md', '[[c]]\n');
    expect(actions(await folder.apply())).toEqual(['update a.md', 'rename c.md', 'unchanged x/p.png']);
    world.write('c.md', 'ohne\n');
    const waiting = await folder.apply();
    expect(actions(waiting)).toContain('delete x/p.png');
    await folder.apply({ prune: true });
    expect(folder.files()).toEqual(['a.md', 'c.md']);
    expect(existsSync(join(folder.out, 'x'))).toBe(false);
  });

  test('never writes over what it did not write', async () => {
    const folder = open({ 'a.md': 'ours\n', 'b.md': 'B\n' });
    mkdirSync(folder.out);
    writeFileSync(join(folder.out, 'a.md'), 'theirs\n');
    const done = await folder.apply();
    expect(actions(done)).toEqual(['conflict a.md', 'create b.md']);
    expect(folder.read('a.md')).toBe('theirs\n');
    writeFileSync(join(folder.out, 'b.md'), 'edited\n');
    world.write('b.md', 'B 2\n');
    expect(actions(await folder.apply())).toContain('conflict b.md');
    expect(folder.read('b.md')).toBe('edited\n');
  });

  test('of notes that differ in case alone is refused', async () => {
    const folder = open({ 'a.md': '1\n', 'A.md': '2\n', 'c.md': '3\n' });
    const done = await folder.apply();
    expect(codes(done)).toEqual(['URL-COLLISION A.md', 'URL-COLLISION a.md']);
    expect(done.applied).toBe(false);
    expect(existsSync(join(folder.out, 'c.md'))).toBe(false);
  });

  test('does not go into the vault, nor around it', async () => {
    const { publisher } = open({ 'a.md': '1\n' });
    const inside = ['out', '.out', '.git/notes', '.obsidian', '.commonplace', '.trash/x'];
    for (const site of [
      ...inside.map((name) => join(world.vault, name)),
      dirname(world.vault),
      world.vault,
    ]) {
      expect(await refusal(publisher.plan({ site, format: 'commonmark' }))).toBe('blocked');
    }
  });

  test('can be a target of the settings', async () => {
    const { publisher } = open(
      { 'docs/a.md': '[[b]]\n', 'docs/b.md': 'B\n', 'c.md': 'C\n' },
      '[[target]]\nname = "book"\nroot = "../book"\nformat = "commonmark"\nmap = [{ from = "docs", to = "" }]\nselect = { include = ["docs/**"] }\n',
    );
    expect(publisher.targets()).toMatchObject([{ name: 'book', format: 'commonmark', exists: true }]);
    const done = await publisher.apply({});
    expect(actions(done)).toEqual(['create a.md', 'create b.md', 'skip c.md']);
    expect(await publisher.status({})).toMatchObject([
      { path: 'docs/a.md', state: 'published' },
      { path: 'docs/b.md', state: 'published' },
    ]);
  });
});

describe('a real vault', () => {
  const vaultDir = realVault('obsidian-help-zh');
  test.skipIf(vaultDir === undefined)('comes out with every relative link leading to a file', async () => {
    world = createWorld({});
    const out = join(world.vault, '../out');
    const done = await createPublisher(sourceOf(vaultDir ?? '', () => undefined)).apply({
      site: out,
      format: 'commonmark',
    });
    expect(done.applied).toBe(true);
    const told = new Set(done.diagnostics.map(({ path }) => path));
    const dead = filesIn(out).flatMap((path) => {
      if (!path.endsWith('.md') || told.has(path)) return [];
      return parseNote(readFileSync(join(out, path), 'utf8'), path)
        .links.filter((link) => link.block >= 0 && !existsSync(join(out, dirname(path), link.path)))
        .map(({ raw }) => `${path}: ${raw}`);
    });
    expect(dead).toEqual([]);
  });
});
