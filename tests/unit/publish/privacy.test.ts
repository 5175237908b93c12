import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createPublisher } from '../../../electron/publish/publish.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { createWorld } from './world.ts';

const note = (body: string, more = '') => `+++\ndate = 2025-01-01\n${more}+++\n${body}`;

/** All that an export wrote into a blog, names of files included. */
function written(blog: string): string {
  const entries = readdirSync(blog, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}

const target = (blog: string) => `[[target]]
name = "blog"
root = ${JSON.stringify(blog)}
hugo = "none"
select = { exclude = ["geheim"], deny_tags = ["private"] }
private = { headings = ["生活"], fences = ["private", "todo"] }
`;

test('nothing private reaches the blog: a canary sits in every private place', async () => {
  const world = createWorld({
    'a.md': note(
      [
        '公开 %%CANARY1%% 后',
        '%%',
        'CANARY2',
        '',
        'CANARY3 [[b]] ![[geheim/i.png]]',
        '%%',
        '```private',
        'CANARY4',
        '```',
        '- 项',
        '  ~~~todo',
        '  CANARY5',
        '  ~~~',
        '> 引 %%CANARY6%%',
        '',
        '![[tagged]] ![[geheim/n]] ![[undated]]',
        '',
        '![[tagged]]',
        '',
        '![[geheim/i.png]] ![alt](geheim/i.png)',
        '',
        '![[b]]',
        '',
        '![[draft]]',
        '',
        '| a | b |',
        '|---|---|',
        '| %%CANARY7%% | x |',
        '',
        '## 生活',
        '',
        'CANARY8 ![[life.png]]',
        '',
        '### 更深',
        '',
        'CANARY9',
        '',
        '## 后',
        '',
        '> ## 生活',
        '>',
        '> CANARY10',
        '',
        '完',
      ].join('\n'),
    ),
    'b.md': note('B 公开 %%CANARY11%%\n\n## 生活\n\nCANARY12\n'),
    'draft.md': note('CANARY_DRAFT\n', 'draft = true\n'),
    'tagged.md': note('CANARY13 #private/x\n'),
    'undated.md': 'CANARY14\n',
    'geheim/n.md': note('CANARY15\n'),
    'geheim/i.png': 'CANARY16',
    'life.png': 'CANARY17',
  });
  world.settings = target(world.blog);
  const plan = await createPublisher(world.source).apply({});
  expect(plan.applied).toBe(true);
  const blog = written(world.blog);
  expect(blog.match(/CANARY\d+/g)).toBeNull();
  expect(written(join(world.blog, 'content')).split('CANARY_DRAFT')).toHaveLength(2);
  for (const open of ['公开', '后', '完', 'B 公开'])
    expect(world.readBlog('content/posts/a/index.md')).toContain(open);
  expect(plan.diagnostics.filter(({ code }) => code === 'EMBED-PRIVATE')).toHaveLength(7);
  world.dispose();
});

test.each([
  ['a block of a private section', '![[b#^k]]'],
  ['a part of a private section', '![[b#更深]]'],
  ['a block of a quote in it', '![[b#^q]]'],
  ['an item of a list in it', '![[b#^i]]'],
  ['a block of a private section of its own', '![[#^own]]\n\n## 生活\n\nCANARY ^own\n\n## 后'],
])('%s is not embedded from outside of it', async (_name, body) => {
  const world = createWorld({
    'a.md': note(`前\n\n${body}\n\n完\n`),
    'b.md': note(
      '## 生活\n\nCANARY ^k\n\n### 更深\n\nCANARY\n\n> CANARY\n\n^q\n\n- 项\n  - CANARY ^i\n\n## 后\n\n公开\n',
    ),
  });
  world.settings = target(world.blog);
  expect((await createPublisher(world.source).apply({})).applied).toBe(true);
  expect(written(world.blog)).not.toContain('CANARY');
  expect(world.readBlog('content/posts/a.md')).toContain('完');
  world.dispose();
});

test.each([
  '前%%CANARY',
  'word%%CANARY',
  'word%%CANARY\n\n后%%',
  'v3%%CANARY',
  'word %%CANARY',
  '<div>\n%%CANARY%%\n</div>',
  '<div>%%CANARY\n</div>',
  '前 <b title="%%CANARY%%">b</b> 后',
  '<p>\n%%\n\nCANARY\n\n%%\n</p>',
  '- 项%%CANARY\n- 项',
  '[文](https://example.org "%%CANARY%%")',
  '| a |\n|---|\n| x%%CANARY |',
])('what may be meant as a comment is not published, nor anything with it: %j', async (body) => {
  const world = createWorld({ 'a.md': note(`${body}\n`), 'b.md': note('公开\n') });
  world.settings = target(world.blog);
  const { applied, diagnostics } = await createPublisher(world.source).apply({});
  expect(written(world.blog)).not.toContain('CANARY');
  const refused = diagnostics.some(({ code, severity }) => code === 'COMMENT-OPEN' && severity === 'error');
  expect([applied, refused]).toEqual(applied ? [true, false] : [false, true]);
  world.dispose();
});

test.each([
  ['a value', 'title = "甲 %%CANARY%%"\n', 'title = "甲 "\n'],
  ['an entry of a list', 'tags = ["a", "%%CANARY%%"]\n', 'tags = ["a", ""]\n'],
  ['a comment of TOML', '# %%CANARY%%\n', '# \n'],
  ['text of several lines', 'summary = """\n%%CANARY\nx%%\n"""\n', undefined],
  ['a comment without an end', 'title = "甲 %%CANARY"\n', undefined],
])('a comment in %s of front matter is not published, nor anything with it', async (_name, more, mended) => {
  const world = createWorld({ 'a.md': note('开\n', more) });
  world.settings = target(world.blog);
  const { applied, diagnostics } = await createPublisher(world.source).apply({});
  expect(applied).toBe(false);
  expect(written(world.blog)).not.toContain('CANARY');
  const [first] = diagnostics.filter(({ code }) => code === 'COMMENT-OPEN');
  expect([first?.severity, first?.path]).toEqual(['error', 'a.md']);
  expect(first?.fix && applyEdits(note('开\n', more), first.fix.edits)).toBe(mended && note('开\n', mended));
  world.dispose();
});

test.each(['title = "涨了 100%% 吗"\n', 'title = "100%%"\n'])(
  'percent signs in %j are no comment',
  async (more) => {
    const world = createWorld({ 'a.md': note('开\n', more) });
    world.settings = target(world.blog);
    expect((await createPublisher(world.source).apply({})).applied).toBe(true);
    world.dispose();
  },
);

test.each([
  '<span class="x">生活</span><br>',
  '[[生活]]',
  '[[b|生活]]',
  '[生活](b.md)',
  '[生活][b]',
  '生活[^1]',
  '生活 %%私%%',
  '&#29983;&#x6d3b;',
  '1. 生活',
  '一、生活',
  '第三章 生活',
  '3 生活',
  '生活 😀',
  '🔒 生活',
  '生活：周末',
  '生活（只给自己）',
  '2026-01-02 生活',
  '家里 / 生活',
])('a private section is known by its heading, whatever stands in that: %s', async (heading) => {
  const world = createWorld({
    'a.md': note(`## ${heading}\n\nCANARY\n\n## 后\n\n[^1]: 注\n\n[b]: b.md\n`),
    'b.md': note('乙\n'),
  });
  world.settings = target(world.blog);
  expect((await createPublisher(world.source).apply({})).applied).toBe(true);
  expect(written(world.blog)).not.toContain('CANARY');
  expect(world.readBlog('content/posts/a.md')).toContain('## 后');
  world.dispose();
});

test.each(['生活中的网络', '我的生活', '生活 周末', 'Real-life', 'Lifecycle'])(
  'a name that is a part of the words of a heading means another section: %s',
  async (heading) => {
    const world = createWorld({ 'a.md': note(`## ${heading}\n\n公开\n`) });
    world.settings = target(world.blog).replace('["生活"]', '["生活", "life"]');
    expect((await createPublisher(world.source).apply({})).applied).toBe(true);
    expect(world.readBlog('content/posts/a.md')).toContain('公开');
    world.dispose();
  },
);

test.each([
  '> [!private]\n> CANARY\n',
  '> [!Private]- CANARY\n> CANARY\n>\n> > CANARY\n',
  '- 项\n  > [!todo|x] CANARY\n  > CANARY\n',
])('a callout of a private type stays at home: %j', async (callout) => {
  const world = createWorld({ 'a.md': note(`前\n\n${callout}\n后\n`) });
  world.settings = target(world.blog);
  expect((await createPublisher(world.source).apply({})).applied).toBe(true);
  expect(written(world.blog)).not.toContain('CANARY');
  expect(world.readBlog('content/posts/a.md')).toMatch(/前[\s\S]*后/);
  world.dispose();
});

test.each<[string, string, string?]>([
  ['a tag that is collected', '#公开\n\n## 生活\n\n#CANARY\n\n## 后\n', 'inline_tags = "collect"\n'],
  ['a footnote of a private section', '开\n\n## 生活\n\n文[^一]\n\n## 后\n\n[^一]: CANARY\n\n    CANARY\n'],
  ['a footnote of a comment', '开 %%私[^a]%%\n\n[^A]: CANARY\n'],
  [
    'the address of a link in a private fence',
    '```private\n[t][家]\n```\n\n[家]: https://CANARY.example "CANARY"\n',
  ],
  ['a comment in an inline footnote', '字^[注 %%CANARY%% 尾]\n'],
  ['a link of an inline footnote', '字^[见 [[geheim/CANARY|它]] ![[geheim/CANARY]]]\n'],
  [
    'the path of a note that stays at home',
    '[[geheim/CANARY|它]] ![[geheim/CANARY]] ![](geheim/CANARY.png)\n',
  ],
  ['one that an embedded note names', '![[b]]\n'],
  ['a heading of a private section', '[[c#CANARY|那里]]\n'],
  ['the folder of a note that stays at home', '[[CANARY-geheim/它]] ![[CANARY-geheim/它]]\n'],
  ['the address in a link of HTML', '<a href="geheim/CANARY.md">它</a>\n'],
  ['the address of a picture in HTML', '前 <img alt="x" src=\'geheim/CANARY.png\'> 后\n'],
  ['the address in a block of HTML', '<div>\n<a class=x href=geheim/CANARY.md#x>它</a>\n</div>\n'],
  ['the address of a picture of a shortcode', '{{< figure src="geheim/CANARY.png" >}}\n'],
  [
    'the address that stands alone in a shortcode',
    '{{< figure "geheim/CANARY.png" >}}\n{{< ref geheim/CANARY.md >}}\n',
  ],
  ['one of the addresses of a set', '前 <img src="x.png" srcset="geheim/CANARY.png 2x, y.png 1x"> 后\n'],
  [
    'all addresses of a set',
    '<picture>\n<source srcset="geheim/CANARY.png, geheim/CANARY.png 2x">\n</picture>\n',
  ],
  ['the address in a style', '<div style="background:url(geheim/CANARY.png)">x</div>\n'],
  ['the address in a style, in quotes', '前 <i style="background:url(\'geheim/CANARY.png\')">x</i>\n'],
  [
    'the address that a script would read',
    '前 <i data-src="geheim/CANARY.png" title="geheim/CANARY.md">x</i>\n',
  ],
  ['an address with an encoded sign', '前 <img src="geheim%2FCANARY.png">\n'],
  ['a picture with a size', '![alt|300](geheim/CANARY.png) ![[geheim/CANARY.png|300]]\n'],
  ['a link with a title', '[t](geheim/CANARY.md "geheim/CANARY.md") [r]\n\n[r]: geheim/CANARY.md "x"\n'],
  ['a picture in a link', '[![](geheim/CANARY.png)](geheim/CANARY.md)\n'],
])('%s stays at home, in the manifest too', async (_name, body, more = '') => {
  const world = createWorld({
    'a.md': note(body),
    'b.md': note('乙 [[geheim/CANARY|它]] ![[geheim/CANARY]]\n'),
    'c.md': note('## 生活\n\n### CANARY\n'),
    'geheim/CANARY.md': note('x'),
    'geheim/CANARY.png': 'x',
    'CANARY-geheim/它.md': 'x',
  });
  world.settings = target(world.blog) + more;
  expect((await createPublisher(world.source).apply({})).applied).toBe(true);
  expect(written(join(world.blog, 'content'))).not.toContain('CANARY');
  expect(world.readBlog('.commonplace-publish.json')).not.toContain('CANARY');
  world.dispose();
});

test.each([
  ['a value', 'related = "[[geheim/CANARY|它]]"\n', 'related = "它"\n'],
  ['a list', 'related = ["[[b]]", "[[geheim/CANARY]]"]\n', 'related = ["[[b]]", "CANARY"]\n'],
  ['a path', 'cover = "geheim/CANARY.png"\n', 'cover = ""\n'],
  ['a path from the root', "cover = '/geheim/CANARY.png'\n", "cover = ''\n"],
  ['the path of a note', 'related = "geheim/CANARY"\n', 'related = ""\n'],
  ['a list of paths', 'images = ["geheim/CANARY.png", "x.png"]\n', 'images = ["", "x.png"]\n'],
  ['a path in a table', '[cover]\nimage = "geheim/CANARY.png"\n', '[cover]\nimage = ""\n'],
  ['HTML', 'summary = \'<img srcset="geheim/CANARY.png 2x">\'\n', 'summary = \'<img srcset="# 2x">\'\n'],
])('a link in %s of front matter to a note that stays at home is its text', async (_name, more, page) => {
  const world = createWorld({
    'a.md': note('开\n', more),
    'b.md': note('乙\n'),
    'geheim/CANARY.md': note('x'),
    'geheim/CANARY.png': 'x',
  });
  world.settings = target(world.blog);
  const { diagnostics } = await createPublisher(world.source).apply({});
  expect(world.readBlog('content/posts/a.md')).toBe(note('开\n', page));
  expect(diagnostics.map(({ code }) => code)).toEqual(['LINK-HIDDEN']);
  expect(world.readBlog('.commonplace-publish.json')).not.toContain('CANARY');
  world.dispose();
});

test.each([
  ['cover: geheim/CANARY.png\n', 'cover: ""\n'],
  ['images: [geheim/CANARY.png, x.png]\n', 'images: ["", x.png]\n'],
  ['images:\n  - "geheim/CANARY.png"\n  - {src: geheim/CANARY.md}\n', 'images:\n  - ""\n  - {src: ""}\n'],
  ['cover: "geheim\\/CANARY.png"\n', undefined],
  ['cover: geheim/CANARY-not.png\ntags: [geheim/CANARY]\ntitle: geheim/CANARY\n', 'as it is'],
])('a bare path in YAML to what stays at home goes: %j', async (front, page) => {
  const text = `---\ndate: 2025-01-01\n${front}---\n开\n`;
  const world = createWorld({ 'a.md': text, 'geheim/CANARY.md': 'x', 'geheim/CANARY.png': 'x' });
  world.settings = target(world.blog);
  const { applied, diagnostics } = await createPublisher(world.source).apply({});
  expect(applied).toBe(page !== undefined);
  if (page === undefined)
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['SECRET error']);
  else
    expect(world.readBlog('content/posts/a.md')).toBe(page === 'as it is' ? text : text.replace(front, page));
  world.dispose();
});

test('a definition that a public part refers to as well is published', async () => {
  const text = note('开[^a] [t][r]\n\n%%私[^a] [t][r]%%\n\n[^a]: 注\n[^b]: 无人\n\n[r]: https://x.example\n');
  const world = createWorld({ 'a.md': text });
  world.settings = target(world.blog);
  await createPublisher(world.source).apply({});
  expect(world.readBlog('content/posts/a.md')).toBe(text.replace('%%私[^a] [t][r]%%\n', ''));
  world.dispose();
});

test('a note that stays at home is known again when it comes out', async () => {
  const world = createWorld({ 'a.md': note('[[geheim/n|它]]\n'), 'geheim/n.md': note('x') });
  world.settings = target(world.blog);
  await createPublisher(world.source).apply({});
  world.settings = world.settings.replace('exclude = ["geheim"], ', '');
  await createPublisher(world.source).apply({ paths: ['geheim/n.md'] });
  expect(world.readBlog('content/posts/a.md')).toContain('[它]({{< relref "/geheim/n.md" >}})');
  world.dispose();
});

test('whatever stands around it', async () => {
  const around = fc.constantFrom(
    '\n',
    '\n\n',
    'x ',
    '- ',
    '> ',
    '# a\n',
    '**',
    '`',
    '```\n',
    '==',
    '[[b',
    ']]',
    '[',
    '](',
    ')',
    '<div>',
    '<!--',
    '-->',
    '$',
    '$$\n',
    '|',
    '\t',
    '{{<',
    '>}}',
    '\\',
    '^[',
    ']',
    '[^1]: ',
    '![[b]]\n\n',
    '> [!note] ',
    '\r\n',
    '---\n',
  );
  const world = createWorld({ 'b.md': note('B ==x== %%CANARY%%\n') });
  world.settings = target(world.blog);
  await fc.assert(
    fc.asyncProperty(
      fc.array(around, { maxLength: 8 }),
      fc.array(around, { maxLength: 8 }),
      async (before, after) => {
        world.write(
          'a.md',
          note(`${before.join('')}\n\n%%CANARY%%\n\n## 生活\n\nCANARY\n\n## x\n\n${after.join('')}`),
        );
        const plan = await createPublisher(world.source).plan({ diff: true });
        const entry = plan.plan.find(({ source }) => source === 'a.md');
        // In code and comments the same signs are text, and are published as such: the facts know which.
        const text = new TextDecoder().decode(world.source.read('a.md'));
        const { blocks } = parseNote(text, 'a');
        const hidden = blocks.some(
          ({ kind, span }) =>
            /code|html|comment|math/.test(kind) && text.slice(span.from, span.to).includes('CANARY'),
        );
        if (!hidden && entry?.diff) expect(entry.diff.match(/^\+.*CANARY/m)).toBeNull();
      },
    ),
    { numRuns: 150 },
  );
  world.dispose();
});

test('nothing of what stays at home is in what a publish leaves behind wherever it stops', async () => {
  const world = createWorld({
    'a.md': note(
      '见 [[CANARY-folder/CANARY-name|它]]，[[CANARY-title|二]] ![[CANARY-embed]] %%CANARY%%\n\n## 生活\n\nCANARY\n',
    ),
    'CANARY-folder/CANARY-name.md': 'CANARY\n',
    'CANARY-embed.md': note('CANARY\n', 'title = "CANARY"\naliases = ["CANARY-title"]\ntags = ["private"]\n'),
    'CANARY-off.md': note('gone\n', 'title = "gone"\nslug = "gone"\n'),
  });
  onTestFinished(world.dispose);
  world.settings = target(world.blog);
  const points = new Set<string>();
  const publisher = createPublisher(world.source, (point) => {
    points.add(point.replace(/ \d+$/, ''));
    // The note that is public as yet is named by its path; it is the only one.
    expect(written(world.blog).replaceAll('CANARY-off.md', '')).not.toContain('CANARY');
  });
  await publisher.apply({});
  await publisher.remove({ path: 'CANARY-off.md' });
  world.write('a.md', note('另一版\n'));
  world.writeBlog('content/posts/a.md', `${world.readBlog('content/posts/a.md')}又\n`);
  await publisher.apply({ overwrite: ['content/posts/a.md'] });
  expect([...points]).toEqual(expect.arrayContaining(['staged', 'journal', 'kept', 'manifest']));
  expect(JSON.parse(world.readBlog('.commonplace-publish.json')).withheld).toHaveLength(1);
  expect(world.readBlog('.commonplace-publish.json')).not.toContain('CANARY');
});
