import { type ChangedRange, TreeFragment } from '@lezer/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteParser } from '../../../shared/note/grammar.ts';
import { growth } from '../../fixtures/growth.ts';
import { hostileNote, hostileNotes, steepFor } from '../../fixtures/notes/hostile.ts';
import { noteText } from '../../fixtures/notes/random.ts';

/** The source of every node of one of the names, in order, as `Name: source`. */
function nodes(text: string, ...names: string[]): string[] {
  const found: string[] = [];
  noteParser.parse(text).iterate({
    enter: (node) => {
      if (names.includes(node.name)) found.push(text.slice(node.from, node.to));
    },
  });
  return found;
}

describe('wikilinks', () => {
  it.each([
    ['[[N]]', ['[[N]]']],
    ['看[[甲]]和![[乙.png|300]]。', ['[[甲]]', '![[乙.png|300]]']],
    ['[[N#H1#H2|a|b]]', ['[[N#H1#H2|a|b]]']],
    ['[[a]b]]', ['[[a]b]]']],
    ['[[a [[b]]', ['[[b]]']],
    ['[[[a]]]', ['[[a]]']],
    ['[[a]]]', ['[[a]]']],
    ['[[]] [[ ]]', []],
    ['[[a\nb]]', []],
    ['\\[[a]] `[[b]]` \\`[[c]]`', ['[[c]]']],
    ['<!-- [[a]] --> %%[[b]]%% $[[c]]$', []],
    ['<div>\n[[a]]\n</div>', []],
    ['| [[a\\|b]] | c |\n|---|---|\n| ![[d\\|9]] | [[e]] |', ['[[a\\|b]]', '![[d\\|9]]', '[[e]]']],
    ['# [[a]]\n\n- [[b]]\n  > [[c]]\n\n[^1]: [[d]]', ['[[a]]', '[[b]]', '[[c]]', '[[d]]']],
    ['**[[a]]**==[[b]]==~~[[c]]~~', ['[[a]]', '[[b]]', '[[c]]']],
    ['    [[code]]', []],
  ])('%j', (text, expected) => expect(nodes(text, 'WikiLink', 'WikiEmbed')).toEqual(expected));

  it('names the parts', () => {
    const text = '![[a b#c#d\\|e]]';
    expect(nodes(text, 'WikiLinkPath', 'WikiLinkFragment', 'WikiLinkText')).toEqual(['a b', 'c#d', 'e']);
    expect(nodes(text, 'WikiLinkMark')).toEqual(['![[', '#', '\\|', ']]']);
    expect(nodes('[[#h]]', 'WikiLinkPath', 'WikiLinkFragment')).toEqual(['h']);
  });
});

describe('tags', () => {
  it.each([
    ['#标签，后面 #a/b-c_d。', ['#标签', '#a/b-c_d']],
    ['中文#不是 。#不是 (#no) a#no', []],
    ['\u3000#是', ['#是']],
    ['#1984 #2024年 #1a #１２', ['#2024年', '#1a']],
    ['#fff\n#b', ['#fff', '#b']],
    ['\\#no &#35;no', []],
    ['#👩‍💻x #é #日本語ー', ['#👩‍💻x', '#é', '#日本語ー']],
    ['# heading #tag', ['#tag']],
    ['- #a\n- x #b\n\n> #c\n\n| #d | x#no |\n|-|-|', ['#a', '#b', '#c', '#d']],
    ['`#no` $#no$ %%#no%% [[a#no]] [x](y#no)', []],
    ['**#no** #a**', ['#a']],
    ['# #', []],
  ])('%j', (text, expected) => expect(nodes(text, 'Hashtag')).toEqual(expected));
});

describe('inline marks', () => {
  it.each([
    ['a ==b== c', ['==b==']],
    ['这是==重点==的', ['==重点==']],
    ['a == b == c, x===y===z', []],
    ['==a **b** c==', ['==a **b** c==']],
    ['`==a==`', []],
  ])('highlight %j', (text, expected) => expect(nodes(text, 'Highlight')).toEqual(expected));

  it.each([
    ['$a+b$ 和 $c$', ['$a+b$', '$c$']],
    ['$5 和 $6', []],
    ['$ a$ $a $', []],
    ['$a$1', []],
    ['价格$5，$6x$', ['$6x$']],
    ['\\$a$ $a\\$b$', ['$a\\$b$']],
    ['a $$x$$ b', ['$$x$$']],
    ['`$a$`', []],
  ])('math %j', (text, expected) => expect(nodes(text, 'InlineMath')).toEqual(expected));

  it.each([
    ['a %%b%% c', ['%%b%%']],
    ['a %%b\nc%% d', ['%%b\nc%%']],
    ['%%b\n\nc%% d', ['%%b\n\nc%%']],
    ['100%% of it', []],
    ['`%%a%%`', []],
  ])('comment %j', (text, expected) => expect(nodes(text, 'PercentComment')).toEqual(expected));

  it.each([
    ['看https://a.com/b，再', ['https://a.com/b']],
    ['(http://a.b/c_(d)) www.x.y.', ['http://a.b/c_(d)', 'www.x.y']],
    ['http://localhost:80/a?b=c#d！', ['http://localhost:80/a?b=c#d']],
    ['HTTPS://A.B **https://c.d**', ['HTTPS://A.B', 'https://c.d']],
    ['xhttp://no https:// wwwx', []],
    ['[see https://a.b](c)', ['https://a.b', 'c']],
    ['“https://a.b/”', ['https://a.b/']],
  ])('URL %j', (text, expected) => expect(nodes(text, 'URL')).toEqual(expected));

  it.each([
    ['x[^1] y^[in [[l]] text] [^a b] ^[]', ['[^1]', '^[in [[l]] text]']],
    ['^[a ^[b] c]', ['^[b]']],
    ['`[^1]`', []],
  ])('footnote %j', (text, expected) =>
    expect(nodes(text, 'FootnoteReference', 'InlineFootnote')).toEqual(expected),
  );

  it.each([
    ['text ^id-1', ['^id-1']],
    ['text ^a \nmore ^b', ['^a', '^b']],
    ['^alone', ['^alone']],
    ['x^2', []],
    ['a ^b c', []],
    ['a ^中', []],
    ['- item ^i\n  - child ^c', ['^i', '^c']],
    ['# h ^x', ['^x']],
  ])('block id %j', (text, expected) => expect(nodes(text, 'BlockId')).toEqual(expected));
});

describe('blocks', () => {
  it.each([
    ['---\na: 1\n---\nb', ['---\na: 1\n---']],
    ['\uFEFF+++\na = 1\n+++', ['+++\na = 1\n+++']],
    ['{\n  "a": "}"\n}\n\nb', ['{\n  "a": "}"\n}']],
    ['---\n\nno end', []],
    ['\n---\na: 1\n---\n', []],
    ['> ---\n> a: 1\n> ---\n', []],
  ])('front matter %j', (text, expected) => expect(nodes(text, 'FrontMatter')).toEqual(expected));

  it.each([
    ['%%\na\n\nb\n%%\nc', ['%%\na\n\nb\n%%']],
    ['%%a\n\nb%% ', ['%%a\n\nb%% ']],
    ['%%a\n\nb%% [[c]]', []],
    ['%%\nno end\n\n[[a]]', ['%%\nno end\n\n[[a]]']],
    ['p\n%%\na\n\nb\n%%', ['%%\na\n\nb\n%%']],
    ['p %%a\n%% q', []],
    ['> %%\n> a\n\nb %%', ['%%\n> a']],
  ])('comment %j', (text, expected) => expect(nodes(text, 'PercentCommentBlock')).toEqual(expected));

  it.each([
    ['$$\na\n\nb\n$$\nc', ['$$\na\n\nb\n$$']],
    ['p\n$$\na\n$$', ['$$\na\n$$']],
    ['$$\nno end', []],
    ['$$a$$ rest', []],
    ['- x\n\n  $$\n  a\n  $$', ['$$\n  a\n  $$']],
  ])('math %j', (text, expected) => expect(nodes(text, 'BlockMath')).toEqual(expected));

  it.each([
    ['- [ ] a\n- [x] b\n- [/] c\n1. [>] d\n- [✓] e', ['[ ]', '[x]', '[/]', '[>]', '[✓]']],
    ['- [a](b)\n- [[c]] d\n- [ab] c\n- [^1] f\n- []', []],
    ['- [x]\n- [?]', ['[x]']],
    ['[x] not in a list', []],
  ])('task %j', (text, expected) => expect(nodes(text, 'TaskMarker')).toEqual(expected));

  it.each([
    ['> [!note]- 标题 [[a]]\n> b', ['[!note]-']],
    ['> [!提示]', ['[!提示]']],
    ['> [!a] x\n>> [!b]+ y', ['[!a]', '[!b]+']],
    ['[!note] no quote', []],
    ['> [!note](link)', []],
  ])('callout %j', (text, expected) => expect(nodes(text, 'CalloutMark')).toEqual(expected));

  it.each([
    ['[^1]: https://a.b\n[^2]: c\n\n    more\n\nd', ['[^1]: https://a.b', '[^2]: c\n\n    more']],
    ['p[^1]\n[^1]: right under', ['[^1]: right under']],
    ['    [^1]: code', []],
  ])('footnote definition %j', (text, expected) =>
    expect(nodes(text, 'FootnoteDefinition')).toEqual(expected),
  );

  it('leaves link definitions what they are', () => {
    expect(nodes('[a]: <b c.md> "t"\n[d]: e', 'LinkReference')).toEqual(['[a]: <b c.md> "t"', '[d]: e']);
  });
});

describe('an incremental parse', () => {
  const dump = (tree: ReturnType<typeof noteParser.parse>) => {
    const all: string[] = [];
    tree.iterate({ enter: (node) => void all.push(`${node.name} ${node.from} ${node.to}`) });
    return all;
  };

  /** `gap` is how far from the edit old nodes are kept; an editor uses 128. */
  const reparsed = (text: string, from: number, to: number, insert: string, gap: number) => {
    const after = text.slice(0, from) + insert + text.slice(to);
    const change: ChangedRange = { fromA: from, toA: to, fromB: from, toB: from + insert.length };
    const old = TreeFragment.addTree(noteParser.parse(text));
    return { after, tree: noteParser.parse(after, TreeFragment.applyChanges(old, [change], gap)) };
  };

  it.each([
    ['---\na: 1\n\ntext\n\nmore\n', 16, 16, '---\n'],
    ['---\na: 1\n---\n\ntext\n\nmore\n', 9, 12, ''],
    ['+++\na = 1\n\ntext\n', 10, 10, '+++'],
  ])('notices the end of front matter come and go: %j', (text, from, to, insert) => {
    const { after, tree } = reparsed(text, from, to, insert, 2);
    expect(dump(tree)).toEqual(dump(noteParser.parse(after)));
  });

  const longText = fc.array(noteText, { minLength: 6, maxLength: 12 }).map((all) => all.join('\n\n'));

  it('equals a full one', () => {
    fc.assert(
      fc.property(longText, noteText, fc.nat(), fc.nat(5), (text, insert, at, size) => {
        const from = at % (text.length + 1);
        const to = Math.min(text.length, from + size);
        // Two things hang on text far off, and an editor sees them at the next edit near them: a `$$` whose end
        // comes or goes below, and front matter that moves up to the start because what stood above it is gone.
        fc.pre(!/\$\$/.test(text + insert) && (from > 0 || to === 0));
        const { after, tree } = reparsed(text, from, to, insert.slice(0, 6), 128);
        expect(dump(tree)).toEqual(dump(noteParser.parse(after)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile text', () => {
  it.each(hostileNotes)('%s: work in proportion, no overflow', (what, text) => {
    const tree = noteParser.parse(text);
    expect(tree.length).toBe(text.length);
    expect(growth(10_000, hostileNote(what), (each) => noteParser.parse(each))).toBeLessThan(steepFor(what));
  });
});
