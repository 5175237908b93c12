import { describe, expect, test } from 'vitest';
import { anchorName, createIdPool } from '../../../shared/hugo/anchors.ts';
import { headingIds, pageHeadings } from '../../../shared/hugo/headings.ts';

/** Heading, id in an old Hugo, id in a new one where it is another. As real Hugo gave them, each on a page of its own. */
const github: [heading: string, old: string, fresh?: string][] = [
  ['核心守护进程', '核心守护进程'],
  ['Hello, World!', 'hello-world'],
  ['你好，世界！', '你好世界'],
  ['a--b', 'a--b', 'ab'],
  ['a - b', 'a---b'],
  ['C++ 与 C#', 'c-与-c'],
  ['1.2 版本 v1.2.3', '12-版本-v123'],
  ['snake_case 与 _em_', 'snake_case-与-_em_', 'snake_case-与-em'],
  ['**粗体** 标题', '粗体-标题'],
  ['**粗 `code` 体** 尾', '粗-code-体-尾', '粗--尾'],
  ["**it's me** x", 'its-me-x', 'it-x'],
  ['[链接](http://x.com/a_b)', '链接httpxcoma_b', '链接'],
  ['[a **b** c](u) d', 'a-b-cu-d', 'a--d'],
  ['图 ![替代](a.png) 图', '图-替代apng-图', '图-替代-图'],
  ['<b>raw</b> 标题', 'brawb-标题', 'raw-标题'],
  ['see https://x.com/a end', 'see-httpsxcoma-end', 'see--end'],
  ['标题 {#自定义-ID}', '自定义-ID'],
  ['标题 {.cls}', '标题'],
  ['花括号 {x}', '花括号-x'],
  ['`{#code}`', 'code'],
  ['标题 ## {#k}', 'k'],
  ['标题 ##', '标题'],
  ['！！！', 'heading'],
  ['😀 表情', '-表情'],
  ['cafe\u0301 分解', 'cafe-分解'],
  ['①② Ⅳ ½ x²', '---x'],
  ['全角ＡＢＣ１２３', '全角ａｂｃ１２３'],
  ['हिन्दी', 'हनद'],
  ['“引号” ‘单’', '引号-单'],
  ['脚注[^1] 标题', '脚注1-标题', '脚注-标题'],
  ['nbsp\u00a0x\u3000全角空格', 'nbspx全角空格'],
  ['Straße İstanbul ΣΑΣ', 'straße-istanbul-σασ'],
  ['*a_b c* z', 'a_b-c-z', 'a_-z'],
  ['*a [b c* d', 'a-b-c-d', 'a--d'],
  ['"q" it\'s ... z--y', 'q-its--z--y', 'q-its--zy'],
];

describe('ids of headings', () => {
  test.each(github)('%s', (heading, old, fresh = old) => {
    const headings = pageHeadings(`## ${heading}\n`);
    expect(headingIds(headings, 'old', 'github')).toEqual([old]);
    expect(headingIds(headings, 'new', 'github')).toEqual([fresh]);
  });

  test.each([
    ['Äpfel café', 'github-ascii', 'apfel-cafe'],
    ['日本語 の b', 'github-ascii', '--b'],
    ['a - b', 'blackfriday', 'a-b'],
    ['1.2 版本 ½', 'blackfriday', '1-2-版本-½'],
    ['"引" x', 'blackfriday', '引-x'],
  ] as const)('%s as %s', (text, type, id) => {
    expect(anchorName(text, type)).toBe(id);
  });

  test('the first that is free wins, and an id given stands and counts', () => {
    const pool = createIdPool('github');
    expect(['重复', '重复', '重复-1', '重复'].map((text) => pool.generate(text))).toEqual([
      '重复',
      '重复-1',
      '重复-1-1',
      '重复-2',
    ]);
    const page = pageHeadings('## 重复\n\n## 重复 {#重复}\n\n## 重复\n');
    expect(headingIds(page, 'old', 'github')).toEqual(['重复', '重复', '重复-1']);
  });

  test('a heading of several lines is named after its last, wherever it stands', () => {
    const page = pageHeadings('第一行\n第二行\n---\n\n> ## 引用内\n\n- ## 列表内\n\n```\n## 代码\n```\n');
    expect(headingIds(page, 'old', 'github')).toEqual(['第二行', '引用内', '列表内']);
    expect(page.map((heading) => heading.unsure)).toEqual([true, false, false]);
  });

  test('CRLF is no part of an id', () => {
    const page = pageHeadings('## a {#x}\r\n\r\n## b ##\r\n\r\nc\r\n---\r\n');
    expect(headingIds(page, 'old', 'github')).toEqual(['x', 'b', 'c']);
  });

  test('where attributes are off they are text', () => {
    expect(headingIds(pageHeadings('## 见 {#jian}', { attributes: false }), 'old', 'github')).toEqual([
      '见-jian',
    ]);
  });
});
