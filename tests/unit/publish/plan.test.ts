import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import type { PublishPlan } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world.dispose());

/** A world whose site has no Hugo, so that nothing is built. */
function open(
  notes: Record<string, string | Uint8Array>,
  options: { settings?: string; site?: Record<string, string> } = {},
) {
  world = createWorld(notes, options);
  const more = options.settings ?? '';
  world.settings = `[[target]]\nname = "blog"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n${more}`;
  return createPublisher(world.source);
}

const note = (body: string, more = '') => `+++\ndate = 2025-01-01\ntitle = "t"\n${more}+++\n${body}`;
const actions = ({ plan }: PublishPlan) =>
  plan.map(({ action, path, source }) => `${action} ${path ?? source}`);
const codes = ({ diagnostics }: PublishPlan) => diagnostics.map(({ code, path }) => `${code} ${path}`);
const isEmpty = ({ plan }: PublishPlan) =>
  plan.every(({ action }) => action === 'unchanged' || action === 'skip');

function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file, readFileSync(file, 'latin1')];
    }),
  );
}

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe('an export', () => {
  test('plans without a trace, applies once, and has nothing to do the second time', async () => {
    const publisher = open({
      'a.md': note('[[b#节]] ![[图 一.png]]\n'),
      'posts/b.md': note('## 节\n\n[[a]]\n', 'aliases = ["名"]\n'),
      '图 一.png': 'png',
      'c.md': 'no date\n',
    });
    const vault = snapshot(world.vault);
    const blog = snapshot(world.blog);
    const plan = await publisher.plan({ diff: true });
    expect(actions(plan)).toEqual([
      'create content/posts/a/index.md',
      'create content/posts/a/图-一.png',
      'create content/posts/b.md',
      'skip c.md',
    ]);
    expect(plan.plan[2]?.diff).toContain('+[a]({{< relref "/posts/a/index.md" >}})');
    expect(plan).toMatchObject({ applied: false, verified: null, hugo: null, site: world.blog });
    expect(snapshot(world.blog)).toEqual(blog);

    expect((await publisher.apply({})).applied).toBe(true);
    const after = snapshot(world.blog);
    expect(world.readBlog('content/posts/a/index.md')).toContain(
      '[b > 节]({{< relref "/posts/b.md#节" >}}) ![图 一](图-一.png)',
    );
    const again = await publisher.apply({});
    expect(isEmpty(again)).toBe(true);
    expect(again.applied).toBe(true);
    expect(snapshot(world.blog)).toEqual(after);
    expect(snapshot(world.vault)).toEqual(vault);
    for (const [file, bytes] of Object.entries(blog)) expect(after[file]).toBe(bytes);
  });

  test.each([
    ['CRLF and no last newline', '---\r\ndate: 2025-01-01\r\n---\r\n# 题\r\n\r\n**b** `x`'],
    ['a byte order mark', '\uFEFF+++\ndate = 2025-01-01 # c\n+++\n\tx  \n\n\n'],
    ['JSON', '{\n  "date": "2025-01-01",\n  "title": "x"\n}\n\n正文\n'],
    ['a link that works as it stands', note('[b](../b/) ![](x/y.png) {{< own a >}}\n')],
  ])('leaves a note without an edit as it is: %s', async (_, text) => {
    const publisher = open({ 'posts/a.md': text, 'posts/b.md': note('x'), 'posts/x/y.png': 'png' });
    await publisher.apply({});
    const file = world.blogFiles().find((path) => /posts\/a(\/index)?\.md$/.test(path)) ?? '';
    expect(Buffer.from(world.readBlog(file))).toEqual(Buffer.from(text));
  });

  test('takes just the notes that are named, and their files', async () => {
    const publisher = open({
      'a.md': 'x [[b]] ![[i.png]]\n',
      'b.md': note('y'),
      'i.png': 'p',
      'dir/c.md': note('z'),
    });
    const plan = await publisher.plan({ paths: ['a'] });
    expect(actions(plan)).toEqual(['create content/posts/a/i.png', 'create content/posts/a/index.md']);
    expect(codes(plan)).toEqual(['LINK-HIDDEN a.md']);
    expect(actions(await publisher.plan({ paths: ['dir'] }))).toEqual(['create content/dir/c.md']);
    expect(await refusal(publisher.plan({ paths: ['nowhere.md'] }))).toBe('not-found');
    await publisher.apply({ paths: ['a.md'] });
    // Asked for once, it stays, although the settings would not choose it.
    expect(actions(await publisher.plan({}))).toContain('update content/posts/a/index.md');
  });

  test('tells of a link that only the length of paths decides, and writes the path when asked', async () => {
    const files = {
      'x.md': note('[[n#节|那篇]] 和 [[bb/n]]\n'),
      'a/n.md': note('## 节\n'),
      'bb/n.md': note(''),
    };
    const { diagnostics } = await open(files).plan({});
    expect(diagnostics).toMatchObject([
      { code: 'LINK-AMBIGUOUS', path: 'x.md', line: 5, column: 1, severity: 'warning' },
    ]);
    expect(applyEdits(files['x.md'], diagnostics[0]?.fix?.edits ?? [])).toBe(
      note('[[a/n#节|那篇]] 和 [[bb/n]]\n'),
    );
  });

  test('selects by the settings', async () => {
    const publisher = open(
      {
        'p/a.md': 'x',
        'p/b.md': note('x', 'draft = true\n'),
        'p/private/c.md': note('x'),
        'p/d.md': note('#private/y'),
        'q/e.md': note('x'),
        'p/f.md': new Uint8Array([0xff, 0xfe, 0x00]),
      },
      {
        settings:
          'drafts = "skip"\nmap = [{ from = "p", to = "notes" }]\nselect = { include = ["p/**"], exclude = ["**/private"], deny_tags = ["#private"] }\n',
      },
    );
    const plan = await publisher.plan({});
    expect(plan.plan.map(({ path, source, reason }) => [source, path, reason])).toEqual([
      ['p/a.md', 'content/notes/a.md', undefined],
      ['p/b.md', null, 'a draft'],
      ['p/d.md', null, 'tagged private/y'],
      ['p/f.md', null, 'not UTF-8'],
      ['p/private/c.md', null, 'excluded by the settings'],
      ['q/e.md', null, 'not among the notes that the settings include'],
    ]);
  });

  test('re-exports the notes that link to a heading that was renamed', async () => {
    const publisher = open({ 'a.md': note('[[b#旧 名]]'), 'b.md': note('## 旧 名\n') });
    await publisher.apply({});
    world.write('a.md', note('[[b#新 名]]'));
    world.write('b.md', note('## 新 名\n'));
    await publisher.apply({ paths: ['b.md'] });
    expect(world.readBlog('content/posts/a.md')).toContain('#旧-名');
    expect(actions(await publisher.apply({}))).toEqual([
      'update content/posts/a.md',
      'unchanged content/posts/b.md',
    ]);
    expect(world.readBlog('content/posts/a.md')).toContain('#新-名');
    // In an export of one note, those that depend on it come along.
    world.write('b.md', note('## 新 名\n', 'draft = true\n'));
    expect(actions(await publisher.apply({ paths: ['b.md'] }))).toEqual([
      'update content/posts/a.md',
      'update content/posts/b.md',
    ]);
    expect(world.readBlog('content/posts/a.md')).toContain('b > 新 名');
  });

  test('writes out the id of a linked heading that Hugo’s versions do not agree on', async () => {
    const publisher = open({
      'a.md': note('[[b#**粗** 的 `x` 节]] [[b#见 c]]'),
      'b.md': note('## **粗 `x`** 节\n\n## 见 [[a|c]]\n'),
    });
    world.write('a.md', note('[[b#粗 x 节]] [[b#见 c]]'));
    const plan = await publisher.apply({});
    expect(codes(plan)).toEqual(['ANCHOR-PINNED b.md', 'ANCHOR-PINNED b.md']);
    expect(world.readBlog('content/posts/b.md')).toContain('## **粗 `x`** 节 {#粗-x-节}');
    expect(world.readBlog('content/posts/b.md')).toMatch(/## 见 \[c\]\(.*\) \{#见-c\}/);
    expect(world.readBlog('content/posts/a.md')).toContain(
      '/posts/b.md#粗-x-节" >}}) [b > 见 c]({{< relref "/posts/b.md#见-c"',
    );
  });
});

test('before the first export, sections that may be private are offered to be kept at home', async () => {
  const text = note('## 生活：\n\nx\n\n### **Private** #tag\n\n## 技术\n');
  const publisher = open({ 'a.md': text, 'b.md': note('# 生活：\n'), 'c.md': '## 家庭\n' });
  expect((await publisher.plan({})).offers).toEqual(['生活', 'private']);
  const kept = world.settings ?? '';
  world.settings = `${kept}private = { headings = ["生活"] }\n`;
  expect((await publisher.plan({})).offers).toBeUndefined();
  world.settings = kept;
  await publisher.apply({});
  expect((await publisher.plan({})).offers).toBeUndefined();
});

describe('errors: nothing is applied, for any note', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'two notes with one URL',
      { 'p/a，b.md': note('x'), 'p/ab.md': note('x') },
      ['URL-COLLISION p/ab.md', 'URL-COLLISION p/a，b.md'],
    ],
    ['a name that becomes empty', { 'p/！！！.md': note('x') }, ['NAME-HAZARD p/！！！.md']],
    [
      'an index beside others',
      { 'p/index.md': note('x'), 'p/b.md': note('x') },
      ['NAME-HAZARD p/b.md', 'NAME-HAZARD p/index.md'],
    ],
    [
      'a page beside a bundle of its name',
      { 'p/a.md': note('x'), 'p/a/index.md': note('x') },
      ['URL-COLLISION p/a.md', 'URL-COLLISION p/a/index.md'],
    ],
    [
      'names that differ in case',
      { 'p/B.md': note('x'), 'p/b.md': note('x') },
      ['URL-COLLISION p/B.md', 'URL-COLLISION p/b.md'],
    ],
    [
      'the standard language beside none',
      { 'p/n.en.md': note('x'), 'p/n.md': note('x') },
      ['URL-COLLISION p/n.en.md', 'URL-COLLISION p/n.md'],
    ],
    [
      'a name and its slug',
      { 'p/a - b.md': note('x'), 'p/a-b.md': note('x') },
      ['URL-COLLISION p/a - b.md', 'URL-COLLISION p/a-b.md'],
    ],
    ['a name that Hugo skips', { 'p/#x.md': note('x') }, ['NAME-HAZARD p/#x.md']],
    ['a folder of nothing', { '😀/x.md': note('x') }, ['NAME-HAZARD 😀/x.md']],
    ['.MD', { 'p/x.MD': note('x') }, ['NAME-HAZARD p/x.MD']],
    [
      'a slug twice',
      { 'p/x.md': note('x', 'slug = "s"\n'), 'p/y.md': note('x', 'slug = "s"\n') },
      ['URL-COLLISION p/x.md', 'URL-COLLISION p/y.md'],
    ],
    ['a date', { 'p/x.md': '+++\ndate = "2025/01/01"\n+++\n' }, ['DATE-INVALID p/x.md']],
    [
      'front matter',
      { 'p/x.md': '+++\ndate = 2025-01-01\ntitle = \n+++\n' },
      ['FRONT-MATTER-INVALID p/x.md'],
    ],
    ['a secret', { 'p/x.md': note(`ghp_${'q8Zr2LwX5nTb7Kc1VdYh4MgJ9sPf3AuE6oRi'}`) }, ['SECRET p/x.md']],
  ])('%s', async (_, notes, told) => {
    const publisher = open({ ...notes, 'fine.md': note('fine') });
    const before = snapshot(world.blog);
    const plan = await publisher.apply({});
    expect(codes(plan)).toEqual(told);
    expect(plan.applied).toBe(false);
    expect(actions(plan).filter((action) => action.startsWith('blocked'))).toHaveLength(told.length);
    expect(snapshot(world.blog)).toEqual(before);
  });

  test('a URL that a page of the blog has already, with a slug as the way out', async () => {
    const publisher = open({ 'p/a.md': note('x') }, { site: { 'content/p/own.md': '---\nslug: a\n---\n' } });
    const plan = await publisher.apply({});
    expect(plan.diagnostics).toMatchObject([
      { code: 'URL-COLLISION', path: 'p/a.md', fix: { title: 'Give it the slug p-a' } },
    ]);
    expect(plan.applied).toBe(false);
  });

  test('a secret that is allowed in its note', async () => {
    const text = note(`ghp_${'q8Zr2LwX5nTb7Kc1VdYh4MgJ9sPf3AuE6oRi'} 10.0.0.1`);
    const publisher = open({ 'p/x.md': text }, { settings: 'allow_secrets = ["p/x.md"]\n' });
    const plan = await publisher.apply({});
    expect(plan.diagnostics).toMatchObject([{ code: 'SECRET', severity: 'warning' }]);
    expect(plan.applied).toBe(true);
  });
});

describe('the blog’s own files', () => {
  test('on a first run the same is adopted, another is a conflict', async () => {
    const publisher = open({ 'a.md': note('same\n'), 'b.md': note('ours\n') });
    world.writeBlog('content/posts/a.md', note('same\n'));
    world.writeBlog('content/posts/b.md', 'theirs\n');
    const plan = await publisher.apply({});
    expect(actions(plan)).toEqual(['unchanged content/posts/a.md', 'conflict content/posts/b.md']);
    expect(codes(plan)).toEqual(['CONFLICT b.md']);
    expect(world.readBlog('content/posts/b.md')).toBe('theirs\n');
    world.write('a.md', note('new\n'));
    expect(actions(await publisher.apply({}))[0]).toBe('update content/posts/a.md');
  });

  test('an edit by hand is never written over', async () => {
    const publisher = open({
      'a.md': note('1\n'),
      'b.md': note('1\n'),
      'c.md': note('1\n'),
      'd.md': note('1\n'),
    });
    await publisher.apply({});
    world.writeBlog('content/posts/a.md', 'by hand\n');
    world.writeBlog('content/posts/b.md', 'by hand\n');
    rmSync(join(world.blog, 'content/posts/c.md'));
    world.writeBlog('content/posts/d.md', note('2\n'));
    world.write('b.md', note('2\n'));
    world.write('d.md', note('2\n'));
    expect(actions(await publisher.apply({}))).toEqual([
      'blog-edited content/posts/a.md',
      'conflict content/posts/b.md',
      'blog-edited content/posts/c.md',
      'unchanged content/posts/d.md',
    ]);
    expect(world.readBlog('content/posts/a.md')).toBe('by hand\n');
    expect(world.readBlog('content/posts/b.md')).toBe('by hand\n');
    // Not even to delete it.
    world.remove('a.md');
    expect(actions(await publisher.apply({ prune: true }))[0]).toBe('blog-edited content/posts/a.md');
    expect(world.readBlog('content/posts/a.md')).toBe('by hand\n');
  });

  test('what is no longer selected is named, and deleted only when told to', async () => {
    const publisher = open({ 'a.md': note('![[i.png]]\n'), 'b.md': note('x\n'), 'i.png': 'p' });
    await publisher.apply({});
    world.write('a.md', note('#private'));
    const kept = await publisher.apply({});
    expect(actions(kept)).toEqual([
      'delete content/posts/a/i.png',
      'delete content/posts/a/index.md',
      'unchanged content/posts/b.md',
      'skip a.md',
    ]);
    expect(kept.applied).toBe(true);
    expect(world.blogFiles()).toContain('content/posts/a/index.md');
    const gone = await publisher.apply({ prune: true });
    expect(actions(gone)[1]).toBe('delete content/posts/a/index.md');
    expect(world.blogFiles()).toEqual(['content/posts/_index.md', 'content/posts/b.md']);
    expect(isEmpty(await publisher.plan({ prune: true }))).toBe(true);
    const trash = readdirSync(join(world.blog, '.commonplace-publish/trash'), { recursive: true }).map(
      String,
    );
    expect(trash.some((path) => path.endsWith('content/posts/a/index.md'))).toBe(true);
    expect(world.readBlog('.commonplace-publish/.gitignore')).toBe('*\n');
  });

  test('too many deletions at once are refused', async () => {
    const publisher = open(
      { 'a.md': note('x'), 'b.md': note('x') },
      { settings: 'limits = { max_delete = 1 }\n' },
    );
    await publisher.apply({});
    world.remove('a.md');
    world.remove('b.md');
    expect(actions(await publisher.apply({ prune: true }))).toEqual([
      'blocked content/posts/a.md',
      'blocked content/posts/b.md',
    ]);
    expect(world.blogFiles()).toHaveLength(3);
    // More than the person was shown and agreed to is too many as well.
    expect(actions(await publisher.apply({ prune: true, deletes: 1 }))[0]).toMatch(/^blocked/);
    expect(actions(await publisher.apply({ prune: true, deletes: 2 }))).toEqual([
      'delete content/posts/a.md',
      'delete content/posts/b.md',
    ]);
    expect(world.blogFiles()).toEqual(['content/posts/_index.md']);
  });

  test('a note that moved, or got its first file, takes its page along', async () => {
    const publisher = open({ 'a.md': note('x\n'), 'b.md': note('y\n') });
    await publisher.apply({});
    world.remove('a.md');
    world.write('other/a2.md', note('x\n'));
    world.write('b.md', note('![[i.png]]\n'));
    world.write('i.png', 'p');
    expect(actions(await publisher.apply({}))).toEqual([
      'rename content/other/a2.md',
      'create content/posts/b/i.png',
      'rename content/posts/b/index.md',
    ]);
    expect(world.blogFiles()).toEqual([
      'content/other/a2.md',
      'content/posts/_index.md',
      'content/posts/b/i.png',
      'content/posts/b/index.md',
    ]);
    expect(isEmpty(await publisher.plan({}))).toBe(true);
  });

  test('a broken manifest is a reason to stop', async () => {
    const publisher = open(
      { 'a.md': note('x') },
      { site: { '.commonplace-publish.json': '<<<<<<< HEAD\n' } },
    );
    expect(await refusal(publisher.apply({}))).toBe('invalid-params');
  });
});

describe('attachments', () => {
  test('equal ones are shared, others of one name get a number, and the large stay away', async () => {
    const publisher = open(
      {
        'a.md': note('![[x/i.png]] ![[y/i.png]] ![[z/i.png]] ![](big.bin) ![[gone.png]]\n'),
        'x/i.png': '1',
        'y/i.png': '1',
        'z/i.png': '2',
        'big.bin': new Uint8Array(2 * 1024 * 1024),
      },
      { settings: 'limits = { max_attachment_mb = 1 }\n' },
    );
    const plan = await publisher.apply({});
    expect(world.blogFiles().slice(1)).toEqual([
      'content/posts/a/i-1.png',
      'content/posts/a/i.png',
      'content/posts/a/index.md',
    ]);
    expect(world.readBlog('content/posts/a/index.md')).toContain('![i](i.png) ![i](i.png) ![i](i-1.png)');
    expect(codes(plan)).toEqual(['ATTACHMENT-MISSING a.md', 'ATTACHMENT-MISSING a.md']);
  });

  test('under static/, where the settings say so', async () => {
    const publisher = open(
      { 'a.md': note('![[i.png]]\n'), 'i.png': '1' },
      { settings: 'attachments = "static:files"\n' },
    );
    world.writeBlog('hugo.toml', 'baseURL = "https://x.org/sub/"\n');
    await publisher.apply({});
    expect(world.blogFiles()).toEqual([
      'content/posts/_index.md',
      'content/posts/a.md',
      'static/files/i.png',
    ]);
    expect(world.readBlog('content/posts/a.md')).toContain('![i](/sub/files/i.png)');
  });

  test.each([
    ['<svg><script>1</script></svg>', true],
    ['<svg><a href="javascript:1"/></svg>', true],
    ['<svg\nonload="x()"/>', true],
    ['<svg><text>script online</text></svg>', false],
  ])('a picture of %j is told of where it holds a script', async (svg, told) => {
    const publisher = open({
      'a.md': note('![[甲 乙.svg|30]]\n\n[x](x/y.svg) %%[y](x/y.svg)%%\n'),
      'x/a.md': note('![](y.svg)\n'),
      '甲 乙.svg': svg,
      'x/y.svg': svg,
    });
    const { diagnostics, applied } = await publisher.apply({});
    expect(applied).toBe(true);
    const found = diagnostics.map(({ code, path, line, severity }) => `${code} ${severity} ${path} ${line}`);
    const each = ['a.md 5', 'a.md 7', 'x/a.md 5'].map((place) => `RAW-HTML warning ${place}`);
    expect(found).toEqual(told ? each : []);
    expect(codes(await publisher.plan({}))).toHaveLength(told ? 3 : 0);
  });

  test('of two targets in one blog never take one another’s place', async () => {
    const publisher = open({
      'zh/a.md': note('![[zh/i.png]]\n'),
      'en/b.md': note('![[en/i.png]]\n'),
      'zh/i.png': '中',
      'en/i.png': 'en',
    });
    const target = (name: string) =>
      `[[target]]\nname = "${name}"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\ncontent = "content/${name}"\nlayout = "single"\nselect = { include = ["${name}/**"] }\n`;
    world.settings = target('zh') + target('en');
    const all = async () => {
      for (const name of ['zh', 'en']) await publisher.apply({ target: name, prune: true });
      const pictures = world.blogFiles().filter((path) => path.startsWith('static/'));
      return pictures.map((path) => `${path.slice('static/attachments/'.length)} ${world.readBlog(path)}`);
    };
    expect(await all()).toEqual(['i-1.png en', 'i.png 中']);
    expect(world.readBlog('content/en/en/b.md')).toContain('(/attachments/i-1.png)');
    for (const name of ['zh', 'en']) expect(isEmpty(await publisher.plan({ target: name }))).toBe(true);
    // One that is the same is shared, until one of them changes.
    world.write('en/i.png', '中');
    expect(await all()).toEqual(['i.png 中']);
    world.write('zh/i.png', '新');
    expect(await all()).toEqual(['i-1.png 新', 'i.png 中']);
    for (const name of ['zh', 'en']) expect(isEmpty(await publisher.plan({ target: name }))).toBe(true);
  });

  test('a picture in a shortcode of a bundle comes along', async () => {
    const publisher = open({
      'p/x/index.md': note('{{< figure src="i.png" >}}\n'),
      'p/x/i.png': '1',
      'p/x/no.png': '2',
    });
    await publisher.apply({});
    expect(world.blogFiles()).toEqual([
      'content/p/x/i.png',
      'content/p/x/index.md',
      'content/posts/_index.md',
    ]);
  });
});

describe('taking a note off the blog', () => {
  test('deletes its files, turns links to it into text, and lasts', async () => {
    const publisher = open({ 'a.md': note('[[b]]\n'), 'b.md': note('![[i.png]]\n'), 'i.png': 'p' });
    await publisher.apply({});
    const shown = await publisher.remove({ path: 'b.md', dryRun: true });
    expect(shown.applied).toBe(false);
    expect(actions(shown)).toEqual([
      'update content/posts/a.md',
      'delete content/posts/b/i.png',
      'delete content/posts/b/index.md',
    ]);
    expect((await publisher.remove({ path: 'b.md' })).applied).toBe(true);
    expect(world.blogFiles()).toEqual(['content/posts/_index.md', 'content/posts/a.md']);
    expect(world.readBlog('content/posts/a.md')).toBe(note('b\n'));
    expect(actions(await publisher.apply({}))).toEqual(['unchanged content/posts/a.md', 'skip b.md']);
    expect(await refusal(publisher.remove({ path: 'b.md' }))).toBe('not-found');
    expect(actions(await publisher.apply({ paths: ['b.md'] }))).toContain('update content/posts/a.md');
    expect(world.readBlog('content/posts/a.md')).toContain('[b]({{< relref');
  });

  test('says the state of each note', async () => {
    const publisher = open({
      'a.md': note('x'),
      'b.md': note('x', 'draft = true\n'),
      'c.md': note('x'),
      'd.md': 'x',
    });
    await publisher.apply({ paths: ['a.md', 'b.md'] });
    const states = async () => (await publisher.status({})).map(({ path, state }) => `${path} ${state}`);
    expect(await states()).toEqual(['a.md published', 'b.md draft', 'c.md never']);
    world.write('a.md', note('y'));
    world.writeBlog('content/posts/b.md', 'by hand');
    world.write('c.md', note('x', 'date = 1\n'));
    expect(await states()).toEqual(['a.md changed', 'b.md blog-edited', 'c.md error']);
    expect(await publisher.status({ path: 'd.md' })).toEqual([{ path: 'd.md', state: 'never', url: null }]);
    expect(await publisher.status({ path: 'a.md' })).toEqual([
      { path: 'a.md', state: 'changed', url: '/posts/a/' },
    ]);
  });

  test('shows one note before and after', async () => {
    const publisher = open({ 'a.md': note('==x== %%y%%\n'), 'b.md': note('#private') });
    const shown = await publisher.preview({ path: 'a.md' });
    expect(shown).toMatchObject({
      path: 'content/posts/a.md',
      source: note('==x== %%y%%\n'),
      result: note('**x**\n'),
    });
    expect(shown.edits.map((edit) => edit.rule)).toEqual(['highlight', 'highlight', 'comment']);
    expect(await publisher.preview({ path: 'b.md' })).toMatchObject({ path: null, result: '', edits: [] });
  });
});

describe('sites', () => {
  test('which there are', () => {
    const publisher = open({}, { settings: '[[target]]\nname = "gone"\nroot = "../gone"\n' });
    expect(publisher.targets()).toEqual([
      { name: 'blog', root: world.blog, format: 'hugo', exists: true },
      { name: 'gone', root: join(world.vault, '../gone'), format: 'hugo', exists: false },
    ]);
  });

  test('refusals', async () => {
    const publisher = open({ 'a.md': note('x'), 'inner/hugo.toml': 'title = "x"' });
    expect(await refusal(publisher.plan({ target: 'other' }))).toBe('not-found');
    expect(await refusal(publisher.plan({ site: '/nowhere' }))).toBe('not-found');
    expect(await refusal(publisher.plan({ site: join(world.vault, '..') }))).toBe('not-found');
    expect(await refusal(publisher.plan({ site: join(world.vault, 'inner') }))).toBe('blocked');
    world.settings = undefined;
    expect(await refusal(publisher.plan({}))).toBe('not-found');
    expect(await publisher.status({})).toEqual([]);
  });

  test('a vault that is the content of the site has nothing to export', async () => {
    world = createWorld({});
    const { sourceOf } = await import('./world.ts');
    const inside = createPublisher(sourceOf(join(world.blog, 'content'), () => undefined));
    expect(await refusal(inside.plan({ site: world.blog }))).toBe('blocked');
    expect(await refusal(inside.plan({ site: '..' }))).toBe('blocked');
  });
});

test('a byte order mark moves nothing that is said of a note', async () => {
  const text = '---\ndate: 2025/8/6\n---\n[[none]]\n';
  const told = async (note: string) => {
    const world = createWorld({ 'a.md': note, 'b.md': `${note.slice(0, note.indexOf('---'))}[[none]]\n` });
    onTestFinished(world.dispose);
    return (await createPublisher(world.source).plan({ site: world.blog, paths: ['a.md', 'b.md'] }))
      .diagnostics;
  };
  const plain = await told(text);
  expect(plain.map(({ line, column, code }) => `${line}:${column} ${code}`)).toContain('2:7 DATE-INVALID');
  expect(await told(`\uFEFF${text}`)).toEqual(plain);
});

test('a link to a block that no id can stand at is told of', async () => {
  const world = createWorld({
    'a.md': '---\ndate: 2025-01-01\n---\n[[b#^x]] [[#^y]] [[b#^z]]\n\n块 ^y\n',
    'b.md': '---\ndate: 2025-01-01\n---\n块 ^x\n\n## 节\n\n块 ^z\n',
  });
  onTestFinished(world.dispose);
  const { diagnostics } = await createPublisher(world.source).plan({ site: world.blog });
  expect(diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
    '4:1 ANCHOR-MISSING',
    '4:10 ANCHOR-MISSING',
  ]);
});
