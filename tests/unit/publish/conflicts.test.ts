import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { hashBytes } from '../../../electron/disk/atomic-write.ts';
import { listBlogEdits, takeBlogEdits } from '../../../electron/publish/blog-edits.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { missing } from '../../fixtures/tools.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());

const head = '+++\ndate = 2025-01-01\ntitle = "t"\n+++\n';
const body = '第一段 k3s。\n\n见 [[b]] 和 OVN。\n\n第三段。\n';
const page = 'content/posts/a.md';
const site = () => ({ site: world.blog });
const publisher = () => createPublisher(world.source);

/** A note and its page, published; then each is changed. */
async function published(edits: { note?: [string, string]; blog?: [string, string] }): Promise<void> {
  world = createWorld({ 'a.md': head + body, 'b.md': `${head}乙\n` });
  world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
  expect((await publisher().apply(site())).applied).toBe(true);
  if (edits.note) world.write('a.md', (head + body).replace(...edits.note));
  if (edits.blog) world.writeBlog(page, world.readBlog(page).replace(...edits.blog));
}

const action = async (more = {}) =>
  (await publisher().plan({ ...site(), ...more })).plan.find((entry) => entry.path === page)?.action;

/** Take these hunks, counted from 0 (all that can be taken, if none are given), as the core does. */
async function take(...ids: number[]): Promise<string> {
  const { hunks } = await listBlogEdits(world.source, { ...site(), path: 'a.md' });
  const some =
    ids.length > 0 ? hunks.filter((_, at) => ids.includes(at)) : hunks.filter((hunk) => hunk.takes);
  const wanted = some.map((hunk) => hunk.id);
  const { text } = await takeBlogEdits(world.source, { ...site(), path: 'a.md', hunks: wanted });
  world.write('a.md', text);
  return text;
}

describe('a page that was edited in the blog', () => {
  test('is left alone until somebody decides', async () => {
    await published({ blog: ['第三段', '第三段（补）'] });
    expect(await action()).toBe('blog-edited');
    await publisher().apply(site());
    expect(world.readBlog(page)).toContain('（补）');
  });

  test('is merged with the note when asked, and again after both changed once more', async () => {
    await published({ blog: ['第三段', '第三段（补）'], note: ['第一段', '首段'] });
    expect(await action()).toBe('conflict');
    expect(await listBlogEdits(world.source, { ...site(), path: 'a.md' })).toMatchObject({ merges: true });
    await publisher().apply({ ...site(), merge: [page] });
    expect(world.readBlog(page)).toContain('首段');
    expect(world.readBlog(page)).toContain('（补）');
    expect(await action()).toBe('unchanged');

    world.write('a.md', (head + body).replace('第一段', '首段').replace('OVN', 'OVS'));
    world.writeBlog(page, world.readBlog(page).replace('（补）', '（再补）'));
    expect(await action()).toBe('conflict');
    await publisher().apply({ ...site(), merge: [page] });
    expect(world.readBlog(page)).toMatch(/首段[\s\S]*OVS[\s\S]*（再补）/);
    expect(await action()).toBe('unchanged');
  });

  test('is merged with the note where the page was kept as it once was, in a file of its own', async () => {
    await published({});
    const state = join(world.blog, '.commonplace-publish');
    const before = Buffer.from(world.readBlog(page));
    for (const name of readdirSync(state)) if (name.startsWith('bases.')) rmSync(join(state, name));
    mkdirSync(join(state, 'base'));
    writeFileSync(join(state, 'base', hashBytes(before)), deflateRawSync(before));
    world.writeBlog(page, world.readBlog(page).replace('第三段', '第三段（补）'));
    world.write('a.md', (head + body).replace('第一段', '首段'));
    const merges = async () => (await listBlogEdits(world.source, { ...site(), path: 'a.md' })).merges;
    expect(await merges()).toBe(true);
    world.write('b.md', `${head}又乙\n`);
    await publisher().apply(site());
    expect(await merges()).toBe(true);
    expect(existsSync(join(state, 'base'))).toBe(false);
  });

  test('is not merged where both changed the same words', async () => {
    await published({ blog: ['第三段', '末段'], note: ['第三段', '尾段'] });
    expect(await listBlogEdits(world.source, { ...site(), path: 'a.md' })).toMatchObject({ merges: false });
    const before = world.readBlog(page);
    await publisher().apply({ ...site(), merge: [page] });
    expect(world.readBlog(page)).toBe(before);
  });

  test('is written over when asked, and lies in the trash', async () => {
    await published({ blog: ['第三段', '第三段（补）'], note: ['第一段', '首段'] });
    expect(await action({ overwrite: [page] })).toBe('update');
    await publisher().apply({ ...site(), overwrite: [page] });
    expect(world.readBlog(page)).toContain('首段');
    const trash = join(world.blog, '.commonplace-publish/trash');
    const kept = readdirSync(trash, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith('a.md'),
    );
    expect(world.readBlog(`.commonplace-publish/trash/${kept}`)).toContain('（补）');
    expect(await action()).toBe('unchanged');
  });

  test('one that was deleted there comes back when asked', async () => {
    await published({});
    rmSync(join(world.blog, page));
    expect(await action()).toBe('blog-edited');
    await publisher().apply({ ...site(), overwrite: [page] });
    expect(await action()).toBe('unchanged');
  });

  test('stays as the blog has it when asked, until either side changes', async () => {
    await published({ blog: ['第三段', '第三段（补）'], note: ['第一段', '首段'] });
    await publisher().apply({ ...site(), keep: [page] });
    expect(await action()).toBe('unchanged');
    const kept = world.readBlog(page);
    world.writeBlog(page, `${kept}又\n`);
    expect(await action()).toBe('conflict');
    world.writeBlog(page, kept);
    world.write('a.md', head + body);
    expect(['conflict', 'blog-edited']).toContain(await action());
    expect(world.readBlog(page)).toBe(kept);
  });

  test('a file of the blog that was kept is never deleted as one of ours', async () => {
    world = createWorld({ 'a.md': head + body }, { site: { [page]: 'theirs\n' } });
    world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
    await publisher().apply({ ...site(), keep: [page] });
    expect(await action()).toBe('unchanged');
    world.remove('a.md');
    await publisher().apply({ ...site(), prune: true });
    expect(world.readBlog(page)).toBe('theirs\n');
  });
});

test('a file of the blog that was kept stays where it is when the note moves', async () => {
  world = createWorld({ 'a.md': head + body }, { site: { [page]: 'theirs\n' } });
  world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
  await publisher().apply({ ...site(), keep: [page] });
  world.remove('a.md');
  world.write('moved.md', head + body);
  await publisher().apply({ ...site(), prune: true });
  expect(world.readBlog(page)).toBe('theirs\n');
  expect(world.readBlog('content/posts/moved.md')).toContain('第一段');
});

describe('a page whose note is gone, edited in the blog', () => {
  const planned = async () =>
    (await publisher().plan(site())).plan.map((each) => `${each.action} ${each.path}`);
  const other = 'unchanged content/posts/b.md';

  test.each([
    ['keep', true, [other]],
    ['overwrite', false, [other]],
  ] as const)('is decided about by the path of the note: %s', async (how, stays, after) => {
    await published({ blog: ['第三段', '末段'] });
    world.remove('a.md');
    expect(await planned()).toContain(`blog-edited ${page}`);
    const done = await publisher().remove({ ...site(), path: 'a.md', [how]: [page] });
    expect(done.applied).toBe(true);
    expect(existsSync(join(world.blog, page))).toBe(stays);
    expect(await planned()).toEqual(after);
    // It was not taken off by hand: should it come back, it is chosen again.
    world.write('a.md', head + body);
    expect(await planned()).toContain(`${stays ? 'conflict' : 'create'} ${page}`);
  });
});

describe('a picture that is another one in the blog', () => {
  const picture = 'content/posts/甲/图.png';
  const states = async () => {
    const { plan } = await publisher().plan(site());
    return plan.filter(({ path }) => path?.startsWith('content/posts/甲/')).map((each) => each.action);
  };

  test.each(['overwrite', 'keep'] as const)('is decided about by its own path: %s', async (how) => {
    world = createWorld(
      { '甲.md': `${head}![[图.png]]\n`, '乙.md': `${head}x\n`, '图.png': '我' },
      { site: { [picture]: '它' } },
    );
    world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n`;
    expect(await states()).toEqual(['create', 'conflict']);
    await publisher().apply({ ...site(), paths: ['图.png'], [how]: [picture] });
    expect(world.readBlog(picture)).toBe(how === 'keep' ? '它' : '我');
    expect(await states()).toEqual(['unchanged', 'unchanged']);
    expect(world.blogFiles()).not.toContain('content/posts/乙.md');
  });
});

describe('edits of the blog come into the note', () => {
  test('whichever line ends the blog has: those are no edits', async () => {
    await published({ blog: ['第三段', '末段'] });
    world.writeBlog(page, world.readBlog(page).replaceAll('\n', '\r\n'));
    const { hunks } = await listBlogEdits(world.source, { ...site(), path: 'a.md' });
    expect(hunks).toMatchObject([{ before: '第三段。\n', after: '末段。\n' }]);
    expect(await take()).toBe(head + body.replace('第三段', '末段'));
  });

  test('all of them, and the two are one again', async () => {
    await published({ blog: ['第三段。', '第三段，改过。\n\n又一段。'] });
    expect(await take()).toBe(head + body.replace('第三段。', '第三段，改过。\n\n又一段。'));
    expect(await action()).toBe('unchanged');
  });

  test('merged with what the note changed meanwhile, which is no hunk', async () => {
    await published({ blog: ['第三段', '末段'], note: ['第一段', '首段'] });
    const { hunks } = await listBlogEdits(world.source, { ...site(), path: 'a.md' });
    expect(hunks).toMatchObject([{ before: '第三段。\n', after: '末段。\n', line: 9, takes: true }]);
    expect(await take()).toBe(head + body.replace('第三段', '末段').replace('第一段', '首段'));
  });

  test('as the blog says it where both changed the same words, and once', async () => {
    await published({ blog: ['第三段', '末末段'], note: ['第三段', '三三段'] });
    expect(await take()).toBe(head + body.replace('第三段', '末末段'));
    expect(await action()).toBe('unchanged');
  });

  test('one hunk of two', async () => {
    await published({ blog: ['第一段 k3s。\n', '首段 k3s。\n'] });
    world.writeBlog(page, world.readBlog(page).replace('第三段', '末段'));
    expect(await take(1)).toBe(head + body.replace('第三段', '末段'));
  });

  test('never another one, where the page was edited again meanwhile', async () => {
    await published({ blog: ['第一段 k3s。\n', '首段 k3s。\n'] });
    const { hunks } = await listBlogEdits(world.source, { ...site(), path: 'a.md' });
    world.writeBlog(page, world.readBlog(page).replace('首段', '又一段').replace('第三段', '末段'));
    const ids = hunks.map((hunk) => hunk.id);
    await expect(takeBlogEdits(world.source, { ...site(), path: 'a.md', hunks: ids })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('beside a link that publishing made, but not inside it', async () => {
    await published({ blog: ['和 OVN', '与 OVN'] });
    expect(await take()).toBe(head + body.replace('和 OVN', '与 OVN'));
    world.dispose();
    await published({ blog: ['/posts/b.md', '/posts/c.md'] });
    const { hunks } = await listBlogEdits(world.source, { ...site(), path: 'a.md' });
    expect(hunks.map((hunk) => hunk.takes)).toEqual([false]);
    expect(await take(0)).toBe(head + body);
  });

  test('in part, where words that publishing made were changed on the same line', async () => {
    await published({
      blog: ['见 [b]({{< relref "/posts/b.md" >}}) 和', '另见 [b]({{< relref "/posts/c.md" >}}) 与'],
    });
    const edits = async () => (await listBlogEdits(world.source, { ...site(), path: 'a.md' })).hunks;
    expect(await edits()).toMatchObject([{ takes: true, partly: true }]);
    expect(await take()).toBe(head + body.replace('见 [[b]] 和', '另见 [[b]] 与'));
    expect(await edits()).toMatchObject([{ takes: false, partly: true }]);
  });

  test.skipIf(missing('git'))('told from ours by what git has, where our copy is gone', async () => {
    await published({});
    const git = (...args: string[]) => execFileSync('git', ['-C', world.blog, ...args]);
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'x');
    rmSync(join(world.blog, '.commonplace-publish'), { recursive: true });
    world.writeBlog(page, world.readBlog(page).replace('第三段', '末段'));
    world.write('a.md', (head + body).replace('第一段', '首段'));
    expect(await take()).toBe(head + body.replace('第三段', '末段').replace('第一段', '首段'));
  });

  test('any edit of the prose comes back whole', async () => {
    const words = ['k3s', '和', 'OVN', '，', '。', '\n\n', ' ', '**粗**', '行\n', '# 题\n', '- 项\n'];
    const prose = fc
      .array(fc.constantFrom(...words), { maxLength: 20 })
      .map((parts) => `甲${parts.join('')}乙\n`);
    await fc.assert(
      fc.asyncProperty(prose, prose, async (before, after) => {
        world = createWorld({ 'a.md': head + before });
        world.settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\nemphasis_cjk = "off"\n`;
        await publisher().apply(site());
        world.writeBlog(page, head + after);
        expect(await take()).toBe(head + after);
        world.dispose();
      }),
      { numRuns: 40 },
    );
  }, 300_000);
});
