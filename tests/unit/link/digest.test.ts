import { expect, test } from 'vitest';
import { digestText } from '../../../shared/link/digest.ts';

const entry = (text: string, title = '一日') => ({ source: '日志/a.md', title, date: '2025-08-06', text });

test('each paragraph is quoted under its topic, with where it stands', () => {
  const text = digestText(
    '汇总 2025-08',
    [{ name: 'OVN', entries: [entry('用 OVN 做网络。\n\n二 ^id1\n'), entry('三', 'a|b')] }],
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
      '> — [[日志/a|一日]], 2025-08-06',
      '',
      '> 三',
      '>',
      '> — [[日志/a|a b]], 2025-08-06',
      '',
    ].join('\n'),
  );
});

test('a post has front matter', () => {
  expect(digestText('一 "二"', [], ['date = 2025-08-06', 'draft = true'])).toBe(
    '+++\ntitle = "一 \\"二\\""\ndate = 2025-08-06\ndraft = true\n+++\n',
  );
});
