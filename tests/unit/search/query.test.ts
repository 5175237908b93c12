import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import { cutAtFault } from '../../../shared/search/faults.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import type { Branch, QueryNode, ValueTest } from '../../../shared/search/syntax.ts';

/** A query tree as one line, so that a table of cases can be read. */
function show(node: QueryNode | ValueTest): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `${node.kind}(${(node.nodes as (QueryNode | ValueTest)[]).map(show).join(', ')})`;
    case 'not':
      return `not(${show(node.node as Branch<never>)})`;
    case 'term': {
      const mark = node.inside ? '*' : node.quoted ? '"' : '';
      return `${mark}${node.text}${node.matchCase ? '!' : ''}`;
    }
    case 'regex':
      return `/${node.source}/${node.flags}`;
    case 'field':
      return `${node.field}:${show(node.node)}`;
    case 'code':
      return `lang ${node.lang}:${node.node ? show(node.node) : 'any'}`;
    case 'tag':
      return `#${node.tag}`;
    case 'property':
      return `[${node.name}${node.test ? `: ${show(node.test)}` : ''}]`;
    case 'compare':
      return `${node.op}${node.value}`;
    case 'null':
      return 'null';
    case 'date':
      return `${node.field} ${node.op} ${node.value}`;
    case 'graph':
      return 'target' in node ? `${node.relation} ${node.target}` : node.relation;
  }
}

const read = (text: string) => show(parseQuery(text).root);

function refusal(text: string): { message: string; place: string } {
  try {
    parseQuery(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('invalid-query');
    const { from, to } = error.data as { from: number; to: number };
    expect(from).toBeLessThanOrEqual(to);
    expect(to).toBeLessThanOrEqual(text.length);
    return { message: error.message, place: text.slice(from, to) };
  }
  throw new Error(`Not refused: ${text}`);
}

describe('terms, phrases, and what joins them', () => {
  test.each([
    ['k3s', 'k3s'],
    ['a b', 'and(a, b)'],
    ['a\u3000b', 'and(a, b)'],
    ['GO常用命令', 'GO常用命令'],
    ['a b OR c d', 'or(and(a, b), and(c, d))'],
    ['a OR b OR c', 'or(a, b, c)'],
    ['a or b', 'and(a, or, b)'],
    ['OR', 'OR'],
    ['ORacle', 'ORacle'],
    ['a -b', 'and(a, not(b))'],
    ['-(a b)', 'not(and(a, b))'],
    ['-"a b"', 'not("a b)'],
    ['a (b OR c)', 'and(a, or(b, c))'],
    ['(a)', 'a'],
    ['"a b"', '"a b'],
    ['"say \\"hi\\""', '"say "hi"'],
    ['"a\\\\"', '"a\\'],
    ['"C:\\temp"', '"C:\\temp'],
    ['"*netes"', '*netes'],
    ['"\\*netes"', '"*netes'],
    ['"\\\\*.o"', '"\\*.o'],
    ['“a b” c', 'and("a b, c)'],
    ['path:“我的 笔记”', 'path:"我的 笔记'],
    ['-“a b”', 'not("a b)'],
    ['"“a”"', '"“a”'],
    ['“a', '“a'],
    ['a“b c”', 'and(a“b, c”)'],
    ['[author:“张 三”]', '[author: "张 三]'],
    ['"*"', '"*'],
    ['*netes', '*netes'],
    ['""', '"'],
  ])('%s', (query, expected) => expect(read(query)).toBe(expected));

  test('an asterisk outside quotes is text', () => {
    expect(parseQuery('*netes').root).toMatchObject({ kind: 'term', text: '*netes', inside: false });
  });

  test.each([
    'main()',
    'fn(a)[0]',
    'a(b',
    '--dry-run',
    '->',
    '-',
    'http://10.0.0.1:8080/x?y=1',
    'containerd:1.6',
    '/etc/hosts',
    '/var/log/',
    '/etc',
    '[[k3s]]',
    '[text](target.md)',
    '![alt](a.png)',
    'c++',
    '.net',
    'a"b',
    '#tag',
    '（括号）',
    '“引号”',
    '你好，世界',
  ])('%s is one word as it stands', (query) => {
    expect(parseQuery(query).root).toMatchObject({ kind: 'term', text: query, quoted: false });
  });

  test('a word keeps its place', () => {
    expect(parseQuery('  k3s').root).toMatchObject({ span: { from: 2, to: 5 } });
  });

  test('brackets of a group do not belong to its words', () => {
    expect(read('(a f(x) b)')).toBe('and(a, f(x), b)');
  });
});

describe('operators', () => {
  test.each([
    ['file:a', 'file:a'],
    ['FILE:a', 'file:a'],
    ['file: a', 'file:a'],
    ['file:.jpg', 'file:.jpg'],
    ['path:"Daily notes/2022-07"', 'path:"Daily notes/2022-07'],
    ['path:/\\d{4}-\\d{2}/', 'path:/\\d{4}-\\d{2}/gimu'],
    ['content:(a OR b)', 'content:or(a, b)'],
    ['title:a alias:b heading:c', 'and(title:a, alias:b, heading:c)'],
    ['line:(mix flour)', 'line:and(mix, flour)'],
    ['-line:(a b)', 'not(line:and(a, b))'],
    ['block:(a -b)', 'block:and(a, not(b))'],
    ['section:a', 'section:a'],
    ['task:""', 'task:"'],
    ['task-todo:call task-done:x', 'and(task-todo:call, task-done:x)'],
    ['block:(tag:#a b)', 'block:and(#a, b)'],
    ['match-case:HappyCat', 'HappyCat!'],
    ['match-case:(A OR /b/)', 'or(A!, /b/gmu)'],
    ['match-case:(A ignore-case:B)', 'and(A!, B)'],
    ['line:(match-case:A b)', 'line:and(A!, b)'],
    ['tag:#a/b', '#a/b'],
    ['tag:a', '#a'],
    ['tag:(#a OR #b)', 'or(#a, #b)'],
    ['-tag:#a', 'not(#a)'],
    ['lang:bash', 'lang bash:any'],
    ['lang:Bash kubectl', 'lang bash:kubectl'],
    ['lang:bash kubectl apply file:x', 'and(file:x, lang bash:and(kubectl, apply))'],
    ['kubectl lang:bash -helm', 'lang bash:and(kubectl, not(helm))'],
    ['lang:bash a lang:go b', 'and(lang bash:a, lang go:b)'],
    ['lang:bash a OR b', 'or(lang bash:a, b)'],
    ['links-to:[[k3s]]', 'links-to k3s'],
    ['links-to:[[a b#h|text]]', 'links-to a b'],
    ['mentions:"a b"', 'mentions a b'],
    ['mentions:OVN x', 'and(mentions OVN, x)'],
    ['orphan:', 'orphan'],
    ['-broken: a', 'and(not(broken), a)'],
    ['(orphan:)', 'orphan'],
    ['created:2025-08', 'created = 2025-08'],
    ['modified:>2025-08-01', 'modified > 2025-08-01'],
    ['date:<=2025', 'date <= 2025'],
    ['date:last-week', 'date = last-week'],
    ['date:"last week"', 'date = last-week'],
    ['modified:last-30-days', 'modified = last-30-days'],
  ])('%s', (query, expected) => expect(read(query)).toBe(expected));
});

describe('properties', () => {
  test.each([
    ['[draft]', '[draft]'],
    ['[my prop]', '[my prop]'],
    ['["a:b"]', '[a:b]'],
    ['[status:Draft]', '[status: Draft]'],
    ['[status:Draft OR Published]', '[status: or(Draft, Published)]'],
    ['[status:-Draft]', '[status: not(Draft)]'],
    ['[status:(a OR b) c]', '[status: and(or(a, b), c)]'],
    ['[status:"in progress"]', '[status: "in progress]'],
    ['[aliases:null]', '[aliases: null]'],
    ['[duration:<5]', '[duration: <5]'],
    ['[date:>2025-08-01]', '[date: >2025-08-01]'],
    ['[date:>=2025-08 <2025-10]', '[date: and(>=2025-08, <2025-10)]'],
    ['[x:/^a.c$/]', '[x: /^a.c$/gimu]'],
    ['meeting [duration:<5]', 'and(meeting, [duration: <5])'],
    ['([a] OR [b:1])', 'or([a], [b: 1])'],
    ['-[draft:true]', 'not([draft: true])'],
  ])('%s', (query, expected) => expect(read(query)).toBe(expected));

  test('an empty box is text', () => expect(read('- [ ] x')).toBe('and(-, [, ], x)'));
});

describe('regular expressions', () => {
  test.each([
    ['/a b/', '/a b/gimu'],
    ['/[/]x/', '/[/]x/gimu'],
    ['/a\\/b/', '/a\\/b/gimu'],
    ['/\\p{Script=Han}+/', '/\\p{Script=Han}+/gimu'],
    ['/\\-/', '/\\-/gim'],
    ['(/a/ OR /b/)', 'or(/a/gimu, /b/gimu)'],
    ['-/a/', 'not(/a/gimu)'],
  ])('%s', (query, expected) => expect(read(query)).toBe(expected));
});

describe('what is refused, with its place', () => {
  test.each([
    ['', 'The query is empty', ''],
    ['  ', 'The query is empty', '  '],
    ['"a b', 'No quotation mark closes this', '"'],
    ['a (b', 'No ) closes this', '('],
    ['a b)', 'Unexpected )', ')'],
    ['a ()', 'Nothing stands in these brackets', '()'],
    ['OR a', 'Nothing stands before OR', 'OR'],
    ['a OR', 'Nothing stands after OR', 'OR'],
    ['a OR OR b', 'Nothing stands before OR', 'OR'],
    ['(a OR) b', 'Nothing stands after OR', 'OR'],
    ['a /[/', 'Bad regular expression: a bracket [ is not closed', '/[/'],
    ['/(a/', 'Bad regular expression: a bracket ( is not closed', '/(a/'],
    ['/a+', 'No / closes this regular expression', '/'],
    ['x file:', 'Nothing stands after file:', 'file:'],
    ['(file:)', 'Nothing stands after file:', 'file:'],
    ['line:(file:a)', 'file: cannot stand inside line:', 'file:'],
    ['heading:(tag:#a)', 'tag: cannot stand inside heading:', 'tag:'],
    ['tag:""', 'tag: needs the name of a tag', 'tag:""'],
    ['lang:', 'Nothing stands after lang:', 'lang:'],
    ['orphan:x', 'orphan: stands alone', 'orphan:'],
    ['links-to:', 'Nothing stands after links-to:', 'links-to:'],
    ['links-to:[[]]', 'links-to: needs the name of a note', 'links-to:[[]]'],
    ['date:soon', 'date: needs a date such as 2025-08-01, 2025-08 or last-week', 'soon'],
    ['date:2025-13', 'date: needs a date such as 2025-08-01, 2025-08 or last-week', '2025-13'],
    ['created:2025-02-30', 'created: needs a date such as 2025-08-01, 2025-08 or last-week', '2025-02-30'],
    ['[draft', 'No ] closes this', '['],
    ['[draft:', 'No ] closes this', '['],
    ['[draft:]', 'Nothing stands after draft:', 'draft:'],
    ['\u200b', 'This holds no character that can be found', '\u200b'],
  ])('%j', (query, message, place) => expect(refusal(query)).toEqual({ message, place }));

  test.each([
    '('.repeat(10_000),
    '-('.repeat(3000),
    '"'.repeat(9_999),
    `${'file:('.repeat(1000)}a`,
    'match-case:'.repeat(900),
    'a'.repeat(10_001),
  ])('bad input of %#', (query) => {
    expect(() => parseQuery(query)).toThrow(AppError);
  });

  test('any text is read or refused with a place in it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      '[',
      ']',
      '/',
      '-',
      ':',
      ' ',
      'OR',
      'a',
      '学',
      'tag:',
      'line:',
      '\\',
      '<',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        try {
          expect(parseQuery(text).text).toBe(text);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          const { from, to } = error.data as { from: number; to: number };
          expect(0 <= from && from <= to && to <= text.length).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['a (b', { from: 2, to: 3 }, ['a ', '(', 'b']],
  ['a -', { from: 3 }, ['a -', '', '']],
  ['a', {}, ['a', '', '']],
  ['ab', { from: 1, to: 99 }, ['a', 'b', '']],
])('%s is cut where it is wrong', (query, data, parts) => {
  expect(cutAtFault(query, data)).toEqual(parts);
});
