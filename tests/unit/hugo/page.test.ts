import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultTarget, type Target } from '../../../shared/hugo/settings.ts';
import { type SiteFacts, siteFacts } from '../../../shared/hugo/site.ts';
import type { LinkAim, PageContext } from '../../../shared/hugo/transform/context.ts';
import { openNote } from '../../../shared/hugo/transform/note.ts';
import { transformPage } from '../../../shared/hugo/transform/page.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { applyEdits } from '../../../shared/text/edit.ts';

const front = '+++\ntitle = "T"\n+++\n';

interface Setting {
  target?: Partial<Target>;
  site?: Partial<SiteFacts>;
  notes?: Record<string, string>;
  pins?: Map<number, string>;
  aim?: (path: string) => LinkAim;
}

/** A world where `b` is a page, `draft` is not out, `secret` stays at home, and `*.png` are files. */
function aim(path: string): LinkAim {
  const name = path.replace(/\.md$/, '');
  if (/\.(png|pdf|mp3)$/.test(path)) return { kind: 'attachment', path };
  if (name === '' || name === 'a')
    return { kind: 'page', path: 'a.md', content: 'posts/a.md', url: '/posts/a/' };
  if (/^[bc]$/.test(name))
    return { kind: 'page', path: `${name}.md`, content: `posts/${name}.md`, url: `/posts/${name}/` };
  if (name === 'draft')
    return { kind: 'hidden', path: 'draft.md', reason: 'it is a draft', unselected: false };
  if (name === 'secret')
    return { kind: 'hidden', path: 'secret.md', reason: 'it is not published', unselected: true };
  return { kind: 'missing' };
}

function page(text: string, { target, site, notes = {}, pins = new Map(), aim: aimOf = aim }: Setting = {}) {
  const open = (path: string, source: string) =>
    openNote(path, source, parseNote(source, path.replace(/\.md$/, '')));
  const context: PageContext = {
    target: { ...defaultTarget('/blog'), ...target },
    site: { ...siteFacts({}, ['shortcodes/own.html'], [0, 111]), ...site },
    path: 'a.md',
    aim: (_source, link) => aimOf(link.path),
    anchor: (_path, fragment) => (fragment === 'none' ? undefined : fragment.replace(/^\^/, 'block-')),
    pins,
    place: (attachment, written) => written ?? attachment.replace(/ /g, '-'),
    open: (path) => (notes[path] === undefined ? undefined : open(path, notes[path])),
  };
  return transformPage(open('a.md', text), context);
}

const body = (text: string, setting?: Setting) => {
  const result = page(front + text, setting);
  expect(result.text.startsWith(front)).toBe(true);
  return result.text.slice(front.length);
};
const codes = (text: string, setting?: Setting) =>
  page(front + text, setting).findings.map((finding) => finding.code);

describe('links', () => {
  test.each([
    ['[[b]]', '[b]({{< relref "/posts/b.md" >}})'],
    ['[[b|文 *x*]]', '[文 \\*x\\*]({{< relref "/posts/b.md" >}})'],
    ['[[b#节]]', '[b > 节]({{< relref "/posts/b.md#节" >}})'],
    ['[[b#^id]]', '[b > ^id]({{< relref "/posts/b.md#block-id" >}})'],
    ['[[#节]]', '[节](#节)'],
    ['[[draft]] [[secret|它]] [[nowhere]]', 'draft 它 nowhere'],
    ['[t](b.md)', '[t]({{< relref "/posts/b.md" >}})'],
    ['[t](<b.md> "title")', '[t]({{< relref "/posts/b.md" >}} "title")'],
    ['[t](b.md#节)', '[t]({{< relref "/posts/b.md#节" >}})'],
    ['[t **x**](secret.md)', 't **x**'],
    ['[t][1]\n\n[1]: b.md\n', '[t][1]\n\n[1]: {{< relref "/posts/b.md" >}}\n'],
    ['[t](https://x.y/b.md) [u](nowhere)', '[t](https://x.y/b.md) [u](nowhere)'],
    ['| a |\n|---|\n| [[b\\|x]] |\n', '| a |\n|---|\n| [x]({{< relref "/posts/b.md" >}}) |\n'],
    ['[[doc.pdf#page=3|书]]', '[书](doc.pdf#page=3)'],
    ['`[[b]]` $[[b]]$ <!-- [[b]] -->', '`[[b]]` $[[b]]$ <!-- [[b]] -->'],
  ])('%s', (from, to) => {
    expect(body(from)).toBe(to);
  });

  test('as URLs, where the settings say so', () => {
    const site = { basePath: '/blog' };
    expect(body('[[b#小 节]]', { site, target: { links: 'url' } })).toBe(
      '[b > 小 节](/blog/posts/b/#小%20节)',
    );
  });

  test('each loss is told at its place', () => {
    const { findings } = page(`${front}[[b#none]] [[draft]]\n[[nowhere]]\n[t](secret.md) ![[secret]]\n`);
    expect(findings.map(({ code, from }) => [code, from - front.length])).toEqual([
      ['ANCHOR-MISSING', 0],
      ['LINK-HIDDEN', 11],
      ['LINK-MISSING', 21],
      ['LINK-HIDDEN', 33],
      ['EMBED-PRIVATE', 48],
    ]);
  });
});

describe('embeds', () => {
  const notes = {
    'b.md': `---\ntitle: B\n---\n# 大\n\n看 [[c]][^1] %%no%%\n\n## 小\n\n内容 ^x\n\n[^1]: 注\n`,
    'c.md': 'C 里 ![[b]]\n\n![[b]]\n',
  };

  test('a note that stands alone is written out below the heading above it', () => {
    expect(body('## 这里\n\n![[c]]\n\n后\n', { notes: { 'c.md': '# 大\n\n内容\n\n小\n---\n' } })).toBe(
      '## 这里\n\n### 大\n\n内容\n\n#### 小\n\n后\n',
    );
  });

  test.each([
    ['![[b#小]]', '## 小\n\n内容\n'],
    ['> ![[b#^x]]\n', '> 内容\n'],
    ['- ![[b#小]]\n', '- ## 小\n\n  内容\n'],
    ['句中 ![[b]] 。', '句中 [b]({{< relref "/posts/b.md" >}}) 。'],
    ['![[secret]]\n\n后\n', '\n后\n'],
    ['![[nowhere]]', 'nowhere'],
    ['![x](b.md#小)', '## 小\n\n内容\n'],
  ])('%s', (from, to) => {
    expect(
      body(from, { notes })
        .replace(/\s+\[\^[^\n]*注\n?$/, '\n')
        .trimEnd(),
    ).toBe(to.trimEnd());
  });

  test('footnotes get names of their own, links hold', () => {
    const text = body('![[b]]\n', { notes });
    expect(text).toMatch(/看 \[c\]\(\{\{< relref "\/posts\/c.md" >\}\}\)\[\^(\w+-\w+-)1\] *\n/);
    expect(text).toMatch(/\n\[\^\w+-\w+-1\]: 注/);
    expect(text).not.toContain('no%%');
  });

  test('a cycle ends as a link', () => {
    const result = page(`${front}![[c]]\n`, { notes: { ...notes, 'b.md': '![[c]]\n' } });
    expect(result.text).toContain('relref "/posts/c.md"');
    expect(codes('![[a]]\n', { notes: { 'a.md': `${front}![[a]]\n` } })).toEqual(['EMBED-CYCLE']);
  });

  test('a cycle of other notes is told where it is embedded', () => {
    const all = { ...notes, 'b.md': '![[c]]\n', 'c.md': '![[b]]\n' };
    const { findings, text } = page(`${front}![[b]]\n`, { notes: all });
    expect(findings.map(({ code, from }) => [code, text.slice(from, from)])).toEqual([['EMBED-CYCLE', '']]);
  });

  test('five deep is deep enough', () => {
    const deep = Object.fromEntries(
      [...'bcdefgh'].map((name, i) => [`${name}.md`, `${name}\n\n![[${'cdefgh'[i]}]]\n`]),
    );
    const all = {
      aim: (path: string): LinkAim => ({
        kind: 'page',
        path: `${path}.md`,
        content: `${path}.md`,
        url: undefined,
      }),
    };
    const result = page(`${front}![[b]]\n`, { notes: deep, ...all });
    const shown = result.text.slice(front.length).trim().split('\n\n');
    expect(shown).toEqual(['b', 'c', 'd', 'e', 'f', '[g]({{< relref "/g.md" >}})']);
  });

  test.each([
    ['![[图 一.png]]', '![图 一](图-一.png)'],
    ['![[a.png|字]]', '![字](a.png)'],
    ['![[a.png|300x20]]', '{{< figure src="a.png" alt="a" width="300" height="20" >}}'],
    ['![字|300](a.png)', '{{< figure src="a.png" alt="字" width="300" >}}'],
    ['![字](img/a.png)', '![字](img/a.png)'],
    ['![250](https://x.y/z.png)', '{{< figure src="https://x.y/z.png" alt="" width="250" >}}'],
    ['![[x.mp3]]', '[x.mp3](x.mp3)'],
  ])('file %s', (from, to) => {
    expect(body(from)).toBe(to);
  });

  test('sizes and players in HTML where it is let through', () => {
    const site = { unsafe: true };
    expect(body('![[a.png|300]]', { site })).toBe('<img src="a.png" alt="a" width="300">');
    expect(body('![[x.mp3]]', { site })).toBe('<audio controls src="x.mp3"></audio>');
  });
});

describe('what is private', () => {
  const target: Partial<Target> = { private: { comments: true, headings: ['生活'], fences: ['private'] } };
  test.each([
    ['a %%x%% b\n', 'a  b\n'],
    ['a  %%x%%\nb\n', 'a\nb\n'],
    ['a\n\n%%\nx\n\ny\n%%\n\nb\n', 'a\n\n\nb\n'],
    ['%%x\ny%% rest\n', ' rest\n'],
    ['`%%x%%` and\n\n```\n%%x%%\n```\n', '`%%x%%` and\n\n```\n%%x%%\n```\n'],
    ['a\n\n```private\nx\n```\nb\n', 'a\n\nb\n'],
    ['a\n\n~~~Private {x=1}\nx\n~~~\n', 'a\n\n'],
    ['# t\n\n## 生活\n\nx\n\n### y\n\nz\n\n## 后\n', '# t\n\n## 后\n'],
    ['生活：\n---\nx\n\n# 后\n', '# 后\n'],
    ['a\n\n## **生活** #tag\n\n[[secret]] ![[a.png]]', 'a\n\n'],
    ['> ## 生活\n> x\n>\n> ## 后\n> y\n', '> ## 后\n> y\n'],
  ])('%j', (from, to) => {
    const text = body(from, { target });
    expect(text.replace(/^> > /, '> ')).toBe(to);
  });

  test('a section that is left out says nothing', () => {
    expect(codes('## 生活\n\n[[secret]] **x（y）**z\n', { target })).toEqual([]);
  });
});

describe('text', () => {
  test.each<[string, string, Setting?]>([
    ['> [!note] 标题\n> 正文\n', '> **标题**\n>\n> 正文\n'],
    ['> [!tldr]-\n> 正文\n', '> **Tldr**\n>\n> 正文\n'],
    ['> [!note] 有 **粗** 的\n> x\n', '> 有 **粗** 的\n>\n> x\n'],
    ['- > [!自定义] t\n  > > [!tip] 里\n', '- > **t**\n  > > **里**\n'],
    ['> [!自定义] t\n> x\n', '> [!note] t\n> x\n', { site: { callouts: true } }],
    ['> [!note]- t\n> x\n', '> [!note]- t\n> x\n', { site: { callouts: true } }],
    ['中==高亮==文', '中**高亮**文'],
    ['中==“高”==文', '中&#8203;**“高”**&#8203;文'],
    ['==x==', '<mark>x</mark>', { site: { unsafe: true } }],
    ['==x==', '==x==', { site: { mark: true } }],
    ['段落 ^abc\n', '段落\n'],
    ['段落\n^abc\n\n后', '段落\n\n后'],
    ['段落 ^abc\n', '段落 <a id="abc"></a>\n', { site: { unsafe: true } }],
    ['段落 ^abc\n\n- 项 ^d\n', '段落\n{#abc}\n\n- 项\n', { site: { blockAttributes: true } }],
    ['a^[注 *x*]b\n', 'a[^inline-1]b\n\n[^inline-1]: 注 *x*\n'],
    ['a^[见 [[b]] %%x%%]\n', 'a[^inline-1]\n\n[^inline-1]: 见 [b]({{< relref "/posts/b.md" >}})\n'],
    ['#tag 文 #c/d\n', '#tag 文 #c/d\n'],
    ['#tag 文 #c/d\n', '文\n', { target: { inline_tags: 'strip' } }],
  ])('%j', (from, to, setting) => {
    expect(body(from, setting)).toBe(to);
  });

  test('bold that Hugo does not render is told, and mended where the settings say so', () => {
    const text = '将**北向（DB）**中\n';
    const { findings } = page(front + text);
    expect(findings).toMatchObject([{ code: 'EMPHASIS-CJK', from: front.length + 1 }]);
    expect(findings[0]?.fix?.edits).toMatchObject([{ insert: '&#8203;', from: front.length + 11 }]);
    expect(body(text, { target: { emphasis_cjk: 'fix' } })).toBe('将**北向（DB）**&#8203;中\n');
    expect(codes(text, { target: { emphasis_cjk: 'off' } })).toEqual([]);
  });

  test('HTML that the site leaves out, once a line', () => {
    expect(codes('<b>x</b> <i>y</i>\n\n<!-- ok -->\n\n<div>\nz\n</div>\n')).toEqual([
      'RAW-HTML',
      'RAW-HTML',
      'RAW-HTML',
    ]);
    expect(codes('<b>x</b>', { site: { unsafe: true } })).toEqual([]);
  });

  test('a heading that is pinned', () => {
    const pins = new Map([[front.length, 'its-me']]);
    expect(body("## **it's me** ##\n", { pins })).toBe("## **it's me** {#its-me} ##\n");
  });
});

describe('shortcodes', () => {
  test.each([
    [
      '{{< own a >}} {{% own %}}x{{% /own %}} {{< figure src="x" >}}',
      '{{< own a >}} {{% own %}}x{{% /own %}} {{< figure src="x" >}}',
    ],
    ['用 {{< nope a >}} 即可', '用 {{</* nope a */>}} 即可'],
    ['{{< nope\n a >}}', '{{</* nope\n a */>}}'],
    ['`{{< figure >}}`', '`{{</* figure */>}}`'],
    ['```\n{{% nope %}}\n```', '```\n{{%/* nope */%}}\n```'],
    ['```\n{{< own >}}\n```', '```\n{{< own >}}\n```'],
    ['{{</* done */>}} {{ .Values.a }} {{- if }}', '{{</* done */>}} {{ .Values.a }} {{- if }}'],
    ['开头 {{< 没有结尾', '开头 {&#123;< 没有结尾'],
    ['模板 {{<<EOF', '模板 {&#123;<<EOF'],
    ['`{{< 没有`', '`{\u200b{< 没有`'],
  ])('%j', (from, to) => {
    expect(body(from)).toBe(to);
  });

  test('are told', () => {
    expect(codes('{{< nope >}}\n\n`{{< nope >}}`\n')).toEqual(['SHORTCODE-UNKNOWN', 'SHORTCODE-ESCAPED']);
    expect(codes('```\n<!--more-->\n```\n')).toEqual(['MORE-IN-CODE']);
    expect(codes('<!--more-->\n\n```\n<!--more-->\n```\n')).toEqual([]);
  });
});

describe('front matter', () => {
  test.each([
    [
      '+++\naliases = ["/old/", "名"] # c\ntitle = "T"\n+++\n',
      '+++\naliases = ["/old/"] # c\ntitle = "T"\n+++\n',
    ],
    ['---\naliases:\n  - 名\n  - n2\ntitle: T\n---\n', '---\ntitle: T\n---\n'],
    ['---\naliases: [/a/, b/c]\n---\n', '---\naliases: [/a/, b/c]\n---\n'],
    ['+++\n# c\ntags = [ "a/b" ]   \nDate=2025-01-01T00:00:00+08:00\n+++\n', undefined],
    ['- 列表\n', '+++\ntitle = "a"\n+++\n- 列表\n'],
    ['# 题 "q"\r\n\r\nx', '+++\r\ntitle = "题 \\"q\\""\r\n+++\r\n# 题 "q"\r\n\r\nx'],
  ])('%j', (from, to) => {
    expect(page(from).text).toBe(to ?? from);
  });

  test.each([
    ['+++\ndate = "2025/08/06"\n+++\n', '2025-08-06'],
    ['---\ndate: 2025-8-6\n---\n', '2025-08-06'],
    ['---\ntitle: x\nlastmod: "2025-08-06 00:05"\n---\n', '2025-08-06T00:05:00'],
    ['---\ndate: 昨天\n---\n', undefined],
  ])('a date that Hugo cannot read: %j', (text, mended) => {
    const { findings } = page(text);
    expect(findings.map((finding) => finding.code)).toEqual(['DATE-INVALID']);
    expect(findings[0]?.fix?.edits[0]?.insert).toBe(mended);
  });

  test.each([
    '+++\ndate = 2025-08-06T00:05:12+08:00\nlastmod = 2025-08-06\n+++\n',
    "+++\ndate = '2025-08-06T00:05:12+08:00'\n+++\n",
    '---\ndate: 2025-08-06 00:05:12 +0800\npublishDate:\n---\n',
  ])('a date that it can: %j', (text) => {
    expect(page(text).findings).toEqual([]);
  });

  test('broken front matter is told at its place', () => {
    const { findings, edits } = page('+++\ntitle = "a"\ntitle = "b"\n+++\n');
    expect(findings.map((finding) => finding.code)).toEqual(['FRONT-MATTER-INVALID']);
    expect(edits).toEqual([]);
  });
});

test('a note without an edit is the same to the last byte, and every text gives a page', () => {
  const atoms = fc.constantFrom(
    '中文',
    'a b',
    '\n',
    '\n\n',
    '\r\n',
    '# ',
    '- ',
    '> ',
    '**',
    '`',
    '```\n',
    '[x](y.png)',
    'https://x.y',
    '|',
    '  ',
    '$x$',
    '[[b]]',
    '%%',
    '{{<',
    '>}}',
    '==',
    ' ^id',
    '![[b]]',
    '<b>',
    '<div>',
    '\\',
    '[^1]',
    '^[',
    ']',
    '> [!note] ',
    '---\n',
    '+++\n',
    '\t',
    '（',
    '）',
  );
  fc.assert(
    fc.property(
      fc.array(atoms, { maxLength: 30 }).map((parts) => parts.join('')),
      (text) => {
        const result = page(front + text, { notes: { 'b.md': 'B\n\n## c\n' } });
        if (result.edits.length === 0) expect(result.text).toBe(front + text);
        for (const { from, to } of result.edits) expect(from).toBeLessThanOrEqual(to);
      },
    ),
    { numRuns: 400 },
  );
});

test('what is done without a syntax tree is what is done with one', () => {
  const atoms = fc.constantFrom(
    ...[
      '[[b]]',
      '[[draft|x]]',
      '[t](b.md#h)',
      '[t](secret.md)',
      '[t](secret.md "y")',
      '[t][1]',
      '\n[1]: b.md\n',
    ],
    ...[
      '[[',
      ']]',
      '[',
      ']',
      '(',
      'b.md)',
      '\n',
      '\n\n',
      '\r\n',
      '> ',
      '- ',
      '# ',
      '    ',
      '`',
      '```\n',
      '**',
    ],
    ...['<https://x.y>', '[^1]', '\\', '$', '词', '，', '（', ' '],
    ...['![a|1](b.png)', '![[b.png]]', '==', '<b>', '{{< x >}}', '[!note]', ' ^id\n', '#t', '<!--more-->'],
  );
  // Where something may be private, all of a note is looked at.
  const tail = '\n\n~~~private\n~~~\n';
  fc.assert(
    fc.property(
      fc.array(atoms, { maxLength: 24 }).map((parts) => parts.join('')),
      fc.boolean(),
      (text, unsafe) => {
        const setting: Setting = {
          site: { unsafe, blockAttributes: true },
          target: { inline_tags: 'strip' },
        };
        const plain = page(front + text, setting);
        const whole = page(front + text + tail, setting);
        expect(whole.text.slice(0, plain.text.length)).toBe(plain.text);
        expect(whole.text.slice(plain.text.length)).toMatch(/^\n*(?:~~~private\n~~~\n)?$/);
        expect(plain.findings).toEqual(whole.findings);
      },
    ),
    { numRuns: 2000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
  );
});

describe('comments that nobody closed', () => {
  test.each([
    ['a %%private\n\nb', 'error', 'a %%private%%\n\nb'],
    ['- 项 %%私下  \n- 项', 'error', '- 项 %%私下%%  \n- 项'],
    ['%% private\nmore\n\nb', 'warning', '%% private\nmore%%\n\nb'],
    ['a\n\n%%\n\nb\n', 'warning', 'a\n\n%%\n\nb%%\n'],
    ['%%', 'warning', '%%\n%%'],
    ['- %%private\n- b', 'error', '- %%private%%\n- b'],
    ['- %%\n- private\n', 'error', '- %%\n- private\n'],
    ['- a\n- %%private\n', 'warning', '- a\n- %%private%%\n'],
    ['> %%\n> private\n\nb', 'error', '> %%\n> private%%\n\nb'],
    ['[^1]: %%private\n\nb[^1]', 'error', '[^1]: %%private%%\n\nb[^1]'],
    ['word%%private\n\nb', 'error', 'word%%private%%\n\nb'],
    ['字%%私', 'error', '字%%私%%'],
    ['version 3%%private', 'error', 'version 3%%private%%'],
    ['100%% b', 'warning', '100\\%% b'],
    ['<div>\n%%private%%\n</div>\n', 'error', '<div>\n\n</div>\n'],
    ['<div>\n%%private\n</div>\n', 'error', '<div>\n%%private\n</div>\n'],
    ['a <b title="%%private%%">b</b>', 'error', 'a <b title="">b</b>'],
  ])('%j', (text, severity, mended) => {
    const found = page(front + text).findings.filter(({ code }) => code === 'COMMENT-OPEN');
    expect(found.map((each) => each.severity ?? 'warning')).toEqual([severity]);
    expect(applyEdits(front + text, found[0]?.fix?.edits ?? [])).toBe(front + mended);
    if (found[0]?.fix) expect(codes(mended)).not.toContain('COMMENT-OPEN');
  });

  test('are an error in a page that embeds them, and only there', () => {
    const text = '![[b#^x]]\n\n![[c]]\n';
    const notes = { 'b.md': '内 ^x\n\n- %%私\n- 下\n', 'c.md': '开 %%私下\n' };
    const found = page(front + text, { notes }).findings.filter(({ code }) => code === 'COMMENT-OPEN');
    expect(found.map(({ severity, from }) => [severity, from - front.length])).toEqual([
      ['error', text.indexOf('![[c')],
    ]);
  });

  test.each([
    'a %%b%% c',
    '%%\nb\n%%\n',
    'word%%private%%more',
    '`%%`',
    '```\n%%\n```\n',
    '\\%% b',
    '%%a%%\n\n%%b%%',
    '$%%$',
  ])('none in %j', (text) => {
    expect(codes(text)).not.toContain('COMMENT-OPEN');
  });
});
