import { describe, expect, test } from 'vitest';
import type { Property } from '../../../shared/note/facts.ts';
import { compileQuery, type MatchOptions, type SearchNote } from '../../../shared/search/match.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { facts, note, spanOf } from './note-fixture.ts';

const match = (query: string, on: SearchNote, options?: MatchOptions) =>
  compileQuery(parseQuery(query), options).match(on, 100);
const hits = (query: string, on: SearchNote, options?: MatchOptions) =>
  match(query, on, options) !== undefined;

/** What is highlighted in the text. */
const marked = (query: string, text: string) =>
  match(query, note(text))?.matches.flatMap((block) =>
    block.ranges.map(([from, to]) => block.text.slice(from, to)),
  );

describe('terms', () => {
  test.each([
    ['ovn', 'OVN-K8s', ['OVN']],
    ['ovn', 'ＯＶＮ 网络', ['ＯＶＮ']],
    ['kube', 'Kubernetes 和 minikube', ['Kube']],
    ['"*kube"', 'Kubernetes 和 minikube', ['Kube', 'kube']],
    ['netes', 'Kubernetes', undefined],
    ['"netes"', 'Kubernetes', undefined],
    ['"*netes"', 'Kubernetes', ['netes']],
    ['像', '幽灵镜像', ['像']],
    ['灵镜', '幽灵镜像', ['灵镜']],
    ['常用命令', 'GO常用命令', ['常用命令']],
    ['go', 'GO常用命令', ['GO']],
    ['go常用', 'GO常用命令', ['GO常用']],
    ['用go', '常用GO命令', ['用GO']],
    ['m', '⑥M', ['M']],
    ['straße', 'STRASSE', ['STRASSE']],
    ['cafe', 'Café café', ['Café', 'cafe\u0301'.normalize('NFC')]],
    ['网络', '网\u200b络', ['网\u200b络']],
    ['10.0.0.1', 'http://10.0.0.1:80', ['10.0.0.1']],
    ['c++', 'C++ 17', ['C++']],
    ['[[k3s]]', 'see [[k3s]]', ['[[k3s]]']],
    ['k3s', 'a [b](k3s.md) `k3s` <!-- k3s -->', ['k3s', 'k3s', 'k3s']],
    ['_b', 'a_b', undefined],
    ['a_b', 'x a_b', ['a_b']],
    ['"a b"', 'a b', ['a b']],
    ['"a b"', 'a  b', undefined],
    ['"a b"', 'xa b', undefined],
    ['"a b"', 'A bc', ['A b']],
    ['"say \\"hi\\""', 'he would say "hi" now', ['say "hi"']],
    ['a b', 'b then a', ['b', 'a']],
    ['a b', 'only a', undefined],
    ['a OR b', 'only b', ['b']],
    ['a -b', 'only a', ['a']],
    ['a -b', 'a and b', undefined],
    ['a -(b c)', 'a b', ['a']],
    ['(a OR b) c', 'b c', ['b', 'c']],
    ['aa', 'aaaa', ['aa']],
    ['match-case:OVN', 'ovn OVN', ['OVN']],
    ['match-case:OVN', 'ovn', undefined],
    ['match-case:(OVN ignore-case:k3S)', 'OVN k3s', ['OVN', 'k3s']],
    ['ignore-case:OVN', 'ovn', ['ovn']],
  ])('%s in %j', (query, text, expected) => expect(marked(query, text)).toEqual(expected));

  test('a bare term stands in the name, the title and the aliases too, and never in folders', () => {
    const on = note('text', { path: 'cloud/k3s.md', title: 'Light Kubernetes', aliases: ['轻量集群'] });
    expect(match('k3s', on)).toMatchObject({ fields: ['name'], count: 0, matches: [] });
    expect(match('kubernetes', on)?.fields).toEqual(['title']);
    expect(match('量集', on)?.fields).toEqual(['alias']);
    expect(match('cloud', on)).toBeUndefined();
    expect(match('k3s -text', on)).toBeUndefined();
  });

  test('words of one query may stand in different places', () => {
    expect(match('k3s text', note('some text', { name: 'k3s' }))?.fields).toEqual(['name', 'text']);
  });

  test('an attachment is found by its whole name', () => {
    const image = note('', { path: 'img/架构.png', name: '架构.png' });
    expect(hits('架构', image)).toBe(true);
    expect(hits('png', image)).toBe(true);
    expect(hits('file:.png', image)).toBe(true);
  });
});

describe('fields', () => {
  const text = '# Guide to *OVN* now\n\nplain body\n\n## 第二节\n\nmore body';
  const on = note(text, {
    path: 'net/sdn/ovn-notes.md',
    title: 'Guide to OVN now',
    aliases: ['Open Network'],
  });

  test.each([
    ['file:ovn', true],
    ['file:notes', true],
    ['file:net', false],
    ['file:.md', true],
    ['file:md', true],
    ['file:(ovn -guide)', true],
    ['path:sdn', true],
    ['path:"net/sdn"', true],
    ['path:/^net/', true],
    ['path:et', false],
    ['path:body', false],
    ['content:notes', false],
    ['content:body', true],
    ['title:guide', true],
    ['title:body', false],
    ['alias:open', true],
    ['alias:"open network"', true],
    ['alias:guide', false],
    ['heading:ovn', true],
    ['heading:"to OVN"', true],
    ['heading:二', true],
    ['heading:body', false],
    ['heading:(guide 第二节)', false],
    ['-heading:body', true],
  ])('%s: %s', (query, expected) => expect(hits(query, on)).toBe(expected));

  test('a heading is highlighted where its text stands, else as a whole', () => {
    expect(marked('heading:ovn', text)).toEqual(['OVN']);
    expect(marked('heading:"to OVN now"', text)).toEqual(['# Guide to *OVN* now']);
    expect(match('ovn', on)?.fields).toEqual(['name', 'title', 'heading']);
  });
});

describe('parts of a note', () => {
  const text = [
    '# One',
    '',
    'mix the dough',
    'add flour',
    '',
    'call mum',
    '',
    '# Two',
    '',
    '```bash',
    'kubectl get pods',
    '```',
    '',
    '```go',
    'bash := 1',
    '```',
  ].join('\n');
  const on = note(text, { facts: () => facts(text, {}) });

  test.each([
    ['line:(mix dough)', true],
    ['line:(mix flour)', false],
    ['-line:(mix flour)', true],
    ['block:(mix flour)', true],
    ['block:(mix mum)', false],
    ['block:(mix -flour)', false],
    ['block:(mix -mum)', true],
    ['section:(mix mum)', true],
    ['section:(mix kubectl)', false],
    ['section:(one mix)', true],
    ['lang:bash', true],
    ['lang:python', false],
    ['lang:bash kubectl', true],
    ['lang:bash "kubectl get"', true],
    ['lang:go kubectl', false],
    ['lang:bash bash', false],
    ['lang:go bash', true],
    ['lang:bash kubectl file:note', true],
    ['lang:bash kubectl file:other', false],
    ['lang:bash -mix', true],
    ['lang:bash -kubectl', false],
    ['lang:bash (helm OR kubectl)', true],
  ])('%s: %s', (query, expected) => expect(hits(query, on)).toBe(expected));

  test('only what stands in such a part is highlighted', () => {
    expect(match('lang:go bash', on)?.matches).toEqual([{ line: 15, text: 'bash := 1', ranges: [[0, 4]] }]);
    expect(match('lang:bash', on)?.matches).toMatchObject([{ line: 11, text: 'kubectl get pods' }]);
  });
});

describe('tasks and tags', () => {
  const text = '#work/blog and #Other\n\n- [ ] call mum\n- [x] write post #done';
  const tag = (name: string) => ({ name, span: spanOf(text, `#${name}`), line: 1 });
  const on = note(text, {
    facts: () =>
      facts(text, {
        tags: [tag('work/blog'), tag('Other'), tag('done')],
        tasks: [
          { status: ' ', text: 'call mum', span: spanOf(text, '- [ ] call mum'), line: 3, block: -1 },
          {
            status: 'x',
            text: 'write post #done',
            span: spanOf(text, '- [x] write post #done'),
            line: 4,
            block: -1,
          },
        ],
      }),
  });

  test.each([
    ['task:""', true],
    ['task:call', true],
    ['task-todo:call', true],
    ['task-done:call', false],
    ['task-done:(write post)', true],
    ['task:(call write)', false],
    ['task-done:tag:#done', true],
    ['task-todo:tag:#done', false],
    ['tag:#work', true],
    ['tag:WORK', true],
    ['tag:#work/blog', true],
    ['tag:#wor', false],
    ['tag:#blog', false],
    ['tag:#other', true],
    ['-tag:#other', false],
    ['tag:(#none OR #other)', true],
  ])('%s: %s', (query, expected) => expect(hits(query, on)).toBe(expected));

  test('a note without tasks has none', () => expect(hits('task:""', note('- nothing'))).toBe(false));
  test('a tag is a field of its own', () => {
    expect(match('tag:#other', on)).toMatchObject({ fields: ['tag'], count: 1 });
    expect(match('#work', on)?.fields).toEqual(['tag']);
  });
});

describe('properties', () => {
  const text = '+++\nx = 1\n+++\n';
  const property = (name: string, value: Property['value']): Property => ({
    name,
    value,
    type: 'text',
    span: { from: 4, to: 9 },
    line: 2,
  });
  const properties = [
    property('Status', 'In Progress'),
    property('count', 5),
    property('zero', 0),
    property('date', '2025-08-06'),
    property('aliases', ['容器', 'K3s cluster']),
    property('empty', null),
    property('none', []),
    property('draft', true),
  ];
  const span = { from: 0, to: 13 };
  const frontMatter = { format: 'toml' as const, span, inner: span, properties, problem: undefined };
  const on = note(text, { facts: () => facts(text, { frontMatter }) });

  test.each([
    ['[status]', true],
    ['[stat]', false],
    ['[status:progress]', true],
    ['[status:"progress"]', false],
    ['[status:"in progress"]', true],
    ['[status:/^in/]', true],
    ['[status:done OR progress]', true],
    ['[status:-done]', true],
    ['[status:match-case]', false],
    ['[aliases:容]', true],
    ['[aliases:"K3s cluster"]', true],
    ['[count:5]', true],
    ['[count:50]', false],
    ['[count:"5"]', true],
    ['[count:５]', true],
    ['[count:>４]', true],
    ['[zero:0]', true],
    ['[zero:""]', false],
    ['[date:>２０２５-０８-０１]', true],
    ['[count:<6]', true],
    ['[count:>5]', false],
    ['[count:>=5]', true],
    ['[count:<=4]', false],
    ['[date:>2025-08-01]', true],
    ['[date:>2025-08]', false],
    ['[date:<=2025-08]', true],
    ['[date:<2025-08-06]', false],
    ['[date:2025-08]', true],
    ['[draft:true]', true],
    ['[draft:false]', false],
    ['[empty]', true],
    ['[empty:null]', true],
    ['[none:null]', false],
    ['[missing:null]', false],
    ['[status:>5]', false],
    ['-[missing]', true],
  ])('%s: %s', (query, expected) => expect(hits(query, on)).toBe(expected));
});

describe('dates', () => {
  test.each([
    ['date:2025-08', true],
    ['date:2025-08-06', true],
    ['date:2025', true],
    ['date:2024', false],
    ['date:>2025-08-05', true],
    ['date:>2025-08', false],
    ['date:<2025-08-06', false],
    ['date:<=2025-08', true],
    ['date:last-week', false],
    ['date:this-month', true],
    ['date:last-month', false],
    ['date:last-30-days', true],
    ['created:2025-08-01', true],
    ['modified:2025-08-20', true],
    ['modified:today', true],
    ['modified:yesterday', false],
    ['modified:this-week', true],
    ['modified:this-year', true],
    ['created:last-year', false],
  ])('%s on 20 August 2025: %s', (query, expected) => {
    expect(hits(query, note(''), { today: '2025-08-20' })).toBe(expected);
  });

  test('weeks begin on Monday', () => {
    const on = (date: string) => hits('date:last-week', note('', { date }), { today: '2025-08-20' });
    expect(['2025-08-10', '2025-08-11', '2025-08-17', '2025-08-18'].map(on)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the graph', () => {
  const world = {
    linksTo: (target: string) => new Set(target === 'k3s' ? ['folder/note.md'] : []),
    mentions: () => new Set<string>(),
    orphans: () => new Set(['folder/note.md']),
    broken: () => new Set<string>(),
  };

  test.each([
    ['links-to:[[k3s]]', true],
    ['links-to:other', false],
    ['mentions:k3s', false],
    ['orphan:', true],
    ['-broken:', true],
    ['orphan: -broken: text', true],
  ])('%s: %s', (query, expected) => expect(hits(query, note('text'), { world })).toBe(expected));

  test('is refused where nobody can answer', () => {
    expect(() => hits('orphan:', note(''))).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});

describe('regular expressions', () => {
  test.each([
    ['/k\\ds/', 'K3s k8s', ['K3s', 'k8s']],
    ['match-case:/k\\ds/', 'K3s k8s', ['k8s']],
    ['/^b.*d$/', 'a\nbcd\r\ne', ['bcd']],
    ['/a\\nb/', 'a\nb', undefined],
    ['/\\p{Script=Han}{2}/', 'x 网络 y', ['网络']],
    ['/^.$/', '😀', ['😀']],
    ['a /b+/', 'a bb', ['a', 'bb']],
    ['line:/a.c/', 'abc', ['abc']],
  ])('%s in %j', (query, text, expected) => expect(marked(query, text)).toEqual(expected));

  test('a match of no length is a hit with nothing to show', () => {
    expect(match('/^/', note('abc'))).toMatchObject({ count: 0, matches: [] });
  });

  test('it is over the text, not over the name', () => expect(hits('/note/', note('text'))).toBe(false));

  test('one that may run away goes through the guard, and is refused without one', () => {
    const on = note(`${'a'.repeat(50)}!`);
    expect(() => hits('x OR /(a+)+$/', on)).toThrow(
      expect.objectContaining({
        code: 'invalid-query',
        data: expect.objectContaining({ fault: 'endless', from: 5, to: 13 }),
      }),
    );
    let guarded = 0;
    const runRegex = <T>(run: () => T): T => {
      guarded++;
      return run();
    };
    expect(hits('/(a+)+!/', on, { runRegex })).toBe(true);
    expect(hits('/a+!/', on, { runRegex })).toBe(true);
    expect(guarded).toBe(1);
  });
});

describe('what is shown', () => {
  test('a line each, with its number, up to the limit; the count is of all', () => {
    const text = 'ovn and ovn\r\nnothing\r\n用 ovn';
    expect(match('ovn', note(text))).toMatchObject({
      count: 3,
      matches: [
        {
          line: 1,
          text: 'ovn and ovn',
          ranges: [
            [0, 3],
            [8, 11],
          ],
        },
        { line: 3, text: '用 ovn', ranges: [[2, 5]] },
      ],
    });
    const matcher = compileQuery(parseQuery('ovn'));
    expect(matcher.match(note(text), 1)).toMatchObject({ count: 3, matches: [{ line: 1 }] });
    expect(matcher.match(note(text), 0)).toMatchObject({ count: 3, matches: [] });
  });

  test('overlapping terms are one range', () => {
    expect(marked('网络 络平', '网络平台')).toEqual(['网络平']);
  });
});
