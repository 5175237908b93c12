import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createEmbeddedHugo } from '../../../electron/publish/embedded-hugo.ts';
import { findHugo, type Hugo } from '../../../electron/publish/hugo.ts';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { missing, tool } from '../../fixtures/tools.ts';
import { createWorld, type TestWorld } from './world.ts';

const blogFixture = resolve(import.meta.dirname, '../../fixtures/blog');
const embedded = createEmbeddedHugo();
let world: TestWorld;
afterEach(() => world?.dispose());
afterAll(() => embedded.stop());

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const note = (title: string, body: string, more = '') =>
  `+++\ndate = 2025-01-01\ntitle = "${title}"\n${more}+++\n${body}`;

/** A vault with everything that has to arrive: links of all forms, anchors in Chinese, pictures, embeds, tags, private parts. */
const notes = {
  '中文/镜像缓存.md': note(
    '镜像缓存',
    [
      '## 你好，世界！',
      '见 [[OVN 笔记]]、[[OVN 笔记#逻辑流（Logical Flow）|逻辑流]] 和 [乙](OVN%20笔记.md#二)。',
      '回到 [[#你好，世界！]]。',
      '![[图 片.png]] 与 ![说明|100](图%20片.png)',
      '{{< note >}}已知的短代码{{< /note >}}',
      '> [!tip] 提示\n> 这里 ==要点==。',
      '%%CANARY 私下%%',
      '脚注[^a]，行内 ^[另一条]。\n\n[^a]: 内容',
      '```bash\nif [[ -f a ]]; then echo {{< x >}}; fi\n```',
      '| a | b |\n|---|---|\n| [[OVN 笔记\\|表里]] | 1 |',
    ].join('\n\n'),
    'tags = ["k3s", "网络/边界"]\n',
  ),
  '中文/OVN 笔记.md': note(
    'OVN 笔记',
    '## 逻辑流（Logical Flow）\n\n一段。 ^p1\n\n## 二\n\n![[镜像缓存#你好，世界！]]\n\n[[草稿]] [[未选]]\n',
    'tags = ["k3s"]\n',
  ),
  '中文/草稿.md': note('草稿', '还没写完。\n', 'draft = true\n'),
  '未选.md': 'CANARY 没有日期\n',
  'english/About k3s.md': note('About k3s', 'See ![](k3s.svg) and [below](#end).\n\n## End\n'),
  'english/k3s.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
};

const settings = (blog: string, more: string) => `[[target]]
name = "blog"
root = ${JSON.stringify(blog)}
hugo = "none"
map = [{ from = "中文/", to = "posts" }]
select = { include = ["中文/**"] }
${more}

[[target]]
name = "english"
root = ${JSON.stringify(blog)}
content = "content/en"
hugo = "none"
map = [{ from = "english/", to = "posts" }]
select = { include = ["english/**"] }
`;

/** Publish the vault into the fixture blog. */
async function publish(config: string, more = ''): Promise<void> {
  world = createWorld({ ...notes, '中文/图 片.png': pixel });
  rmSync(world.blog, { recursive: true });
  cpSync(blogFixture, world.blog, { recursive: true });
  world.writeBlog(
    'hugo.toml',
    config + world.readBlog('hugo.toml').replace(/^baseURL.*\n/m, config === '' ? '$&' : ''),
  );
  world.settings = settings(world.blog, more);
  for (const target of ['blog', 'english']) {
    const plan = await createPublisher(world.source).apply({ target, prune: true });
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan.applied).toBe(true);
  }
  for (const target of ['blog', 'english']) {
    const { plan } = await createPublisher(world.source).plan({ target, prune: true });
    expect(plan.filter(({ action }) => action !== 'unchanged' && action !== 'skip')).toEqual([]);
  }
}

/** Every HTML file of a built site, by its path. */
function builtPages(out: string): Map<string, string> {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  return new Map(files.map((file) => [file, readFileSync(join(out, file), 'utf8')]));
}

/** Links and pictures of the site's own that lead nowhere: to no file, or to an id that its page does not have. */
function deadLinks(out: string, base: string): string[] {
  const pages = builtPages(out);
  const fileOf = (path: string) => {
    const file = path.replace(/^\//, '');
    return file === '' || file.endsWith('/') ? `${file}index.html` : file;
  };
  return [...pages].flatMap(([page, html]) => {
    const references = [...html.matchAll(/<(?:a|img|link)\b[^>]*?\s(?:href|src)="?([^"\s>]+)/g)];
    return references.flatMap(([, reference = '']) => {
      const url = new URL(
        reference.replace(/&amp;/g, '&').replace(/&#43;/g, '+'),
        `${base}${encodeURI(page)}`,
      );
      if (!url.href.startsWith(base))
        return url.origin === new URL(base).origin ? [`${page}: ${reference} leaves the site`] : [];
      const file = fileOf(decodeURIComponent(url.href.slice(base.length).replace(/[?#].*$/, '')));
      if (!existsSync(join(out, file))) return [`${page}: ${reference}`];
      const id = decodeURIComponent(url.hash.slice(1));
      const there =
        id === '' ||
        (pages.get(file) ?? '').includes(`id="${id}"`) ||
        (pages.get(file) ?? '').includes(`id=${id}`);
      return there ? [] : [`${page}: ${reference} has no such id`];
    });
  });
}

const variants: { name: string; config: string; more: string; base: string }[] = [
  { name: 'as it is', config: '', more: '', base: 'https://example.org/' },
  {
    name: 'under a sub-path',
    config: 'baseURL = "https://example.org/log/"\n',
    more: '',
    base: 'https://example.org/log/',
  },
  {
    name: 'with ugly URLs',
    config: 'baseURL = "https://example.org/"\nuglyURLs = true\n',
    more: '',
    base: 'https://example.org/',
  },
  { name: 'with single files', config: '', more: 'layout = "single"\n', base: 'https://example.org/' },
];

describe('a whole blog', { timeout: 180_000 }, () => {
  test.skipIf(missing('hugo')).each(variants)(
    '$name: every link of the built site leads somewhere',
    async ({ config, more, base }) => {
      await publish(config, more);
      const hugo = (await findHugo(tool('hugo') ?? 'auto', '/')) as Hugo;
      const out = join(world.blog, '../out');
      const run = await hugo.build(world.blog, out, {});
      expect(run.errors).toEqual([]);
      expect(deadLinks(out, base)).toEqual([]);
      const pages = builtPages(out);
      expect(pages.size).toBeGreaterThan(10);
      expect([...pages.values()].some((html) => html.includes('CANARY'))).toBe(false);
      const page = [...pages].find(([path]) => path.includes('镜像缓存'))?.[1] ?? '';
      for (const part of ['<aside>', 'id="你好世界"', '<mark>要点</mark>', '另一条'])
        expect(page).toContain(part);
      // Code is shown as it stands in the note, whatever shortcodes it seems to hold.
      expect(page.replace(/<[^>]*>/g, '')).toContain('if [[ -f a ]]; then echo {{&lt; x &gt;}}; fi');
      expect((page.match(/<img/g) ?? []).length).toBe(2);
    },
  );

  test.skipIf(missing('hugo'))(
    'pages of another language are where the plan says, with links by URL too',
    async () => {
      await publish('', 'links = "url"\n');
      const english = world.settings?.indexOf('[[target]]\nname = "english"') ?? 0;
      const more = 'links = "url"\nhugo = "auto"\n';
      world.settings = world.settings?.slice(english).replace('hugo = "none"\n', more);
      world.write(
        'english/two.md',
        note('Two', '[[About k3s#End]] [here](About%20k3s.md) [logo](k3s.svg)\n'),
      );
      const plan = await createPublisher(world.source).apply({ target: 'english', verify: true });
      expect(plan).toMatchObject({ applied: true, diagnostics: [], verified: { ok: true } });
      const urls = plan.plan.flatMap(({ action, url }) => (action === 'skip' ? [] : [url]));
      expect(urls).toEqual([
        '/en/posts/about-k3s/',
        '/en/posts/about-k3s/k3s.svg',
        '/en/posts/two/',
        '/en/posts/two/k3s.svg',
      ]);
      const hugo = (await findHugo(tool('hugo') ?? 'auto', '/')) as Hugo;
      const out = join(world.blog, '../out');
      expect((await hugo.build(world.blog, out, {})).errors).toEqual([]);
      expect(deadLinks(out, 'https://example.org/')).toEqual([]);
      expect(builtPages(out).get('en/posts/two/index.html')).toContain('href="/en/posts/about-k3s/#end"');
    },
  );

  test('the embedded Hugo builds it too, and says the same of each link', async () => {
    await publish('');
    const pages = ['/posts/镜像缓存/', '/posts/ovn-笔记/', '/en/posts/about-k3s/', '/tags/k3s/'];
    const run = await embedded.build(world.blog, '', { pages });
    expect(run.errors).toEqual([]);
    expect([...run.pages.keys()].sort()).toEqual([...pages].sort());
    expect(run.pages.get('/posts/镜像缓存/')).toMatch(
      /href="\/posts\/ovn-%E7%AC%94%E8%AE%B0\/#[^"]*logical-flow/,
    );
  });
});
