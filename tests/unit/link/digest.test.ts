import { expect, test } from 'vitest';
import { digestText, isQuoted } from '../../../shared/link/digest.ts';

const entry = (text: string, title = '一日') => ({ source: '日志/a.md', title, date: '2025-08-06', text });
const other = { ...entry('四', 'a|b'), source: 'b.md' };

test('paragraphs are quoted under their topic, those of one note together, with where they stand', () => {
  const text = digestText(
    '汇总 2025-08',
    [{ name: 'OVN', entries: [entry('用 OVN 做网络。\n\n二 ^id1\n'), entry('- 三'), other] }],
    [],
  );
  expect(text).toBe(
    [
      '# 汇总 2025-08',
      '',
      '## [[OVN]]',
      '',
      '> 用 OVN 做网络。',
      '>',
      '> 二',
      '>',
      '> - 三',
      '>',
      '> — [[日志/a|一日]], 2025-08-06',
      '',
      '> 四',
      '>',
      '> — [[b|a b]], 2025-08-06',
      '',
    ].join('\n'),
  );
});

test('a row of a table is quoted as its cells, since the table is not there', () => {
  const row = entry('| [[OVN\\|网络]] | 实现 `a \\| b` |  | k8s |');
  const text = digestText('汇总', [{ name: 'OVN', entries: [row] }], []);
  expect(text).toContain('\n> [[OVN|网络]] · 实现 `a | b` · k8s\n>\n');
});

test('a post has front matter', () => {
  expect(digestText('一 "二"', [], ['date = 2025-08-06', 'draft = true'])).toBe(
    '+++\ntitle = "一 \\"二\\""\ndate = 2025-08-06\ndraft = true\n+++\n',
  );
});

test.each([
  ['> |一\n>\n> — [[a]]', true],
  ['前\n\n> 一\n>\n> - |二\n>\n> — [[日志/a|一日]], 2025-08-06\n\n后', true],
  ['> 一\n>\n> — [[a]]\n\n|后', false],
  ['> |一句话\n> — 某人', false],
  ['|— [[a]]', false],
])('what stands at the mark in %j was quoted by a digest: %s', (marked, is) => {
  expect(isQuoted(marked.replace('|', ''), marked.indexOf('|'))).toBe(is);
});
