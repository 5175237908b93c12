import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWords } from '../../../renderer/i18n/words.ts';
import { readFinding, readFix } from '../../../shared/words/plan-reason.ts';
import { diagnosticWords, fixWords } from '../../../shared/words/plan-words.ts';

const root = resolve(import.meta.dirname, '../../..');
const words = createWords('zh-CN');
const said = (code: string, message: string) => diagnosticWords({ code, message }, words.t);

test.each([
  ['SECRET', 'This looks like an internal address', '这里像是内网地址'],
  ['SECRET', 'This looks like a GitHub token', '这里像是密钥：GitHub token'],
  ['ATTACHMENT-MISSING', 'There is no file img/a b.png', '没有文件 img/a b.png'],
  ['ATTACHMENT-MISSING', 'big.zip stays away: it is larger than 10 MB', 'big.zip 不会带上：超过 10 MB'],
  ['LINK-HIDDEN', '想法 is shown as text: it is not published', '“想法”显示为文字：不发布'],
  ['LINK-HIDDEN', 'x is shown as text: it goes live on 2026-12-01', '“x”显示为文字：2026-12-01 才公开'],
  ['URL-COLLISION', 'a.md, b.md would have the URL /x/ too', '会与 a.md, b.md 有同一个地址 /x/'],
  [
    'LINK-AMBIGUOUS',
    '[[a]] could mean b/a.md, c/a.md as well; it is a.md',
    '[[a]] 也可能指 b/a.md, c/a.md；现在指 a.md',
  ],
  [
    'CONFLICT',
    'content/a.md is left as it is: it was edited in the blog',
    'content/a.md 保持原样：博客里被手工改过',
  ],
  ['URL-COLLISION', 'a.md would have the same file too', '会与 a.md 成为同一个文件'],
  ['EMBED-CYCLE', 'x is embedded more than 9 deep: it is a link here', '“x”嵌套超过 9 层，这里改为链接'],
  ['SECRET', 'The page would still hold a private section', '页面里仍会有私密小节'],
  ['HUGO-BUILD', 'ERROR "x": no', 'Hugo 报告：ERROR "x": no'],
  ['RAW-HTML', 'This site leaves raw HTML out', '站点不输出原始 HTML'],
  ['OF-TOMORROW', 'A message of tomorrow', 'A message of tomorrow'],
])('%s: %s', (code, message, expected) => {
  expect(said(code, message)).toBe(expected);
});

/** Gaps that are filled with one of a few phrases. */
const gaps = {
  'larger than x': 'larger than 9',
  'would have x too': 'would have the URL /x/ too',
  'x x: it is': 'x embeds itself: it is',
  'still hold x': 'still hold a private fence',
  'looks like x': 'looks like a key',
  'x will not show': 'Hugo will not show',
};

/** The message of every finding that the publisher can make, with x in its gaps. */
const messages = () =>
  phrases(/(?:\bmessage(?::| =)|\breturn(?= [`'](?:Hugo|Nothing|"\$)))\s*(?:`([^`]*)`|'([^'\n]*)')/g);

/** What every fix that it offers is called. */
const fixes = () => phrases(/\btitle:\s*(?:`([^`]*)`|'([^'\n]*)')/g);

function phrases(form: RegExp): string[] {
  const files = ['shared/hugo/**/*.ts', 'electron/publish/{addresses,plan,publish,render,report}.ts'];
  const texts = files
    .flatMap((files) => globSync(files, { cwd: root }))
    .map((file) => {
      const source = readFileSync(resolve(root, file), 'utf8');
      // What is thrown is no finding.
      return source
        .replaceAll(/new AppError\([^;]*/g, '')
        .replaceAll(/^const \w+ = \([^;]*?AppError[^;]*;/gm, '');
    });
  const found = texts.flatMap((text) => [...text.matchAll(form)].map(([, a, b]) => a ?? b ?? ''));
  return found.filter((text) => text !== '').map((text) => text.replaceAll(/\$\{[^{}]*\}/g, 'x'));
}

describe('every finding has Chinese words of its own', () => {
  const all = messages();
  test('they are found in the sources', () => expect(all.length).toBeGreaterThan(30));
  test.each(all)('%s', (message) => {
    const filled = Object.entries(gaps).reduce((text, [gap, phrase]) => text.replace(gap, phrase), message);
    expect(readFinding(filled)).toBeDefined();
  });
});

describe('every fix has Chinese words of its own', () => {
  test.each(fixes())('%s', (title) => expect(readFix(title)).toBeDefined());
  test('they are found in the sources', () => expect(fixes().length).toBeGreaterThan(7));
  test('and say what they write', () => expect(fixWords('Write [[b/a]]', words.t)).toBe('改写为 [[b/a]]'));
});
