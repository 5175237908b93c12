import { describe, expect, test } from 'vitest';
import { type Plan, planQuery, rankingText } from '../../../shared/search/plan.ts';
import { parseQuery } from '../../../shared/search/query.ts';

const plan = (query: string) => withoutQuick(planQuery(parseQuery(query)));
/** What is asked on the way to all hits has a test of its own. */
const withoutQuick = (found: Plan): Plan =>
  JSON.parse(JSON.stringify(found, (key, value) => (key === 'quick' ? undefined : value)));
const text = (all: string, sure: string | undefined = all, scope = 'note') => ({
  kind: 'text',
  scope,
  all,
  sure,
});
const maybe = (node: unknown) => ({ kind: 'maybe', node });
const any = { kind: 'any' };

describe('what the index is asked', () => {
  test.each([
    ['k3s', text('"k3s"*')],
    ['幽灵镜像', text('"幽灵 灵镜 镜像"')],
    ['a b', text('("a"* AND "b"*)')],
    ['a OR b', text('("a"* OR "b"*)')],
    ['a -b', text('("a"* NOT "b"*)')],
    ['a -(b OR c)', text('("a"* NOT ("b"* OR "c"*))')],
    [
      'a (b OR -c)',
      {
        kind: 'and',
        nodes: [text('"a"*'), { kind: 'or', nodes: [text('"b"*'), { kind: 'not', node: text('"c"*') }] }],
      },
    ],
    ['a ++', { kind: 'and', nodes: [any, text('"a"*')] }],
    ['a OR ++', any],
    ['-a', { kind: 'not', node: text('"a"*') }],
    ['/a/', any],
    ['a /b/', { kind: 'and', nodes: [any, text('"a"*')] }],
    [
      '/kube\\w+ctl 镜像?/',
      maybe({
        kind: 'and',
        nodes: [
          text('"镜"*'),
          { kind: 'inside', scope: 'note', word: 'kube' },
          { kind: 'inside', scope: 'note', word: 'ctl' },
        ],
      }),
    ],
    ['/a|kube/', any],
    ['"a b-c"', text('("a b\u00ad c"* OR ("\ue000a"* AND "b\u00ad c"*))', '"a b\u00ad c"*')],
    ['match-case:K3s', maybe(text('"k3s"*'))],
    ['file:a', { kind: 'named', field: 'file', node: expect.objectContaining({ text: 'a' }) }],
    [
      'path:x a',
      { kind: 'and', nodes: [text('"a"*'), expect.objectContaining({ kind: 'named', field: 'path' })] },
    ],
    ['title:a', maybe(text('"a"*', '"a"*', 'names'))],
    ['heading:a', text('"a"*', '"a"*', 'headings')],
    ['heading:(a b)', maybe(text('("a"* AND "b"*)', '("a"* AND "b"*)', 'headings'))],
    ['content:(a -b)', text('("a"* NOT "b"*)', '("a"* NOT "b"*)', 'content')],
    ['line:a', text('"a"*', '"a"*', 'content')],
    ['line:(a b)', maybe(text('("a"* AND "b"*)', '("a"* AND "b"*)', 'content'))],
    ['section:(a b)', maybe(text('("a"* AND "b"*)', '("a"* AND "b"*)', 'content'))],
    ['block:(a -b)', maybe({ kind: 'and', nodes: [any, text('"a"*', '"a"*', 'content')] })],
    ['tag:#work/Blog', { kind: 'tag', tag: 'work/blog' }],
    ['task:""', { kind: 'has', what: 'task' }],
    [
      'task-todo:a',
      maybe({ kind: 'and', nodes: [text('"a"*', '"a"*', 'content'), { kind: 'has', what: 'task-todo' }] }),
    ],
    [
      'lang:bash kubectl',
      maybe({
        kind: 'and',
        nodes: [text('"kubectl"*', '"kubectl"*', 'content'), { kind: 'has', what: 'lang:bash' }],
      }),
    ],
    ['"*netes"', { kind: 'inside', scope: 'note', word: 'netes' }],
    ['"*网络"', text('"网络"')],
    [
      '"*netes on"',
      maybe({
        kind: 'and',
        nodes: [
          { ...text('"on"*'), sure: undefined },
          { kind: 'inside', scope: 'note', word: 'netes' },
        ],
      }),
    ],
    ['date:2025 a', { kind: 'and', nodes: [text('"a"*'), expect.objectContaining({ kind: 'date' })] }],
    ['[x:y]', expect.objectContaining({ kind: 'property' })],
    ['""', any],
  ])('%s', (query, expected) => expect(plan(query)).toEqual(expected));
});

test('of the words that must stand together the index is asked by the first word of each phrase', () => {
  const found = planQuery(parseQuery('block:("a b" 镜像 k3s 网 xy (y OR z) -c /d/)'), () => false);
  expect(found).toMatchObject({
    together: [
      { text: 'a', isPrefix: false },
      { text: '镜像', isPrefix: false },
      { text: 'k3s', isPrefix: true },
      { text: '网', isPrefix: true },
    ],
  });
  // What begins inside a word stands elsewhere in the index.
  expect(plan('block:("a b" 镜像)')).not.toHaveProperty('together');
});

describe('what weighs the hits', () => {
  test.each([
    ['a path:b', '"a"*'],
    ['line:(a b) tag:c', '("a"* AND "b"*)'],
    ['a OR path:b', undefined],
    ['-a', undefined],
    ['a -b', '("a"* NOT "b"*)'],
  ])('%s', (query, expected) => expect(rankingText(plan(query))).toEqual(expected));
});

describe('what an expression costs', () => {
  const written = (words: string[]) => (start: string) => words.some((word) => word.startsWith(start));

  test('a phrase that ends in a word is weighed without it', () => {
    expect(planQuery(parseQuery('"look at the"'), () => false)).toEqual({
      kind: 'text',
      scope: 'note',
      all: '"look at the"*',
      sure: '"look at the"*',
      wide: '"look at"',
      quick: { expression: '"look at the"', last: '"the"' },
    });
    expect(rankingText(plan('"看 the"'))).toBe('"看\u00a0"');
  });

  test.each([
    ['the', { expression: '"the"', last: '"the"' }],
    ['镜像', undefined],
    ['"the "', undefined],
    ['the -a', undefined],
    ['the a', undefined],
    ['match-case:the', undefined],
  ])('%s: a last word may be taken as it stands', (query, quick) => {
    expect(planQuery(parseQuery(query), () => false)).toMatchObject(quick ? { quick } : {});
    if (!quick) expect(planQuery(parseQuery(query), () => false)).not.toHaveProperty('quick.expression');
  });

  test('words that begin inside a token are asked for only where there are such', () => {
    const all = (words: string[]) => (planQuery(parseQuery('"m a"'), written(words)) as { all: string }).all;
    expect(all([])).toBe('"m a"*');
    expect(all(['\ue000mb'])).toBe('("m a"* OR ("\ue000m"* AND "a"*))');
  });
});
