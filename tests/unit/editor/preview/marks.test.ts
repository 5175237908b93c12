import { describe, expect, test } from 'vitest';
import { growth, steep } from '../../../fixtures/growth.ts';
import { preview } from '../preview.ts';

describe('what is hidden, by where the cursor (‸) is', () => {
  test.each([
    ['no cursor', '## 标题\n\n**粗** 字', '标题\n\n粗 字'],
    ['heading: its line', '## 标‸题\n正文', '## 标题\n正文'],
    ['heading: another line', '## 标题\n正‸文', '标题\n正文'],
    ['closing marks of a heading', '## 标题 ##\n‸', '标题\n'],
    ['bold: touched from the left', '字‸**粗**字', '字**粗**字'],
    ['bold: touched from the right', '字**粗**‸字', '字**粗**字'],
    ['bold: one away', '‸字**粗**字', '字粗字'],
    ['bold in a list, the cursor elsewhere on its line', '- **粗** 字‸', '- 粗 字'],
    ['emphasis in emphasis', '**a *b* c** d‸', 'a b c d'],
    ['emphasis in emphasis, inner touched', '**a *b‸* c** d', '**a *b* c** d'],
    ['code', '‸a `b` c', 'a b c'],
    ['code in a cell', '‸x\n\n| `a \\| b` |\n| - |\n| `c` |', 'x\n\n| a | b |\n| - |\n| c |'],
    ['code with a pipe outside of a table', '‸x `a \\| b`', 'x a \\| b'],
    ['code, touched', 'a `b‸` c', 'a `b` c'],
    ['strike and highlight', '‸x ~~a~~ ==b==', 'x a b'],
    ['escape', '‸x \\*a\\*', 'x *a*'],
    ['link', '‸x [文](https://a.b "t") y', 'x 文 y'],
    ['link, touched', 'x [文‸](https://a.b) y', 'x [文](https://a.b) y'],
    ['a reference to nothing keeps its brackets', '‸x [文][1] [y]', 'x [文][1] [y]'],
    [
      'a reference',
      '‸x [文][1] [y] [ Y ][] ![图][y]\n\n[y]: y.png\n[1]: <a b.md>',
      'x 文 y  Y  ‹y.png›\n\n[y]: y.png\n[1]: <a b.md>',
    ],
    ['a reference at the cursor', 'x [文‸][1]\n\n[1]: a.md', 'x [文][1]\n\n[1]: a.md'],
    ['a link without text keeps its marks', '‸x [](a.md)', 'x [](a.md)'],
    ['autolink', '‸x <https://a.b> y', 'x https://a.b y'],
    ['wikilink', '‸x [[Note]] y', 'x Note y'],
    ['wikilink with text', '‸x [[Folder/Note|文]] y', 'x 文 y'],
    ['wikilink with heading', '‸x [[OVN#数据通路]] y', 'x OVN‹ › ›数据通路 y'],
    ['wikilink with two headings and a block', '‸x [[A#B#^c]]', 'x A‹ › ›B‹ › ›c'],
    ['wikilink to a heading here', '‸x [[#标题]]', 'x 标题'],
    ['wikilink, touched', 'x [[OVN#数‸据]] y', 'x [[OVN#数据]] y'],
    ['embed of a note', '‸x ![[Note]]', 'x ‹Note›'],
    ['image', '‸x ![图](a.png) y', 'x ‹a.png› y'],
    ['image, touched: after its source', 'x ![图](a.png)‸ y', 'x ![图](a.png)‹a.png› y'],
    ['embedded image', '‸x ![[a.png|300]]', 'x ‹a.png›'],
    ['quote', '> 引\n> 文\n\n‸', '引\n文\n\n'],
    ['quote: its line only', '> 引‸\n> 文', '> 引\n文'],
    ['callout with title', '> [!tip] 题\n> 文\n\n‸', '‹callout›题\n文\n\n'],
    ['callout without', '> [!tip]\n> 文\n\n‸', '‹callout›\n文\n\n'],
    ['callout, on its line', '> [!tip] 题‸\n> 文', '> [!tip] 题\n文'],
    ['task', '- [ ] 买\n- [x] 完\n\n‸', '‹task› 买\n‹task› 完\n\n'],
    ['task, at its box', '- [ ]‸ 买', '- [ ] 买'],
    ['task, in its text', '- [ ] 买‸', '‹task› 买'],
    ['rule', 'a\n\n---\n\n‸', 'a\n\n‹rule›\n\n'],
    ['rule, on it', 'a\n\n‸---\n', 'a\n\n---\n'],
    ['fence', '```ts\nx\n```\n\n‸', '‹codetools›\nx\n\n\n'],
    ['formula', '‸x $a^2$ y', 'x ‹$a^2$› y'],
    ['formula, touched', 'x $a^2$‸ y', 'x $a^2$ y'],
    ['formula over two lines', '‸x $$a\nb$$ y', 'x $$a\nb$$ y'],
    ['footnote in the text', '‸x^[甲] y', 'x^ y'],
    ['footnote in the text, touched', 'x^[甲‸] y', 'x^[甲] y'],
    ['an element of HTML with text', '‸x <u>甲</u> <kbd>K</kbd> y', 'x 甲 K y'],
    ['an element of HTML, touched', 'x <u>甲‸</u> y', 'x <u>甲</u> y'],
    ['an element in one of its name', '‸x <b>1<b>2</b>3</b> y', 'x 123 y'],
    ['an element that does not end', '‸x <b>甲', 'x <b>甲'],
    ['an element that is not shown', '‸x <script>甲</script>', 'x <script>甲</script>'],
    ['a break of HTML', '‸x<br>y', 'x‹<br>›y'],
    ['fence, inside', '```ts\nx‸\n```\n', '```ts\nx\n```\n'],
    ['footnote', '‸x[^1]', 'x1'],
    ['a selection touches all between', '‸字 **粗** 字 *斜* 字‸', '字 **粗** 字 *斜* 字'],
    ['code hides nothing inside', '‸x `**a** [[b]]` y', 'x **a** [[b]] y'],
    ['bold that CommonMark does not see', '‸把**库（DB）**中', '把**库（DB）**中'],
  ])('%s', (_name, marked, expected) => {
    expect(preview(marked).text).toBe(expected);
  });

  test('source mode hides nothing', () => {
    const text = '# 题\n\n**粗** [[a|b]] ![](a.png)\n\n- [ ] x\n\n---\n';
    expect(preview(text, { hide: false }).text).toBe(text);
  });

  test('nothing outside of the visible range is decorated', () => {
    const text = '**a**\n\n**b**\n\n**c**';
    expect(preview(text, { from: 7, to: 12 }).text).toBe('**a**\n\nb\n\n**c**');
  });
});

describe('what is styled', () => {
  test('links that lead nowhere', () => {
    const links = new Map([
      ['wiki:a', 'a.md'],
      ['wiki:b', null],
    ]);
    const { marks } = preview('[[a]] [[b]] [[c]] [x](https://y.z)', { links });
    expect(marks).toEqual([
      'note-link: [[a]]',
      'note-link note-unresolved: [[b]]',
      'note-link: [[c]]',
      'note-link note-external: [x](https://y.z)',
    ]);
  });

  test('bullets keep their place, numbers and done tasks have a look', () => {
    const { marks } = preview('- a\n\n1. b\n\n- [x] c\n- [/] d\n- [-] e');
    expect(marks.filter((mark) => !mark.startsWith('note-item-head'))).toEqual([
      'note-bullet: -',
      'note-number: 1.',
      'note-task-done: c',
      'note-task-done: e',
    ]);
  });

  test('lines of lists hang by their depth, with one head before the text', () => {
    const text =
      '- a\n  more\nlazy\n    - [ ] b\n      1. c\n\n  again\n\n> - quoted\n\n- d\n\n  ```\n  code\n  ```';
    const { lines, marks } = preview(text);
    expect(lines.filter((line) => line.includes('note-item'))).toEqual([
      '1: note-item note-item-1',
      '2: note-item note-item-1',
      '3: note-item note-item-1 note-item-lazy',
      '4: note-item note-item-2',
      '5: note-item note-item-3',
      '7: note-item note-item-1',
      '11: note-item note-item-1',
      ...[13, 14, 15].map((line) => `${line}: note-item note-item-1`),
    ]);
    expect(marks.filter((mark) => mark.startsWith('note-item-head'))).toEqual([
      'note-item-head: - ',
      'note-item-head:   ',
      'note-item-head:     - [ ] ',
      'note-item-head:       1. ',
      'note-item-head:   ',
      'note-item-head: - ',
      ...Array.from({ length: 3 }, () => 'note-item-head:   '),
    ]);
  });

  test('code of an item hangs out no more than its fence does, and behind the mark of an item once', () => {
    const heads = (text: string) => preview(text).marks.filter((mark) => mark.startsWith('note-item-head'));
    expect(heads('1. a\n\n   ```\n     in\n\n  less\n   ```').slice(1)).toEqual([
      'note-item-head:    ',
      'note-item-head:    ',
    ]);
    expect(heads('- ```\n  b\n  ```')).toEqual([
      'note-item-head: - ',
      'note-item-head:   ',
      'note-item-head:   ',
    ]);
    expect(heads('> - c\n>   ```\n>   d\n>   ```')).toEqual([]);
  });

  test('a quote of an item hangs as the item does, on each of its lines', () => {
    const { lines, marks } = preview('- a\n  > b\n  >   c\nlazy\n\n1. > d\n   > > - e\n\n> - f\n>   > g');
    expect(lines.filter((line) => line.includes('note-item-quote'))).toEqual([
      '2: note-item note-item-1 note-item-quote',
      '3: note-item note-item-1 note-item-quote',
      '4: note-item note-item-1 note-item-lazy note-item-quote',
      '6: note-item note-item-1 note-item-quote',
      '7: note-item note-item-1 note-item-quote',
    ]);
    expect(marks.filter((mark) => mark.startsWith('note-item-head')).slice(0, 5)).toEqual([
      'note-item-head: - ',
      'note-item-head:   ',
      'note-item-head:   ',
      'note-item-head: 1. ',
      'note-item-head:    ',
    ]);
  });

  test('tags', () => {
    expect(preview('字 #标签/子 字').marks).toEqual(['note-tag: #标签/子']);
  });

  test('lines of headings, quotes, callouts, code', () => {
    const { lines } = preview('# a\n> b\n\n> [!bug] c\n\n```\nd\n```');
    expect(lines).toEqual([
      '1: note-h note-h1',
      '2: note-quote',
      '3: note-gap',
      '4: note-quote note-callout note-callout-bad',
      '4: note-callout-first',
      '4: note-callout-last',
      '4: note-callout-title note-callout-title-bad',
      '5: note-gap',
      '6: note-code-line',
      '6: note-code-first',
      '7: note-code-line',
      '8: note-code-line',
      '8: note-code-last',
    ]);
  });

  test('quotes and callouts in callouts have classes of their depth', () => {
    const { lines } = preview('> [!tip] a\n> > [!WARNING]+ b\n> > > c');
    expect(
      lines.filter(
        (line) => /note-(?:quote|callout)[- ]?\d?/.test(line) && !/-(?:first|last|title)/.test(line),
      ),
    ).toEqual([
      '1: note-quote note-callout note-callout-good',
      '2: note-quote note-callout note-callout-good',
      '2: note-quote-2 note-callout-2 note-callout-2-warn',
      '3: note-quote note-callout note-callout-good',
      '3: note-quote-2 note-callout-2 note-callout-2-warn',
      '3: note-quote-3',
    ]);
  });

  test('a blank line right after text is a gap, a second one is a line; not in code', () => {
    const gaps = preview('a\n\n\nb\n\n```\nc\n\nd\n```').lines.filter((line) => line.endsWith('note-gap'));
    expect(gaps).toEqual(['2: note-gap', '5: note-gap']);
  });
});

test.each([
  ['nested brackets', 10_000, (size: number) => '['.repeat(size)],
  ['nested quotes', 2000, (size: number) => '> '.repeat(size)],
  ['stars', 10_000, (size: number) => '*'.repeat(size)],
  ['wikilinks that do not end', 5000, (size: number) => '[['.repeat(size)],
  ['a line of 200 kB', 100_000, (size: number) => `**${'x '.repeat(size)}**`],
])('the work to draw %s grows with its length', (_name, size, make) => {
  expect(growth(size, make, preview)).toBeLessThan(steep);
});
