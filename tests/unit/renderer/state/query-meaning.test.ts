import { expect, test } from 'vitest';
import { createWords } from '../../../../renderer/i18n/words.ts';
import { queryMeaning } from '../../../../renderer/state/query-meaning.ts';
import { parseQuery } from '../../../../shared/search/query.ts';

test.each([
  ['en', 'a b', 'Notes with “a…”, and “b…”'],
  ['en', 'a -(b c)', 'Notes with “a…”, and not (“b…”, and “c…”)'],
  ['en', 'a b OR c', 'Notes with (“a…”, and “b…”) or “c…”'],
  ['en', 'title:(a b) c', 'Notes with a title with (“a…”, and “b…”), and “c…”'],
  ['en', 'task:""', 'Notes with a task with anything'],
  ['en', '[status:"in progress"]', 'Notes with the property “status” being exactly “in progress”'],
  ['en', '[status:-(a b)]', 'Notes with the property “status” being not (“a…”, and “b…”)'],
  ['en', '[duration:<5]', 'Notes with the property “duration” being < 5'],
  ['zh-CN', 'docker -(镜像 OR 容器)', '这样的笔记：含“docker…”，并且排除（含“镜像…”或含“容器…”）的'],
  ['zh-CN', '[时长:>=5]', '这样的笔记：属性“时长” ≥ 5'],
  ['zh-CN', '[状态:"完成"]', '这样的笔记：属性“状态”正好是“完成”'],
  ['zh-CN', '-file:README', '这样的笔记：排除文件名含“README…”的'],
] as const)('in %s, %s is understood as %s', (language, query, expected) => {
  expect(queryMeaning(parseQuery(query), createWords(language).t)).toBe(expected);
});
