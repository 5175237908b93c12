import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNote } from '../../../shared/note/parse.ts';
import { growth } from '../../fixtures/growth.ts';
import { hostileNote, hostileNotes, steepFor } from '../../fixtures/notes/hostile.ts';
import { noteText } from '../../fixtures/notes/random.ts';
import { expectSound } from '../../fixtures/notes/sound.ts';

const parse = (text: string, name = 'name') => parseNote(text, name);
const sources = (text: string, spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => text.slice(from, to));
const lines = (...all: string[]) => all.join('\n');

describe('title', () => {
  it.each([
    ['+++\ntitle = "甲"\n+++\n# 乙', '甲'],
    ['---\ntitle: 2025\n---\n', '2025'],
    ['---\ntitle: " "\n---\n# 乙', '乙'],
    ['## 二\n# *一* [[N|丙]]\n# 三', '一 丙'],
    ['标题\n===', '标题'],
    ['\uFEFF# 乙\r\n', '乙'],
    ['#no\n# \n', 'name'],
    ['```\n# code\n```', 'name'],
    ['', 'name'],
  ])('%j: %s', (text, title) => expect(parse(text).title).toBe(title));
});

describe('aliases', () => {
  it.each([
    ['---\naliases: [甲, /old/, a/b, 乙]\n---\n', ['甲', '乙']],
    ['---\naliases: 甲\n---\n', ['甲']],
    ['---\naliases: 甲, 乙\n---\n', ['甲', '乙']],
    ['---\naliases:\n---\n', []],
    ["+++\naliases = ['/x']\n[params]\naliases = ['OVN', 'OVN']\n+++\n", ['OVN']],
    ['{"params": {"aliases": ["甲"]}}\n', ['甲']],
    ['---\naliases: [1.5, true, null, [x]]\n---\n', ['1.5']],
    ['---\nalias: gone\n---\n', []],
  ])('%j', (text, aliases) => expect(parse(text).aliases).toEqual(aliases));
});

describe('tags', () => {
  it('come from front matter, then from the text, every time, as written', () => {
    const text = '---\ntags: [学习, "#B", k8s]\n---\n#a 中 #A/b #a';
    const { tags } = parse(text);
    expect(tags.map((tag) => tag.name)).toEqual(['学习', 'B', 'k8s', 'a', 'A/b', 'a']);
    expect(
      sources(
        text,
        tags.map((tag) => tag.span),
      ),
    ).toEqual(['学习', 'B', 'k8s', '#a', '#A/b', '#a']);
    expect(tags.map((tag) => tag.line)).toEqual([2, 2, 2, 4, 4, 4]);
  });

  it.each([
    ['---\ntags: a, b c\n---\n', ['a', 'b', 'c']],
    ['---\ntags:\n  - tags\n  - t\n---\n', ['tags', 't']],
    ['+++\ntags = ["Open vSwitch"]\n+++\n', ['Open vSwitch']],
    ['---\ntags: 2025\n---\n', ['2025']],
  ])('%j', (text, names) => {
    const { tags } = parse(text);
    expect(tags.map((tag) => tag.name)).toEqual(names);
    expect(
      sources(
        text,
        tags.map((tag) => tag.span),
      ),
    ).toEqual(names);
  });
});

describe('headings', () => {
  it.each([
    ['## [1.2.0] - 2025 ![x]', '[1.2.0] - 2025 ![x]'],
    ['## [a][B c] [b] [B C][]\n\n[b  c]: x.md', 'a [b] B C'],
  ])('%j: only what is defined is a link', (text, expected) => {
    expect(parse(text).headings[0]?.text).toBe(expected);
  });

  it('have plain text', () => {
    const text = lines(
      '# **粗** _em_ `code` ==mark== ~~no~~ ##',
      '## [[N#h|shown]] and [[A#B]] and [text](u.md "t") ![img](x.png)',
      '### a \\* &amp; <b>c</b> %%no%% $x$ [^1] ^id',
      '#### https://a.b #tag [ref]',
      'two',
      'lines',
      '---',
    );
    expect(parse(text).headings.map((heading) => [heading.level, heading.text, heading.line])).toEqual([
      [1, '粗 em code mark no', 1],
      [2, 'shown and A > B and text img', 2],
      [3, 'a * &amp; c $x$', 3],
      [4, 'https://a.b #tag [ref]', 4],
      [2, 'two lines', 5],
    ]);
  });
});

describe('blocks', () => {
  const text = lines(
    'above',
    '# One',
    'para',
    'goes on ^p',
    '',
    '- [ ] item',
    '  on ^li',
    '  - child',
    '    > quote in it',
    '',
    '    more of the child',
    '-',
    '',
    '> [!note] Title',
    '> text',
    '>',
    '> second',
    '## Two',
    '| a | b |',
    '|---|---|',
    '| c | d |',
    '',
    '^tab',
    '',
    '```JS {x}',
    'code',
    '```',
    '    indented',
    '',
    '<div>',
    '</div>',
    '',
    '<!-- c -->',
    '%%',
    'c',
    '%%',
    '$$',
    'm',
    '$$',
    '***',
    '[^1]: foot',
    '',
    '    note',
  );
  const { blocks } = parse(text);

  it('are cut where a person would', () => {
    expect(
      blocks.map((block) => [block.kind, text.slice(block.span.from, block.span.to), block.line]),
    ).toEqual([
      ['paragraph', 'above', 1],
      ['heading', '# One', 2],
      ['paragraph', 'para\ngoes on ^p', 3],
      ['list-item', '- [ ] item\n  on ^li', 6],
      ['list-item', '- child', 8],
      ['quote', 'quote in it', 9],
      ['paragraph', 'more of the child', 11],
      ['list-item', '-', 12],
      ['quote', '[!note] Title\n> text', 14],
      ['quote', 'second', 17],
      ['heading', '## Two', 18],
      ['table-row', '| a | b |', 19],
      ['table-row', '| c | d |', 21],
      ['code', '```JS {x}\ncode\n```', 25],
      ['code', 'indented', 28],
      ['html', '<div>\n</div>', 30],
      ['comment', '<!-- c -->', 33],
      ['comment', '%%\nc\n%%', 34],
      ['math', '$$\nm\n$$', 37],
      ['footnote', '[^1]: foot', 41],
      ['footnote', 'note', 43],
    ]);
  });

  it('know their heading, the item that holds them, their id and language', () => {
    expect(blocks.map((block) => block.heading)).toEqual([
      -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]);
    expect(blocks.map((block) => block.parent)).toEqual([
      -1, -1, -1, -1, 3, 4, 4, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    ]);
    const ids = blocks.flatMap((block) => (block.id ? [[block.id, block.line]] : []));
    expect(ids).toEqual([
      ['p', 3],
      ['li', 6],
      ['tab', 19],
    ]);
    expect(blocks.filter((block) => block.kind === 'code').map((block) => block.lang)).toEqual([
      'js',
      undefined,
    ]);
  });

  it.each([
    ['- a\n- b\n\n^list', 'list', '- a'],
    ['- a ^own\n- b\n\n^list', 'list', '- b'],
    ['> a\n>\n> b\n\n^q', 'q', 'a'],
    ['para\n\n^p', 'p', 'para'],
    ['- a\n\n  ^in\n', 'in', undefined],
    ['^first', 'first', '^first'],
    ['x ^old ^new', 'new', 'x ^old ^new'],
  ])('id of %j', (text, id, source) => {
    const block = parse(text).blocks.find((one) => one.id === id);
    expect(block && text.slice(block.span.from, block.span.to)).toBe(source);
  });

  it('are the same with CRLF, but for the CR', () => {
    const crlf = text.replaceAll('\n', '\r\n');
    const facts = parse(crlf);
    expect(
      facts.blocks.map((block) => [block.kind, block.line, block.id, block.heading, block.parent]),
    ).toEqual(blocks.map((block) => [block.kind, block.line, block.id, block.heading, block.parent]));
    expectSound(crlf, facts);
    expect(
      sources(
        crlf,
        facts.blocks.map((block) => block.span),
      ).filter((one) => /\s$/.test(one)),
    ).toEqual([]);
  });
});

describe('links', () => {
  it.each<[string, [string, string | undefined, string | undefined, string][]]>([
    [
      '[[N]] [[N.md]] [[F/N]]',
      [
        ['N', undefined, undefined, 'N'],
        ['N.md', undefined, undefined, 'N.md'],
        ['F/N', undefined, undefined, 'F/N'],
      ],
    ],
    ['[[N|t|u]]', [['N', undefined, 't|u', 'N']]],
    [
      '[[#H]] [[N#H1#H2]] [[N#^id]] [[N#]]',
      [
        ['', 'H', undefined, '#H'],
        ['N', 'H1#H2', undefined, 'N#H1#H2'],
        ['N', '^id', undefined, 'N#^id'],
        ['N', undefined, undefined, 'N#'],
      ],
    ],
    ['[[Quick Switcher ]]', [['Quick Switcher', undefined, undefined, 'Quick Switcher ']]],
    ['| ![[A#B\\|c]] |\n|-|', [['A', 'B', 'c', 'A#B']]],
    [
      '[t](N.md) [t](N.md#H) [t](#H)',
      [
        ['N.md', undefined, 't', 'N.md'],
        ['N.md', 'H', 't', 'N.md#H'],
        ['', 'H', 't', '#H'],
      ],
    ],
    ['[t](<a b.md> "x")', [['a b.md', undefined, 't', 'a b.md']]],
    ['[**t** `u`](a%20%E4%B8%AD.md#%41)', [['a 中.md', 'A', 't u', 'a%20%E4%B8%AD.md#%41']]],
    ['[t](100%.md)', [['100%.md', undefined, 't', '100%.md']]],
    ['[t](a\\_b.md)', [['a_b.md', undefined, 't', 'a\\_b.md']]],
    ['![alt|100](img.png)', [['img.png', undefined, 'alt|100', 'img.png']]],
    [
      '[![a](i.png)](p.md)',
      [
        ['p.md', undefined, 'a', 'p.md'],
        ['i.png', undefined, 'a', 'i.png'],
      ],
    ],
    [
      '[a](/docs/x/) [b](../y.md)',
      [
        ['/docs/x/', undefined, 'a', '/docs/x/'],
        ['../y.md', undefined, 'b', '../y.md'],
      ],
    ],
    [
      '[a](https://x) [b](//x) [c](mailto:x) [d](obsidian://x) ![e](data:x) <https://y> https://z [f]() [g](<>)',
      [],
    ],
    ['[x]: n.md "T"\n\n[a][x] [x] [x][] ![i][x]', [['n.md', undefined, 'x', 'n.md']]],
    ['[x]: https://a.b\n\n[x]', []],
    ['`[[a]]` <!-- [[b]] --> %%[c](d)%% <a href="[[e]]">', []],
  ])('%j', (text, expected) => {
    const { links } = parse(text);
    const read = links.map((one) => [
      one.path,
      one.fragment,
      one.text,
      text.slice(one.target.from, one.target.to),
    ]);
    expect(read).toEqual(expected);
  });

  it('know their kind, source, place and block', () => {
    const text = 'a\n\n- 看![[甲]]\n- [t](b.md)';
    expect(parse(text).links).toEqual([
      {
        ...{ kind: 'wiki', embed: true, raw: '![[甲]]', span: { from: 6, to: 12 }, line: 3, column: 4 },
        ...{ path: '甲', fragment: undefined, text: undefined, target: { from: 9, to: 10 }, block: 1 },
      },
      {
        ...{
          kind: 'markdown',
          embed: false,
          raw: '[t](b.md)',
          span: { from: 15, to: 24 },
          line: 4,
          column: 3,
        },
        ...{ path: 'b.md', fragment: undefined, text: 't', target: { from: 19, to: 23 }, block: 2 },
      },
    ]);
  });

  it('of reference form are listed once, at the definition, whole', () => {
    const text = '[a][b] and [b]\n\n> [b]: <c d.md> "T"';
    expect(parse(text).links.map((one) => [one.raw, one.line, one.column, one.path])).toEqual([
      ['[b]: <c d.md> "T"', 3, 3, 'c d.md'],
    ]);
  });

  it('in front matter are those inside its strings', () => {
    const text =
      '---\nup: "[[Home#x|h]]"\nlist:\n  - "![[甲]]"\n  - see [[乙]] and [[乙]]\nnot: [[nested]]\n# [[no]]\n---\n[[body]]';
    const { links } = parse(text);
    expect(links.map((one) => [one.raw, one.line, one.column, one.block])).toEqual([
      ['[[Home#x|h]]', 2, 6, -1],
      ['![[甲]]', 4, 6, -1],
      ['[[乙]]', 5, 9, -1],
      ['[[乙]]', 5, 19, -1],
      ['[[body]]', 9, 1, 0],
    ]);
    expectSound(text, parse(text));
  });

  it.each<[string, string, string | undefined, string | undefined, string]>([
    ["---\nup: '[[Bob''s#It''s|n]]'\n---\n", "Bob's", "It's", 'n', "Bob''s#It''s"],
    ['---\nup: "[[Note\\\\|n]]"\n---\n', 'Note', undefined, 'n', 'Note'],
    ['---\nup: "[[a\\"b\\"|\\\\c]]"\n---\n', 'a"b"', undefined, '\\c', 'a\\"b\\"'],
    ['+++\nup = "[[\\u4e2d文\\U0001F600]]"\n+++\n', '中文😀', undefined, undefined, '\\u4e2d文\\U0001F600'],
    ['{"up": "[[a\\"b#\\u4e2d]]"}\n', 'a"b', '中', undefined, 'a\\"b#\\u4e2d'],
    ["---\nup: it's [[Bob''s]]\n---\n", "Bob''s", undefined, undefined, "Bob''s"],
    // YAML reads a space where a string goes on in the next line.
    ['---\nup: >-\n  see\n  [[New\n  Note#It is|n]]\n---\n', 'New Note', 'It is', 'n', 'New\n  Note#It is'],
    ['---\nup: see [[New\n  Note]]\n---\n', 'New Note', undefined, undefined, 'New\n  Note'],
    ["---\nup: '[[Bob''s\r\n  Note]]'\n---\n", "Bob's Note", undefined, undefined, "Bob''s\r\n  Note"],
    ['---\nup: |\n  [[a\n  b]] [[c]]\n---\n', 'c', undefined, undefined, 'c'],
    ["+++\nup = 'C:\\x [[a\\b]]'\n+++\n", 'a\\b', undefined, undefined, 'a\\b'],
  ])('in front matter are read as their string is: %j', (text, path, fragment, shown, target) => {
    const facts = parse(text);
    const [link, ...more] = facts.links;
    expect(more).toEqual([]);
    expect(link).toMatchObject({ path, fragment, text: shown });
    expect(text.slice(link?.target.from, link?.target.to)).toBe(target);
    expectSound(text, facts);
  });
});

it('tasks have a status, a text and the block of their item', () => {
  const text = '# h\n- [ ] 做 [[x]] ^t\n  - [/] half\n1. [x] done\n\n   [ ] no task\n- plain';
  expect(parse(text).tasks.map((task) => [task.status, task.text, task.line, task.block])).toEqual([
    [' ', '做 [[x]]', 2, 1],
    ['/', 'half', 3, 2],
    ['x', 'done', 4, 3],
  ]);
});

describe('tables', () => {
  it.each([
    ['| a |\n|---| \n| b |', 2],
    ['text\n| a | b |\n| :-: | -- |\t\n| c |', 2],
    ['text\n| a | b |\n| --- |', 0],
    ['a \\| b\n|-|', 0],
    ['> t\n> | a |\n> |-|', 1],
  ])('%j has %i rows, with LF and CRLF', (text, rows) => {
    for (const note of [text, text.replaceAll('\n', '\r\n')]) {
      expect(parse(note).blocks.filter((block) => block.kind === 'table-row').length).toBe(rows);
    }
  });
});

describe('prose', () => {
  it.each([
    ['a [[b]] c', ['a ', ' c']],
    ['**OVN**中', ['OVN', '中']],
    ['# H #t ^id', [' H ']],
    ['看 https://ovn.io/OVN，`ovn` $ovn$ <b>ovn</b>', ['看 ', '，', 'ovn']],
    ['[OVN](https://x) ![OVN](y)', []],
    ['[OVN] [ovn][no]', ['[OVN] [ovn][no]']],
    ['[OVN]: a.md\n\nx [OVN] [t][ovn] ![i][OVN]', ['x ']],
    ['[a b]\n\n[A\n B]: c.md', []],
    ['- [ ] a\n- b\n\n> c\n> d\n\n| e |\n|-|', [' a', 'b', 'c\n', ' d', ' e ']],
    ['---\ntitle: OVN\n---\n%%OVN%%<!-- OVN -->', []],
    ['```\nOVN\n```\n\n<div>OVN</div>\n\n%%\nOVN\n%%', []],
    ['a\\*b &amp; c', ['a\\*b &amp; c']],
    ['x[^1] ^[OVN]\n\n[^1]: y', ['x', 'OVN', 'y']],
    ['> [!note] T', [' T']],
  ])('%j', (text, expected) => expect(sources(text, parse(text).prose)).toEqual(expected));
});

describe('counts', () => {
  it.each([
    ['看了下 k3s 的 localpath pv。', 7, 19],
    ["don't stop_it 3.14", 4, 16],
    ['---\ntitle: x\n---\n一二', 2, 2],
    ['カナ 한글 𠮷😀', 5, 6],
    ['Привет, мир', 2, 10],
    ['\uFEFF', 0, 0],
    ['', 0, 0],
  ])('%j: %i words, %i characters', (text, words, characters) => {
    const facts = parse(text);
    expect([facts.words, facts.characters]).toEqual([words, characters]);
  });
});

describe('broken front matter', () => {
  it('is reported, and the body read', () => {
    const facts = parse('---\na: [\n---\n# T\n[[x]]');
    expect(facts.frontMatter?.problem?.line).toBeGreaterThan(1);
    expect([facts.title, facts.links.length]).toEqual(['T', 1]);
  });

  it('without an end leaves the text below it the body', () => {
    const facts = parse('+++\na = 1\n\n[[x]]');
    expect(facts.frontMatter?.problem).toMatchObject({ line: 1, column: 1 });
    expect(facts.links.length).toBe(1);
  });
});

describe('any text', () => {
  it('gives sound facts', () => {
    fc.assert(
      fc.property(noteText, (text) => expectSound(text, parse(text))),
      { numRuns: 1500 },
    );
  });

  it.each(hostileNotes)('%s: by work in proportion, and sound', (what, text) => {
    const facts = parse(text);
    expect(growth(10_000, hostileNote(what), parse)).toBeLessThan(steepFor(what));
    if (facts.prose.length + facts.links.length < 300) expectSound(text, facts);
  });
});
