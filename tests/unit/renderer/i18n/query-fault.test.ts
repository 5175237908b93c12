import { expect, test } from 'vitest';
import { createWords } from '../../../../renderer/i18n/words.ts';
import { queryFaults } from '../../../../shared/search/faults.ts';
import { parseQuery } from '../../../../shared/search/query.ts';

function refusal(query: string): unknown {
  try {
    parseQuery(query);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  ['en', 'a (b', 'This query cannot be read: No ) closes this'],
  ['zh-CN', 'a (b', '无法理解这个查询：缺少对应的 )'],
  ['zh-CN', 'OR a', '无法理解这个查询：OR 前面没有内容'],
  ['zh-CN', 'line:(file:a)', '无法理解这个查询：file: 不能放在 line: 里'],
  ['zh-CN', 'date:soon', '无法理解这个查询：date: 后面要写日期，如 2025-08-01、2025-08 或 last-week'],
  ['zh-CN', '/[/', '无法理解这个查询：正则表达式有误：[ 没有闭合'],
  ['zh-CN', '/(?<a/', '无法理解这个查询：正则表达式有误：Invalid capture group name'],
] as const)('in %s, %j is refused with words', (language, query, text) => {
  expect(createWords(language).error(refusal(query))).toBe(text);
});

test('every fault has Chinese words', () => {
  const { t } = createWords('zh-CN');
  const english = Object.keys(queryFaults).filter(
    (fault) => !/\p{Script=Han}/u.test(t(`query.${fault as keyof typeof queryFaults}`)),
  );
  expect(english).toEqual([]);
});
