import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mendDate, readDate } from '../../../shared/hugo/dates.ts';
import { findBrokenBold } from '../../../shared/hugo/emphasis.ts';
import { matchesGlob } from '../../../shared/hugo/glob.ts';
import { privateRemains } from '../../../shared/hugo/privacy.ts';
import { findCollisions, otherSlug, routeNote } from '../../../shared/hugo/routes.ts';
import { findSecrets } from '../../../shared/hugo/secrets.ts';
import { relref } from '../../../shared/hugo/transform/href.ts';
import { hiddenReason, type Visibility } from '../../../shared/hugo/visibility.ts';
import { piecesOf } from '../../../shared/note/pieces.ts';
import { scanNote } from '../../../shared/note/scan/scan-note.ts';
import { applyEdits } from '../../../shared/text/edit.ts';
import { noteText } from '../../fixtures/notes/random.ts';

test.each([
  ['2025-08-06', true],
  ['2025-08-06T00:05:12+08:00', true],
  ['2025-08-06T00:05:12.5Z', true],
  ['2025-08-06 00:05:12', true],
  ['2025-08-06 00:05:12 +0800', true],
  ['06 Aug 2025', true],
  ['2025/08/06', false],
  ['2025-8-6', false],
  ['2025-08-06 00:05', false],
  ['2025-02-30', false],
  ['', false],
  ['昨天', false],
])('date %s', (text, valid) => {
  expect(readDate(text) !== undefined).toBe(valid);
});

test.each([
  ['2025/8/6', '2025-08-06'],
  ['2025年8月6日', '2025-08-06'],
  ['2025.08.06 9:05', '2025-08-06T09:05:00'],
  ['2025/02/30', undefined],
  ['08/06/2025', undefined],
])('mends %s', (text, mended) => {
  expect(mendDate(text)).toBe(mended);
});

test.each([
  ['posts/**', 'posts/a/b.md', true],
  ['posts/*.md', 'posts/a/b.md', false],
  ['**/x.md', 'x.md', true],
  ['private', 'private/a.md', true],
  ['private/', 'private/a.md', true],
  ['private', 'privately.md', false],
  ['{a,b}/*.md', 'b/x.md', true],
  ['a{b.md', 'a{b.md', true],
  ['日志/?.md', '日志/一.md', true],
  ['a+(b).md', 'a+(b).md', true],
])('%s covers %s: %j', (pattern, path, covered) => {
  expect(matchesGlob(pattern, path)).toBe(covered);
});

describe('visibility', () => {
  const now = Date.UTC(2026, 0, 1);
  const day = 86_400_000;
  const always: Visibility = { draft: false, starts: undefined, expires: undefined };
  test.each<[string, Partial<Visibility>, Partial<Visibility>, RegExp | undefined]>([
    ['page to page', {}, {}, undefined],
    ['page to draft', {}, { draft: true }, /draft/],
    ['draft to draft', { draft: true }, { draft: true }, undefined],
    ['page to future', {}, { starts: now + day }, /2026-01-02/],
    ['future to a nearer future', { starts: now + 2 * day }, { starts: now + day }, undefined],
    ['past to past', { starts: now - 2 * day }, { starts: now - day }, undefined],
    ['page to one that is only taken from', {}, { unrendered: true }, /no page/],
    ['page to expired', {}, { expires: now - day }, /expired/],
    ['page to one that will expire', {}, { expires: now + day }, /expires/],
    ['both expire together', { expires: now + day }, { expires: now + day }, undefined],
  ])('%s', (_, from, to, reason) => {
    const found = hiddenReason({ ...always, ...from }, { ...always, ...to }, now);
    if (reason) expect(found).toMatch(reason);
    else expect(found).toBeUndefined();
  });
});

describe('routes', () => {
  const options = {
    map: [
      { from: 'blog/', to: 'posts' },
      { from: 'blog/en/', to: 'english/' },
    ],
    mainSection: 'main',
    bundle: false,
  };
  test.each([
    ['a.md', 'main/a.md'],
    ['blog/x/a.md', 'posts/x/a.md'],
    ['blog/en/a.md', 'english/a.md'],
    ['docs/有 空格.md', 'docs/有 空格.md'],
    ['docs/a - b/c - d.md', 'docs/a-b/c-d.md'],
    ['docs/_index.md', 'docs/_index.md'],
    ['_index.md', '_index.md'],
    ['docs/x/index.md', 'docs/x/index.md'],
  ])('%s → %s', (path, content) => {
    expect(routeNote(path, options)).toEqual({ content, hazard: undefined });
    const bundle = /index\.md$/.test(content) ? content : content.replace(/\.md$/, '/index.md');
    expect(routeNote(path, { ...options, bundle: true }).content).toBe(bundle);
  });

  test.each(['！！！.md', '😀.md', 'a/😀/b.md', '#x.md', 'x.MD', 'a"b.md'])('%s is refused', (path) => {
    expect(routeNote(path, options)).toMatchObject({ content: undefined, hazard: { code: 'NAME-HAZARD' } });
  });

  test.each<[string, [string, string][], string[], string[]]>([
    [
      'two names of one URL',
      [
        ['p/a?b.md', '/p/ab/'],
        ['p/a:b.md', '/p/ab/'],
      ],
      ['en'],
      ['p/a?b.md', 'p/a:b.md'],
    ],
    [
      'a page beside a bundle',
      [
        ['p/a.md', '/p/a/'],
        ['p/a/index.md', '/p/a/'],
      ],
      ['en'],
      ['p/a.md', 'p/a/index.md'],
    ],
    [
      'two cases',
      [
        ['p/B.md', '/p/B/'],
        ['p/b.md', '/p/b/'],
      ],
      ['en'],
      ['p/B.md', 'p/b.md'],
    ],
    [
      'the standard language',
      [
        ['p/n.md', '/p/n/'],
        ['p/n.en.md', '/p/n.en/'],
      ],
      ['en'],
      ['p/n.en.md', 'p/n.md'],
    ],
    [
      'another language',
      [
        ['p/n.md', '/p/n/'],
        ['p/n.zh.md', '/p/n.zh/'],
      ],
      ['en', 'zh'],
      [],
    ],
    [
      'no language',
      [
        ['p/n.md', '/p/n/'],
        ['p/n.zh.md', '/p/n.zh/'],
      ],
      ['en'],
      [],
    ],
    [
      'an index that swallows',
      [
        ['p/index.md', '/p/'],
        ['p/q/b.md', '/p/q/b/'],
      ],
      ['en'],
      ['p/index.md', 'p/q/b.md'],
    ],
    [
      'bundles side by side',
      [
        ['p/a/index.md', '/p/a/'],
        ['p/b/index.md', '/p/b/'],
      ],
      ['en'],
      [],
    ],
  ])('%s', (_, pages, languages, told) => {
    const routed = pages.map(([content, url]) => ({ source: content, content, url }));
    expect(
      findCollisions(routed, languages)
        .map((each) => each.source)
        .sort(),
    ).toEqual([...told].sort());
  });

  test('a page of the blog that is none of ours is told for our note', () => {
    const pages = [
      { source: undefined, content: 'p/x.md', url: '/p/a/' },
      { source: 'a.md', content: 'p/a.md', url: '/p/a/' },
    ];
    expect(findCollisions(pages, ['en'])).toMatchObject([{ source: 'a.md', code: 'URL-COLLISION' }]);
    expect(otherSlug('日志/a b.md')).toBe('日志-a-b');
  });
});

describe('secrets', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const random = 'q8Zr2LwX5nTb7Kc1VdYh4MgJ9sPf3AuE6oRi0BxD';
  test.each([
    ['a GitHub token', `ghp_${random.slice(0, 36)}`],
    ['an AWS access key', `AKIA${'Q3EGRZ7WVXTNYKPB'}`],
    ['an API key', `sk-${random}`],
    ['a GitLab token', `glpat-${random.slice(0, 20)}`],
    ['an Aliyun access key', `LTAI${random.slice(0, 20)}`],
    [
      'a private key',
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${random}${random}\n-----END OPENSSH PRIVATE KEY-----`,
    ],
    ['a kubeconfig key', `    client-key-data: ${random}${random}==`],
    ['a k3s token', `K10${'0f9a3c7e5b1d2846'.repeat(4)}::server:${'a1b2c3d4e5f60718'}`],
  ])('%s', (kind, text) => {
    expect(findSecrets(`前 ${text} 后`)).toMatchObject([{ kind, certain: true }]);
  });

  test.each([
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'AKIAIOSFODNN7EXAMPLE',
    'sk-some-long-slug-without-any-digit-in-its-name-at-all',
    'sk-your-api-key-goes-here-1234567890abcdef',
    '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
    'a sha 3f786850e387550fdab836ed7e6dc881de23001b and risk-assessment-of-a-very-long-slug-that-is-no-token',
    'client-certificate-data: <base64>',
  ])('no secret: %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  test('an internal address is told of once, without certainty', () => {
    expect(findSecrets('10.0.0.1 192.168.1.1 8.8.8.8')).toEqual([
      { from: 0, kind: 'an internal address', certain: false },
    ]);
  });
});

test.each([
  ['**加粗：**后文。这是**“引号”**后。', '**加粗：**&#8203;后文。这是&#8203;**“引号”**&#8203;后。'],
  ['## **x（y）**z', '## **x（y）\u200b**z'],
  ['|**a：**b|\n|--|\n|**d：**e|', '|**a：**&#8203;b|\n|--|\n|**d：**&#8203;e|'],
  ['> 将**[x](y)**中', '> 将&#8203;**[x](y)**&#8203;中'],
  ['2 ** 3 ** 4', undefined],
  ['a**b**c **d** ***e***', undefined],
  ['`**a（b）**c` \\**a（b）**c', undefined],
])('bold %j', (text, mended) => {
  const broken = findBrokenBold(text);
  if (mended === undefined) expect(broken).toEqual([]);
  else
    expect(
      applyEdits(
        text,
        broken.flatMap((each) => each.fix ?? []),
      ),
    ).toBe(mended);
});

test.each([
  ['把 **a（b）**c **d', 'another mark has no partner'],
  ['**a[b（c）**d](e)', 'a link begins inside'],
])('bold that no mark would mend is told without a fix: %j (%s)', (text) => {
  const broken = findBrokenBold(text);
  expect(broken.every(({ fix }) => fix === undefined)).toBe(true);
});

test.each([
  ['posts/100%.md', undefined, '{{< relref "/posts/100%25.md" >}}'],
  ['posts/c#.md', '节', '{{< relref "/posts/c%23.md#节" >}}'],
  ['a?b/index.md', undefined, '{{< relref "/a%3Fb/index.md" >}}'],
  ['a"b.md', undefined, '{{< relref `/a"b.md` >}}'],
])('a link to %s', (content, anchor, written) => {
  expect(relref(content, anchor)).toBe(written);
});

test('the last look finds what is private in whatever form', () => {
  const target = { private: { comments: true, headings: ['生活'], fences: ['private'] } };
  expect(privateRemains('a %%b%%', target)).toEqual(['a %%comment%%']);
  expect(privateRemains('- ```private\n  x\n  ```\n', target)).toEqual(['a private fence']);
  expect(privateRemains('> ## 生活\n', target)).toEqual(['a private section']);
  expect(privateRemains('`%%b%%` private 生活 ```\n', target)).toEqual([]);
});

test('bold that letters alone show to be good is not asked of the parser, and nothing is missed', () => {
  const atoms = fc.constantFrom(
    ...[
      '**',
      '**',
      '**',
      '*',
      '_',
      '词',
      '字',
      'a',
      '，',
      '（',
      '）',
      ' ',
      '\n',
      '\n\n',
      '- ',
      '> ',
      '# ',
      '| ',
    ],
    ...['`', '\\', '[', '](x)', '<b>', '```\n', '    ', '1. ', '~~'],
  );
  // Its bold is good, and the code on its line sends the whole text to the parser.
  const tail = '\n\n`x` 词，**粗** 词\n';
  fc.assert(
    fc.property(
      fc.array(atoms, { maxLength: 30 }).map((parts) => parts.join('')),
      (text) => {
        expect(findBrokenBold(text)).toEqual(findBrokenBold(text + tail));
      },
    ),
    { numRuns: 5000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
  );
});

test('bold is found piece by piece as it is in the whole', () => {
  const bold = fc.constantFrom('**词（x）**字', '词**（词）**', '**词**', '字**词，**a', '`**（`');
  const body = fc
    .array(fc.oneof(noteText, bold), { maxLength: 8 })
    .map((all) => all.join('\n\n').replace(/^[-+{\uFEFF]+/, ''));
  fc.assert(
    fc.property(body, (text) => {
      const pieces = piecesOf(text, { from: 0, to: text.length }, scanNote(text, 'n').blocks);
      expect(findBrokenBold(text, pieces)).toEqual(findBrokenBold(text));
    }),
    { numRuns: 1000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1) },
  );
});
