import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findHugo, type Hugo, readList } from '../../../electron/publish/hugo.ts';
import { makePlan } from '../../../electron/publish/plan.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { readSite } from '../../../electron/publish/site.ts';
import { errorPlace, verifyPlan } from '../../../electron/publish/verify.ts';
import { defaultTarget } from '../../../shared/hugo/settings.ts';
import { missing, tool } from '../../fixtures/tools.ts';
import { realVault } from '../../fixtures/vaults.ts';
import { createWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world?.dispose());

const note = (body: string, more = '') => `+++\ndate = 2025-01-01\ntitle = "t"\n${more}+++\n${body}`;
const codes = (plan: { diagnostics: readonly { code: string; path: string }[] }) =>
  plan.diagnostics.map(({ code, path }) => `${code} ${path}`);

async function hugo(): Promise<Hugo> {
  const found = await findHugo(tool('hugo') ?? 'auto', '/');
  if (!found) throw new Error('hugo does not run');
  return found;
}

/** Build the blog, drafts and all, and read one page of it. */
async function built(page: string): Promise<string> {
  const out = join(world.blog, '../out');
  const run = await (await hugo()).build(world.blog, out, { drafts: true });
  expect(run.errors).toEqual([]);
  return readFileSync(join(out, page), 'utf8');
}

const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#43;/g, '+')
    .replace(/&amp;/g, '&')
    .replace(/\u200b/g, '');

describe.skipIf(missing('hugo'))('with the real Hugo', () => {
  test.skipIf(!realVault('diary'))('the diary’s post arrives whole', async () => {
    const vault = realVault('diary') ?? '';
    world = createWorld({}, { vaultDir: vault });
    const publisher = createPublisher(world.source);
    const plan = await publisher.apply({ site: world.blog, verify: true });
    expect(plan).toMatchObject({ applied: true, verified: { ok: true, errors: [] } });
    expect(codes(plan).map((code) => code.split(' ')[0])).toEqual([
      'EMPHASIS-CJK',
      'EMPHASIS-CJK',
      'EMPHASIS-CJK',
    ]);
    const path = world.source.notes()[Symbol.iterator]().next().value.path;
    const source = readFileSync(join(vault, path), 'utf8');
    expect(world.readBlog(`content/posts/${path}`)).toBe(source);

    const page = text(await built(`posts/${path.replace('.md', '')}/index.html`));
    const paragraphs = source
      .slice(source.indexOf('+++', 3) + 4)
      .split(/\n+/)
      .filter((line) => line.trim() !== '');
    expect(paragraphs.length).toBeGreaterThan(25);
    for (const paragraph of paragraphs) {
      const plain = paragraph
        .replace(/^#+ /, '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .trim();
      expect(page).toContain(plain);
    }
  });

  test.skipIf(!realVault('diary'))('with its bold text mended, no asterisk is left', async () => {
    world = createWorld({}, { vaultDir: realVault('diary') ?? '' });
    world.settings = `[[target]]\nname = "b"\nroot = ${JSON.stringify(world.blog)}\nemphasis_cjk = "fix"\n`;
    await createPublisher(world.source).apply({});
    const html = await built('posts/学习一个东西最快的东西还是文档/index.html');
    expect(html.match(/<strong>/g)).toHaveLength(3);
    expect(html).not.toContain('**');
  });

  test('dates and slugs are read from the names of files where the site has it so', async () => {
    world = createWorld({
      '2020-01-02 镜像 缓存.md': '[[2020-01-05]] [[2020-01-06-own]]\n',
      '2020-01-05.md': '日记\n',
      '2020-01-06-own.md': '---\nslug: mine\n---\n',
      'plain.md': '没有日期\n',
    });
    const config = `${world.readBlog('hugo.toml')}\n[frontmatter]\ndate = [":filename", ":default"]\n`;
    world.writeBlog('hugo.toml', config);
    const plan = await createPublisher(world.source).apply({ site: world.blog, verify: true });
    expect(plan.verified).toEqual({ ok: true, errors: [] });
    expect(plan.plan.map(({ action, url }) => `${action} ${url}`).sort()).toEqual([
      'create /posts/2020-01-05/',
      'create /posts/mine/',
      'create /posts/镜像-缓存/',
      'skip null',
    ]);
  });

  test('links, ids, embeds, files and shortcodes hold in the page', async () => {
    world = createWorld({
      '一.md': note(
        '[[二#见 **粗 `x`** 节]] [[二#重复]] [[二#^块]] [[#本 页]] ![[图 一.png|30]]\n\n![[三#小]]\n\n## 本 页\n\n> [!note] 题\n> 文\n\n`{{< ref "x" >}}` {{< own 甲 >}} {{< none >}}\n\n脚^[注]\n',
      ),
      '二.md': note('## 见 **粗 `x`** 节\n\n## 重复\n\n## 重复\n\n块 ^kuai\n\n[[一]] [[稿]]\n'),
      '三.md': note('# 三\n\n## 小\n\n在三[^1] [[二]]\n\n[^1]: 三注\n'),
      '稿.md': note('[[一]]', 'draft = true\n'),
      '图 一.png': 'png',
    });
    const publisher = createPublisher(world.source);
    const plan = await publisher.apply({ site: world.blog, verify: true });
    expect(plan.verified).toEqual({ ok: true, errors: [] });
    expect(codes(plan).filter((code) => code.startsWith('ANCHOR-MISSING'))).toEqual(['ANCHOR-MISSING 一.md']);
    const two = await built('posts/二/index.html');
    const one = readFileSync(join(world.blog, '../out/posts/一/index.html'), 'utf8');
    for (const [, id = ''] of one.matchAll(/href="[^"]*二\/#([^"]*)"/g)) expect(two).toContain(`id="${id}"`);
    expect(one.match(/%E4%BA%8C\/#|二\/#/g)).toHaveLength(2);
    expect(one).toMatch(/<img src="[^"]+\.png"\s+alt="图 一" width="30"/);
    expect(one).toContain('<code>{{&lt; ref &quot;x&quot; &gt;}}</code>');
    for (const part of [
      '<span class="own">甲</span>',
      '在三',
      '三注',
      '<strong>题</strong>',
      'id="小"',
      'id="本-页"',
    ]) {
      expect(one).toContain(part);
    }
    expect(text(two)).toContain('稿');
    expect(two).not.toContain('稿</a>');
    expect(readFileSync(join(world.blog, '../out/posts/稿/index.html'), 'utf8')).toContain(
      '/posts/%E4%B8%80/',
    );
  });

  test.each(['headless = true', '[_build]\nrender = "never"', '[_build]\nrender = "link"'])(
    'a link to what has no page of its own is text: %s',
    async (front) => {
      world = createWorld({ 'p/a.md': note('[[p/b/index]]\n'), 'p/b/index.md': note('乙\n', `${front}\n`) });
      const plan = await createPublisher(world.source).apply({ site: world.blog, verify: true });
      expect(plan).toMatchObject({ applied: true, verified: { ok: true } });
      expect(codes(plan)).toEqual(['LINK-HIDDEN p/a.md']);
      expect(await built('p/a/index.html')).not.toContain('href=""');
      expect(existsSync(join(world.blog, '../out/p/b/index.html'))).toBe(false);
    },
  );

  test('links reach notes of every name that may be published', async () => {
    const names = [
      '100%',
      'c#',
      'a?b',
      '（全角）《书》',
      'a+b & c',
      "it's",
      'K8S @ home',
      'a  b',
      '点.号',
      'x~y_z',
      '𠀀字',
      'a%20b',
    ];
    const notes = Object.fromEntries(names.map((name) => [`p/${name}.md`, note('## 节 1\n')]));
    const links = names.map((name) => `[t](<${encodeURIComponent(name)}.md#节 1>)`).join('\n\n');
    world = createWorld({ 'p/all.md': note(`${links}\n`), ...notes });
    const plan = await createPublisher(world.source).apply({ site: world.blog, verify: true });
    expect(plan).toMatchObject({ applied: true, diagnostics: [], verified: { ok: true } });
    const html = await built('p/all/index.html');
    const hrefs = [...html.matchAll(/href="([^"]+)#/g)].map(([, href = '']) => href.replaceAll('&#43;', '+'));
    expect(hrefs).toHaveLength(names.length);
    const gone = hrefs.filter(
      (href) => !existsSync(join(world.blog, '../out', decodeURIComponent(href), 'index.html')),
    );
    expect(gone).toEqual([]);
  });

  test('a page that Hugo puts elsewhere than was planned is told of', async () => {
    world = createWorld({ 'posts/甲.md': note('x\n'), 'other/乙, 丙.md': note('y\n') });
    const config = '[permalinks]\nposts = "/:year/:slug/"\n';
    world.writeBlog('hugo.toml', `baseURL = "https://example.org/log/"\n${config}`);
    world.writeBlog('content/posts/_index.md', '---\ncascade:\n  slug: 别处\n---\n');
    const plan = await createPublisher(world.source).apply({ site: world.blog });
    expect(plan.applied).toBe(true);
    expect(plan.diagnostics).toEqual([
      {
        path: 'posts/甲.md',
        line: 1,
        column: 1,
        severity: 'warning',
        code: 'HUGO-BUILD',
        message: 'Hugo puts this page at /2025/别处/, not at /2025/t/',
      },
    ]);
  });

  test('what Hugo would refuse is told at its place in the note, and nothing is applied', async () => {
    world = createWorld({ 'a.md': note('%%x%%\n\n```\n\n\n```\n\n好 {{< own >}} {{< ref "nowhere" >}}\n') });
    const plan = await createPublisher(world.source).apply({ site: world.blog, verify: true });
    expect(plan).toMatchObject({ applied: false, verified: { ok: false } });
    expect(plan.diagnostics).toMatchObject([
      { code: 'HUGO-BUILD', severity: 'error', path: 'a.md', line: 12 },
    ]);
    expect(world.blogFiles()).toEqual(['content/posts/_index.md']);
    const planned = await createPublisher(world.source).plan({ site: world.blog, verify: true });
    expect(planned.verified?.ok).toBe(false);
  });

  test('errors that the site had before do not count', async () => {
    world = createWorld(
      { 'a.md': note('好\n') },
      { site: { 'content/posts/own.md': '---\ntitle: x\n---\n{{< gone >}}\n' } },
    );
    const plan = await createPublisher(world.source).apply({ site: world.blog });
    expect(plan.applied).toBe(true);
    world.write('a.md', note('{{< ref "nowhere" >}}\n'));
    world.writeBlog('content/posts/own.md', '---\ntitle: x\n---\n');
    expect((await createPublisher(world.source).apply({ site: world.blog })).applied).toBe(false);
  });

  test('an id that is not in the page is told', async () => {
    world = createWorld({ 'a.md': note('[[b#节]]'), 'b.md': note('## 节\n') });
    world.writeBlog('layouts/_default/_markup/render-heading.html', '<h2 id="other">{{ .Text }}</h2>');
    const plan = await createPublisher(world.source).apply({ site: world.blog });
    expect(codes(plan)).toEqual(['ANCHOR-MISSING a.md']);
    expect(plan.applied).toBe(true);
  });

  test('a trial build leaves the site as it is', async () => {
    world = createWorld({ 'a.md': note('x') });
    const before = readFileSync(join(world.blog, 'hugo.toml'), 'utf8');
    const plan = await makePlan(world.source, { site: world.blog }, {});
    const report = await verifyPlan(plan.site, await hugo(), plan.steps, {});
    expect(report).toEqual({ errors: [], duplicates: [], missing: [], elsewhere: new Map() });
    expect(world.blogFiles()).toEqual(['content/posts/_index.md']);
    expect(readFileSync(join(world.blog, 'hugo.toml'), 'utf8')).toBe(before);
  });

  test('the site that is made for a new vault builds and takes a post', async () => {
    world = createWorld({
      'a.md': note('## 节\n\n```go\nfunc a() {}\n```\n\n> [!tip] 看\n> 这里\n', 'tags = ["日志"]\n'),
    });
    const { cpSync, rmSync } = await import('node:fs');
    const { resolve } = await import('node:path');
    rmSync(world.blog, { recursive: true });
    cpSync(resolve(import.meta.dirname, '../../../electron/core/starter/site'), world.blog, {
      recursive: true,
    });
    const plan = await createPublisher(world.source).apply({ site: world.blog, verify: true });
    expect(plan).toMatchObject({ applied: true, diagnostics: [], verified: { ok: true } });
    expect(await built('posts/a/index.html')).toContain('id="节"');
    const home = readFileSync(join(world.blog, '../out/index.html'), 'utf8');
    expect(home).toContain('href="/posts/a/"');
    expect(readFileSync(join(world.blog, '../out/tags/日志/index.html'), 'utf8')).toContain('/posts/a/');
  });
});

test.each([
  [
    'Error: "/tmp/x y/content/p.md:4:8": failed to extract shortcode',
    { path: '/tmp/x y/content/p.md', line: 4, column: 8 },
  ],
  [
    'ERROR [en] REF_NOT_FOUND: Ref "b.md": "content/posts/a.md:4:5": page not found',
    { path: 'content/posts/a.md', line: 4, column: 5 },
  ],
  ['Error: no place', undefined],
])('place of %s', (line, place) => {
  expect(errorPlace(line)).toEqual(place);
});

test('addresses are read out of a table, whatever its titles are', () => {
  const table =
    'path,title,permalink,kind\na.md,"一, ""二""\n三",https://x/a/,page\nb.md,,,page\r\n"c,d.md",x,/c/,page\n';
  expect([...readList(table)]).toEqual([
    ['a.md', 'https://x/a/'],
    ['c,d.md', '/c/'],
  ]);
  expect(readList('').size).toBe(0);
});

describe('a site', () => {
  test.each<[string, Record<string, string>, object]>([
    [
      'in YAML',
      {
        'config.yaml':
          'baseURL: https://x.org/a/b/\nuglyURLs: true\nmarkup:\n  goldmark:\n    renderer: {unsafe: true}\n',
      },
      { basePath: '/a/b', unsafe: true, urls: { uglyUrls: true } },
    ],
    [
      'in JSON',
      {
        'config.json':
          '{"BaseURL": "/", "markup": {"goldmark": {"parser": {"autoHeadingIDType": "blackfriday", "attribute": {"block": true}}}}}',
      },
      { basePath: '', idType: 'blackfriday', blockAttributes: true, headingAttributes: true },
    ],
    [
      'in a folder',
      {
        'config/_default/config.toml': 'defaultContentLanguage = "zh"\n',
        'config/_default/languages.toml': '[zh]\ncontentDir = "content/zh"\n[en]\n',
        'config/_default/permalinks.toml': 'posts = "/:slug/"\n',
        'config/production/config.toml': 'baseURL = "https://x/y"\n',
      },
      { languages: ['zh', 'en'], basePath: '/y' },
    ],
    [
      'with a theme',
      {
        'hugo.toml': 'theme = "t"\n',
        'themes/t/layouts/shortcodes/a/b.html': '',
        'layouts/shortcodes/c.md': '',
      },
      { unsafe: false, mark: false, ownShortcodes: new Set(['a/b', 'c', 'own']) },
    ],
  ])('%s', async (_, files, facts) => {
    const { rmSync } = await import('node:fs');
    world = createWorld({});
    rmSync(join(world.blog, 'hugo.toml'));
    for (const [path, data] of Object.entries(files)) world.writeBlog(path, data);
    const site = await readSite({ ...defaultTarget(world.blog), hugo: 'none' }, world.vault);
    expect(site.facts).toMatchObject(facts);
    expect(site.content).toBe(files['config/_default/languages.toml'] ? 'content/zh' : 'content');
  });

  test('its main section is the largest, or as the configuration says', async () => {
    world = createWorld({}, { site: { 'content/b/1.md': '', 'content/b/2.md': '', 'content/a/1.md': '' } });
    const read = () => readSite({ ...defaultTarget(world.blog), hugo: 'none' }, world.vault);
    expect((await read()).mainSection).toBe('b');
    world.writeBlog('hugo.toml', '[params]\nmainSections = ["a"]\n');
    expect((await read()).mainSection).toBe('a');
  });

  test('a broken configuration is refused', async () => {
    world = createWorld({}, { site: { 'hugo.toml': 'a = \n' } });
    await expect(readSite(defaultTarget(world.blog), world.vault)).rejects.toMatchObject({
      code: 'invalid-params',
    });
  });
});
