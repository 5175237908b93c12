import { expect, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { defaultTarget, type Target } from '../../../shared/hugo/settings.ts';
import { createWorld } from './world.ts';

const head = '+++\ndate = 2025-01-01\n+++\n';
const token = 'ghp_q8Zr2LwX5nTb7Kc1VdYh4MgJ9sPf3AuE6oRi';

interface Case {
  /** Lines of the target. */
  settings: string;
  /** Of `posts/a.md`; it gets a date where it has no front matter. */
  text: string;
  /** What its page says, without its front matter; undefined where it has none. */
  page?: string | undefined;
  /** Where it lies in the blog; without it, `content/posts/a.md`. */
  at?: string;
  /** Codes that are told of it. */
  told?: string[];
  /** In the site's configuration. */
  site?: string;
}

/** What each setting does; each value of it that is not the default. */
const cases: Partial<Record<keyof Target, Case[]>> = {
  content: [{ settings: 'content = "texts"', text: 'x\n', page: 'x\n', at: 'texts/posts/a.md' }],
  map: [
    { settings: 'map = [{ from = "posts", to = "b/c" }]', text: 'x\n', page: 'x\n', at: 'content/b/c/a.md' },
  ],
  select: [
    { settings: 'select = { include = ["posts/*"] }', text: '没有日期\n', page: '没有日期\n' },
    { settings: 'select = { include = ["other/*"] }', text: 'x\n' },
    { settings: 'select = { exclude = ["posts/a.md"] }', text: 'x\n' },
    {
      settings: 'select = { require_property = "Publish" }',
      text: `---\npublish: true\n---\nx\n`,
      page: 'x\n',
    },
    { settings: 'select = { require_property = "publish" }', text: `---\npublish: false\n---\nx\n` },
    { settings: 'select = { require_property = "publish" }', text: 'x\n' },
    { settings: 'select = { deny_tags = ["家"] }', text: '#家/里\n' },
    { settings: 'select = { deny_tags = [] }', text: '#private\n', page: '#private\n' },
  ],
  drafts: [{ settings: 'drafts = "skip"', text: '---\ndate: 2025-01-01\ndraft: true\n---\nx\n' }],
  layout: [
    { settings: 'layout = "bundle"', text: 'x\n', page: 'x\n', at: 'content/posts/a/index.md' },
    { settings: 'layout = "single"', text: '![[i.png]]\n', page: '![i](/attachments/i.png)\n' },
  ],
  links: [{ settings: 'links = "url"', text: '[[b]]\n', page: '[b](/posts/b/)\n' }],
  callouts: [
    { settings: 'callouts = "keep"', text: '> [!note] 题\n> 文\n', page: '> [!note] 题\n> 文\n' },
    { settings: 'callouts = "quote"', text: '> [!note] 题\n> 文\n', page: '> **题**\n>\n> 文\n' },
  ],
  highlight: [
    { settings: 'highlight = "keep"', text: '==x==\n', page: '==x==\n' },
    { settings: 'highlight = "mark"', text: '==x==\n', page: '<mark>x</mark>\n' },
    {
      settings: 'highlight = "bold"',
      text: '==x==\n',
      page: '**x**\n',
      site: '[markup.goldmark.renderer]\nunsafe = true\n',
    },
  ],
  image_size: [
    {
      settings: 'image_size = "html"',
      text: '![字|9](https://x.y/i.png)\n',
      page: '<img src="https://x.y/i.png" alt="字" width="9">\n',
    },
    {
      settings: 'image_size = "figure"',
      text: '![字|9](https://x.y/i.png)\n',
      page: '{{< figure src="https://x.y/i.png" alt="字" width="9" >}}\n',
      site: '[markup.goldmark.renderer]\nunsafe = true\n',
    },
    {
      settings: 'image_size = "drop"',
      text: '![字|9](https://x.y/i.png)\n',
      page: '![字](https://x.y/i.png)\n',
    },
  ],
  raw_html: [{ settings: 'raw_html = "off"', text: '<b>x</b>\n', page: '<b>x</b>\n' }],
  emphasis_cjk: [
    { settings: 'emphasis_cjk = "fix"', text: '**x）**中\n', page: '**x）**&#8203;中\n' },
    { settings: 'emphasis_cjk = "off"', text: '**x）**中\n', page: '**x）**中\n' },
  ],
  inline_tags: [
    { settings: 'inline_tags = "strip"', text: 'x #甲\n', page: 'x\n' },
    { settings: 'inline_tags = "collect"', text: 'x #甲\n', page: "tags = ['甲']\n+++\nx\n" },
  ],
  embeds: [{ settings: 'embeds = "link"', text: '![[b]]\n', page: '[b]({{< relref "/posts/b.md" >}})\n' }],
  private: [
    { settings: 'private = { comments = false }', text: 'a %%b%%\n', page: 'a %%b%%\n' },
    { settings: 'private = { headings = ["## 生活"] }', text: 'a\n\n# 生活：\n\nb\n', page: 'a\n\n' },
    {
      settings: 'private = { fences = ["todo"] }',
      text: '```todo\nx\n```\n```private\n```\n',
      page: '```private\n```\n',
    },
  ],
  aliases: [
    {
      settings: 'aliases = "keep"',
      text: '---\ndate: 2025-01-01\naliases: [名]\n---\nx\n',
      page: 'aliases: [名]\n---\nx\n',
    },
  ],
  attachments: [
    { settings: 'attachments = "static:img/x"', text: '![[i.png]]\n', page: '![i](/img/x/i.png)\n' },
  ],
  limits: [
    {
      settings: 'limits = { max_attachment_mb = 0 }',
      text: '![[i.png]]\n',
      page: 'i\n',
      at: 'content/posts/a/index.md',
      told: ['ATTACHMENT-MISSING'],
    },
  ],
  allow_secrets: [{ settings: 'allow_secrets = ["posts/*"]', text: `${token}\n`, page: `${token}\n` }],
};

/** What no page shows: read by `plan.test`, `git.test`, `plain-folder.test`, `pictures.test` and those with a real Hugo. */
const elsewhere: (keyof Target)[] = ['name', 'root', 'hugo', 'git', 'format', 'image_metadata'];

test('each setting is read', () => {
  expect([...Object.keys(cases), ...elsewhere].sort()).toEqual(
    [...Object.keys(defaultTarget('/b')), 'content'].sort(),
  );
});

const rows = Object.values(cases).flatMap((each) =>
  each.map((one) => [one.settings, one.text, one] as const),
);

test.each(rows)('%s makes of %j', async (settings, text, { page, at, told = [], site }) => {
  const world = createWorld({
    'posts/a.md': text.startsWith('---') || text.startsWith('没有') ? text : head + text,
    'posts/b.md': `${head}乙\n`,
    'i.png': 'p',
  });
  if (site) world.writeBlog('hugo.toml', `baseURL = "https://example.org/"\n${site}`);
  world.settings = `[[target]]\nname = "b"\nroot = ${JSON.stringify(world.blog)}\nhugo = "none"\n${settings}\n`;
  const plan = await createPublisher(world.source).apply({});
  const path = plan.plan.find((entry) => entry.source === 'posts/a.md')?.path ?? undefined;
  expect(path).toBe(page === undefined ? undefined : (at ?? 'content/posts/a.md'));
  expect(plan.diagnostics.map(({ code }) => code)).toEqual(told);
  if (page !== undefined && path) expect(world.readBlog(path).endsWith(`\n${page}`)).toBe(true);
  world.dispose();
});
