import { expect, test } from 'vitest';
import { createWords } from '../../../../renderer/i18n/words.ts';
import { isPlainWord, queryMeaning } from '../../../../renderer/state/query-meaning.ts';
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
  ['en', '-a', 'Notes without “a…”'],
  ['en', '-orphan:', 'Notes with links to or from others'],
  ['en', 'a -broken:', 'Notes with “a…”, and no broken link'],
  ['en', 'broken:', 'Notes with a broken link'],
  ['zh-CN', '-orphan:', '这样的笔记：与其他笔记有链接'],
  [
    'zh-CN',
    '/ovn.*/i',
    '这样的笔记：含“/ovn.*/i…”（按文字查找：正则表达式的最后一个 / 后面不能跟字母，区分大小写用 match-case:）',
  ],
  ['zh-CN', '/etc/hosts', '这样的笔记：含“/etc/hosts…”'],
  ['zh-CN', 'docker -(镜像 OR 容器)', '这样的笔记：含“docker…”，并且排除（含“镜像…”或含“容器…”）的'],
  ['zh-CN', '[时长:>=5]', '这样的笔记：属性“时长” ≥ 5'],
  ['zh-CN', '[状态:"完成"]', '这样的笔记：属性“状态”正好是“完成”'],
  ['zh-CN', '-file:README', '这样的笔记：排除文件名含“README…”的'],
] as const)('in %s, %s is understood as %s', (language, query, expected) => {
  expect(queryMeaning(parseQuery(query), createWords(language).t)).toBe(expected);
});

test('there is something to say of all but a word', () => {
  const plain = ['docker', '/etc/hosts', '/x/i', '/x/', 'a b'].filter((query) =>
    isPlainWord(parseQuery(query)),
  );
  expect(plain).toEqual(['docker', '/etc/hosts']);
});
