import { describe, expect, test } from 'vitest';
import { createWords } from '../../../../renderer/i18n/words.ts';
import { queryMeaning } from '../../../../renderer/state/query-meaning.ts';
import { readHistory, readSaved, withSearch, writeSaved } from '../../../../renderer/state/search-memory.ts';
import { parseQuery } from '../../../../shared/search/query.ts';

describe('how a query was understood', () => {
  test.each([
    ['docker', 'Notes with “docker…”', '这样的笔记：含“docker…”'],
    ['a -b', 'Notes with “a…”, and not “b…”', '这样的笔记：含“a…”，并且排除含“b…”的'],
    ['a OR b', 'Notes with “a…” or “b…”', '这样的笔记：含“a…”或含“b…”'],
    ['x (a OR b)', 'Notes with “x…”, and (“a…” or “b…”)', '这样的笔记：含“x…”，并且（含“a…”或含“b…”）'],
    ['path:docs', 'Notes with a path with “docs…”', '这样的笔记：路径含“docs…”'],
    ['tag:#k8s', 'Notes with the tag #k8s or one below it', '这样的笔记：有标签 #k8s（或其下级）'],
    ['lang:bash kubectl', 'Notes with bash code with “kubectl…”', '这样的笔记：bash 代码里含“kubectl…”'],
    ['[count:>5]', 'Notes with the property “count” being > 5', '这样的笔记：属性“count” > 5'],
    ['date:>=2025', 'Notes with a date from 2025', '这样的笔记：日期不早于 2025'],
    ['orphan:', 'Notes with no links to or from others', '这样的笔记：与其他笔记没有链接'],
    ['/a+/', 'Notes with a match of /a+/', '这样的笔记：匹配 /a+/'],
  ])('%s', (query, english, chinese) => {
    expect(queryMeaning(parseQuery(query), createWords('en').t)).toBe(english);
    expect(queryMeaning(parseQuery(query), createWords('zh-CN').t)).toBe(chinese);
  });
});

test('saved searches are read with care, pinned ones first, and written short', () => {
  const saved = readSaved({
    searches: [{ query: 'a' }, 'noise', { name: 'no query' }, { query: 'b', name: 'B', pinned: true }, null],
  });
  expect(saved).toEqual([
    { query: 'b', name: 'B', pinned: true },
    { query: 'a', name: '', pinned: false },
  ]);
  expect(writeSaved(saved)).toEqual({ searches: [{ query: 'b', name: 'B', pinned: true }, { query: 'a' }] });
  expect(writeSaved([])).toEqual({ searches: null });
  expect(readSaved({ searches: 'noise' })).toEqual([]);
});

test('searches of late: the newest first, each once, and not what was typed on the way', () => {
  expect(withSearch(['b', 'a'], 'a')).toEqual(['a', 'b']);
  expect(withSearch(['dock', 'a'], 'docker')).toEqual(['docker', 'a']);
  expect(
    withSearch(
      Array.from({ length: 30 }, (_, at) => `q${at}`),
      'new',
    ),
  ).toHaveLength(20);
  expect(readHistory(['a', 1, 'b'])).toEqual(['a', 'b']);
  expect(readHistory(null)).toEqual([]);
});
