import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  equalTargets,
  findFragment,
  type LinkTextContext,
  linkKey,
  linkKeys,
  linkTextFor,
  resolveLink,
} from '../../../shared/link/resolve.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { isNote, stem } from '../../../shared/text/path.ts';
import { linkOracle, realVault } from '../../fixtures/vaults.ts';
import { candidatesOf } from './small-vault.ts';

const files = [
  'Home.md',
  'Ext.md',
  'Quick Switcher.md',
  'Caf\u00e9.md',
  'a/Twin.md',
  'b/Twin.md',
  'b/c/Twin.md',
  'xb/Deep.md',
  'b/Deep.md',
  'z/y/Deep.md',
  'a/Home.md',
  'a/Own.md',
  'b/c/Own.md',
  'pic.png',
  'a/pic.png',
  'note.txt.md',
  'raw.md.md',
  'raw2.md',
  'raw2.md.md',
  'LICENSE',
  '笔记/网络 一.md',
  'x y/p q.md',
];
const candidates = candidatesOf(files);

describe('resolveLink', () => {
  const wiki: [path: string, source: string, target: string | undefined][] = [
    ['', 'a/Own.md', 'a/Own.md'],
    ['Ext.MD', 'Home.md', 'Ext.md'],
    ['ext', 'Home.md', 'Ext.md'],
    ['Quick Switcher ', 'Home.md', 'Quick Switcher.md'],
    ['Cafe\u0301', 'Home.md', 'Caf\u00e9.md'],
    ['CAFÉ', 'Home.md', 'Caf\u00e9.md'],
    ['网络 一', 'Home.md', '笔记/网络 一.md'],
    ['笔记/网络 一', 'a/Own.md', '笔记/网络 一.md'],
    ['missing', 'Home.md', undefined],
    // Ties: the root, the own folder, the shortest path, the alphabet.
    ['Home', 'a/Own.md', 'Home.md'],
    ['Twin', 'b/c/Own.md', 'b/c/Twin.md'],
    ['Twin', 'b/Deep.md', 'b/Twin.md'],
    ['Twin', 'Home.md', 'a/Twin.md'],
    ['Own', 'Home.md', 'a/Own.md'],
    // A path in front is the end of a folder path, by whole segments.
    ['b/Deep', 'Home.md', 'b/Deep.md'],
    ['y/Deep', 'Home.md', 'z/y/Deep.md'],
    ['c/Twin', 'a/Own.md', 'b/c/Twin.md'],
    ['q/Deep', 'Home.md', undefined],
    ['B/C/twin', 'Home.md', 'b/c/Twin.md'],
    // Relative and from the root.
    ['./Twin', 'b/Deep.md', 'b/Twin.md'],
    ['../Twin', 'b/c/Own.md', 'b/Twin.md'],
    ['../../Ext', 'b/c/Own.md', 'Ext.md'],
    ['../../../Ext', 'b/c/Own.md', undefined],
    ['./Ext', 'a/Own.md', undefined],
    ['/a/Twin', 'b/Deep.md', 'a/Twin.md'],
    ['/Twin', 'b/Deep.md', undefined],
    ['/Ext.md', 'a/Own.md', 'Ext.md'],
    // The literal name first, then with .md; attachments need their extension.
    ['pic.png', 'b/Deep.md', 'pic.png'],
    ['pic.png', 'a/Own.md', 'pic.png'],
    ['a/PIC.png', 'b/Deep.md', 'a/pic.png'],
    ['pic', 'Home.md', undefined],
    ['note.txt', 'Home.md', 'note.txt.md'],
    ['raw.md', 'Home.md', 'raw.md.md'],
    ['raw2.md', 'Home.md', 'raw2.md'],
    ['raw2.md.md', 'Home.md', 'raw2.md.md'],
    ['license', 'Home.md', 'LICENSE'],
    ['a/', 'Home.md', undefined],
  ];
  it.each(wiki)('[[%s]] in %s → %s', (path, source, target) => {
    expect(resolveLink({ kind: 'wiki', path }, source, candidates)).toBe(target);
  });

  it.each([
    ['Home.md', 'a/Own.md', 'a/Home.md'],
    ['c/Own.md', 'b/Deep.md', 'b/c/Own.md'],
    ['p q.md', 'x y/p q.md', 'x y/p q.md'],
    ['Ext.md', 'a/Own.md', 'Ext.md'],
    ['Ext', 'a/Own.md', 'Ext.md'],
    ['../b/Twin.md', 'a/Own.md', 'b/Twin.md'],
    ['../q/Twin.md', 'a/Own.md', undefined],
    ['/Own.md', 'a/Own.md', undefined],
    ['', 'a/Own.md', 'a/Own.md'],
  ])('[](%s) in %s → %s', (path, source, target) => {
    expect(resolveLink({ kind: 'markdown', path }, source, candidates)).toBe(target);
  });

  it('does not hang on the order of the candidates, and finds nothing without the keys it names', () => {
    const path = fc.constantFrom(
      ...files,
      ...files.map(stem),
      'Twin',
      'b/Twin',
      './Twin',
      '../pic.png',
      'no',
    );
    const link = fc.record({ kind: fc.constantFrom('wiki' as const, 'markdown' as const), path });
    fc.assert(
      fc.property(
        link,
        fc.constantFrom(...files),
        fc.shuffledSubarray(files, { minLength: 5 }),
        (link, source, some) => {
          const target = resolveLink(link, source, candidatesOf(some));
          expect(resolveLink(link, source, candidatesOf(some.toSorted()))).toBe(target);
          const keys = linkKeys(link);
          expect(keys.length).toBeLessThanOrEqual(2);
          if (target !== undefined) expect(keys).toContain(linkKey(target));
          const named = some.filter((file) => keys.includes(linkKey(file)));
          expect(resolveLink(link, source, candidatesOf(named))).toBe(target);
        },
      ),
    );
  });
});

describe('findFragment', () => {
  const facts = parseNote(
    [
      '# Guide',
      '## Install: the C++ way!',
      'text ^first',
      '### Steps',
      '# Other',
      '### Steps',
      '## 学习（一）',
      '## ???',
      '## Azure AD SAML2.0的接入',
      '## 如何获取 URL？',
      '## 如何获取 URL？',
      '## 见 [[OVN/架构|B]] 与 [文](https://a.b) ^h',
    ].join('\n\n'),
    'Note',
  );
  it.each<[string, number | undefined]>([
    ['Guide', 1],
    ['guide ', 1],
    ['install the c way', 3],
    ['Install: the C++ way!', 3],
    ['Steps', 7],
    ['Guide#Steps', 7],
    ['Other#Steps', 11],
    ['Guide#Install the C++ way#Steps', 7],
    ['Other#Install the C++ way', undefined],
    ['Steps#Guide', undefined],
    ['学习 一', 13],
    ['学习（一）', 13],
    ['???', 15],
    ['!!!', undefined],
    ['azure-ad-saml20的接入', 17],
    ['如何获取-url', 19],
    ['如何获取-url-1', 21],
    ['如何获取-url-2', undefined],
    ['steps-1', 11],
    ['azure ad saml20的接入', undefined],
    // By what is written too: so does Obsidian name it.
    ['见 B 与 文', 23],
    ['见 OVN 架构 B 与 文 https a.b', 23],
    ['Other#见 OVN 架构 B 与 文 https a.b', 23],
    ['见 OVN 架构', undefined],
    ['-', undefined],
    ['^first', 5],
    ['^FIRST', 5],
    ['Guide#^first', 5],
    ['^second', undefined],
    ['', 1],
  ])('#%s is at line %s', (fragment, line) => {
    const place = findFragment(fragment, facts);
    expect(place.found ? place.line : undefined).toBe(line);
  });

  it('takes the fragments of other files as found', () => {
    expect(findFragment('page=3', undefined)).toEqual({ found: true, line: 1 });
  });
});

describe('linkTextFor', () => {
  const base: LinkTextContext = { source: 'a/Own.md', candidates, format: 'shortest', markdown: false };
  it.each<[target: string, context: Partial<LinkTextContext>, text: string]>([
    ['Ext.md', {}, '[[Ext]]'],
    ['Ext.md', { text: 'Ext' }, '[[Ext]]'],
    ['Ext.md', { text: 'the ext' }, '[[Ext|the ext]]'],
    ['Ext.md', { text: 'the ext', inTable: true }, '[[Ext\\|the ext]]'],
    ['Ext.md', { fragment: 'H' }, '[[Ext#H]]'],
    ['a/Own.md', { fragment: '^id' }, '[[#^id]]'],
    ['pic.png', { embed: true }, '![[pic.png]]'],
    ['LICENSE', {}, '[[LICENSE]]'],
    // Three notes have the name: the full path, or what still leads there.
    ['b/Twin.md', {}, '[[b/Twin]]'],
    ['b/c/Twin.md', {}, '[[b/c/Twin]]'],
    ['Home.md', {}, '[[Home]]'],
    ['b/c/Twin.md', { format: 'relative' }, '[[../b/c/Twin]]'],
    ['a/Twin.md', { format: 'relative' }, '[[Twin]]'],
    ['b/c/Own.md', { format: 'absolute' }, '[[b/c/Own]]'],
    ['note.txt.md', {}, '[[note.txt]]'],
    ['raw2.md.md', {}, '[[raw2.md.md]]'],
    ['x y/p q.md', { markdown: true }, '[p q](p%20q.md)'],
    ['x y/p q.md', { markdown: true, format: 'absolute', text: 'a [b]' }, '[a \\[b\\]](x%20y/p%20q.md)'],
    ['x y/p q.md', { markdown: true, format: 'relative', fragment: 'A B' }, '[A B](../x%20y/p%20q.md#A%20B)'],
    ['笔记/网络 一.md', { markdown: true }, '[网络 一](网络%20一.md)'],
    ['Home.md', { markdown: true }, '[Home](/Home.md)'],
    ['pic.png', { markdown: true, embed: true, text: '' }, '![](/pic.png)'],
  ])('%s %j → %s', (target, context, text) => {
    expect(linkTextFor(target, { ...base, ...context })).toBe(text);
  });

  it('links a name that no wikilink can hold in Markdown', () => {
    const odd = candidatesOf(['C# (1).md', 'a/Own.md']);
    expect(linkTextFor('C# (1).md', { ...base, candidates: odd })).toBe('[C# (1)](C%23%20%281%29.md)');
  });

  it('always writes a link that leads to the target', () => {
    const context = fc.record({
      source: fc.constantFrom(...files.filter(isNote)),
      format: fc.constantFrom('shortest' as const, 'relative' as const, 'absolute' as const),
      markdown: fc.boolean(),
      fragment: fc.option(fc.constantFrom('A b', '^id', '中 文'), { nil: undefined }),
      text: fc.option(fc.constantFrom('shown', 'a]b'), { nil: undefined }),
    });
    fc.assert(
      fc.property(context, fc.constantFrom(...files), (context, target) => {
        const text = linkTextFor(target, { ...context, candidates });
        const [link, ...more] = parseNote(`x ${text} y`, stem(context.source)).links;
        expect(more).toEqual([]);
        expect(link?.raw).toBe(text);
        expect(link && resolveLink(link, context.source, candidates)).toBe(target);
        expect(link?.fragment).toBe(context.fragment);
      }),
    );
  });
});

describe('the English manual', () => {
  const vault = realVault('obsidian-help-en');
  const oracle = linkOracle();

  it.skipIf(!vault || !oracle)('is read as the independent reader reads it, link by link', () => {
    interface Row {
      source: string;
      line: number;
      raw: string;
      target: string | null;
      fragment: string | null;
    }
    const expected: Row[] = JSON.parse(readFileSync(oracle ?? '', 'utf8'));
    const there = readdirSync(vault ?? '', { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(vault ?? '', path)).isFile(),
    );
    // A large attachment was left out of the copy that is tested here.
    const left = expected.flatMap(({ target }) => (target === null || isNote(target) ? [] : [target]));
    const candidates = candidatesOf(new Set([...there, ...left]));
    const found = there.filter(isNote).flatMap((source) =>
      parseNote(readFileSync(join(vault ?? '', source), 'utf8'), stem(source)).links.map(
        (link): Row => ({
          source,
          line: link.line,
          raw: link.raw,
          target: resolveLink(link, source, candidates) ?? null,
          fragment: link.fragment ?? null,
        }),
      ),
    );
    const inOrder = (rows: Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(expected).toHaveLength(1811);
    const keys = ({ source, line, raw, target, fragment }: Row): Row => ({
      source,
      line,
      raw,
      target,
      fragment,
    });
    expect(inOrder(found)).toEqual(inOrder(expected.map(keys)));
  });
});

it.each<[string, string, string[]]>([
  ['n', 'x.md', ['a/n.md', 'bb/n.md']],
  ['n', 'a/x.md', []],
  ['a/n', 'x.md', []],
  ['n.md', 'x.md', ['a/n.md', 'bb/n.md']],
  ['N ', 'x.md', ['a/n.md', 'bb/n.md']],
  ['only', 'x.md', ['a/only.md']],
  ['root', 'a/x.md', []],
  ['nothing', 'x.md', []],
  ['./n', 'x.md', []],
  ['', 'x.md', []],
])('files that [[%s]] in %s names equally well', (path, source, equal) => {
  const vault = ['a/n.md', 'bb/n.md', 'a/only.md', 'root.md', 'a/root.md', 'x.md', 'a/x.md'];
  const candidates = (key: string) => vault.filter((file) => linkKey(file) === key);
  expect(equalTargets({ kind: 'wiki', path }, source, candidates)).toEqual(equal);
  expect(equalTargets({ kind: 'markdown', path }, source, candidates)).toEqual([]);
});
