import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteFacts } from '../../../shared/note/facts.ts';
import { parseNote } from '../../../shared/note/parse.ts';
import { BlockScan } from '../../../shared/note/scan/block-scan.ts';
import { BodyFacts } from '../../../shared/note/scan/body-facts.ts';
import { Unbounded } from '../../../shared/note/scan/bounds.ts';
import { scanNote } from '../../../shared/note/scan/scan-note.ts';
import { LineIndex } from '../../../shared/text/lines.ts';
import { corpusFolders, readCorpus } from '../../bench/corpus.ts';
import { generateNotes } from '../../bench/generate.ts';
import { hostileNotes } from '../../fixtures/notes/hostile.ts';
import { notePiece, noteText } from '../../fixtures/notes/random.ts';
import { realVault } from '../../fixtures/vaults.ts';

/** Times as many cases as `npm test` takes: 100 is a run of some minutes, after a change of the scanner or the grammar. */
const thoroughness = Number(process.env.COMMONPLACE_THOROUGH ?? 1);

function expectSame(text: string): void {
  const scanned: NoteFacts = scanNote(text, 'name');
  expect(scanned, JSON.stringify(text.slice(0, 500))).toEqual(parseNote(text, 'name'));
}

/** Where a rule of blocks or of links turns on one character; each is tried in a quote, a list and a footnote too. */
const corners = [
  // Lists
  '-\n  甲\n\n  乙',
  '-\n\n  甲',
  '1.\n   甲\n\n   乙',
  '- 甲\n乙\n- 丙\n\n\n- 丁',
  '- 甲\n* 乙\n+ 丙\n1. 丁\n2) 戊',
  '- 甲\n\n      code\n  - 乙\n\n    丙',
  '-      code\n-\t甲\n \t乙',
  '甲\n2. 乙\n1. 丙\n- \n丁',
  '- [ ] 甲 ^a\n  乙\n- [x] \n- [/] 丙\n  ===\n- [ ]丁',
  '- ---\n- # 甲\n- ```\n  a\n  ```\n  乙',
  // Headings, rules, fences
  '甲\n---\n乙\n***\n丙\n===\n- - -\n_ _ _',
  '# 甲 ##\n##\n## ##\n#丙\n####### 丁\n# 戊 #己\n#\t庚',
  '```js {a}\n[[甲]]\n```\n~~~ `a`\n```\n~~~~\n``` a`b\n```',
  '    code\n\n    more\n甲\n    still',
  // HTML, comments, math
  '<div>\n[[甲]]\n\n[[乙]]\n</div>\n甲 <b>\n<i>\n[[丙]]',
  '<!-- a\n\nb --> [[甲]]\n\n<!-- -->\n[[乙]]\n<?a ?>\n<!A>\n<script>\n\n</script>',
  '%%\n[[甲]]\n\n乙 %% [[丙]]\n\n甲\n%%\n乙',
  '$$\n[[甲]]\n\n$$\n甲\n$$\n乙\n$$\n$$ a $$ $b$ $ c$ $1 $2',
  // Tables
  '|甲|[[a\\|乙]]|\n|-|-|\n|`b|c`|d|\n丙\n|e|',
  '甲\n|乙|丙|\n|:-|-:|\n|a|\n\n|甲|\n|-|-|',
  '|甲|\n|-|\n|乙| ^id\n===\n丙',
  // Definitions
  '[a]: b\n[c]: <d> "t"\n[e]:\nf\n"t\nu"\n甲 [a] [甲][c] [e][] [g]',
  '[a]: b "t" c\n[a]:\n\n[ ]: b\n# [甲][a] [b]\n\n[a]: c',
  '[a]: b\n===\n[c]: d\n- [e]: f',
  // Links and emphasis
  '[甲](<a b> "t") [乙]( c ) [丙]() [丁]( ) [戊](a(b)c) [己](a b)',
  '[甲 [乙](a)](b) ![丙 [丁](c)](d) [![戊](e)](f) [*己](g)*',
  '***甲** 乙* **丙*丁** _a_b_ __c__ ~~d~~~ ~~e~~ ==f== ==g ==',
  '**甲。**乙 *"丙"*丁 a*"b"*c _"d"_e',
  '[[甲]] [[乙|丙]] ![[丁#戊]] [[己]辛]] [[[庚]]] [[壬\n癸]]',
  '# *甲* `乙` [[丙|丁]] [戊](a "t")己 ^[庚] %%辛%% \\# &amp; <b>壬</b> https://a.b ^id',
  'www.a.b，http://c.d/(e)) ahttp://f <https://g> <h@i.j> <k',
  '^a\n\n甲 ^b\n乙^c\n\n- 丙\n\n^d\n\n| a |\n|-|\n\n^e',
  '[^1] ^[甲 [[乙]] *丙*] [^2]: 丁\n\n[^2]: 戊\n\n    己\n庚',
  '`` 甲 ` 乙 `` ` `` `丙\n丁` \\`戊`',
  '#a #1 #1a 甲#b ，#c #d/e-f_g。 \\#h #😀',
  // Quotes
  '> 甲\n乙\n> - 丙\n丁\n> > 戊\n己\n>庚\n\n> [!a]- 辛\n> 壬 [b\n> c](d)',
  '> 甲\n>\n>\t   乙\n>\n>     丙',
  '[a]: b "t"\n"u"\n甲 [a]',
  '> ```\n> a\n甲\n> b\n>\tc\n>     d',
];

function asksGrammar(text: string): boolean {
  const lines = new LineIndex(text);
  const facts = new BodyFacts(text, text, lines);
  try {
    new BlockScan(text, lines, 0, facts).run();
    return false;
  } catch (error) {
    if (error instanceof Unbounded) return true;
    throw error;
  }
}

const vaults = (['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const).flatMap(
  (name) => realVault(name) ?? [],
);
const realNotes = vaults.flatMap((dir) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => readFileSync(join(dir, path), 'utf8')),
);

describe('the scanner says what the grammar says', () => {
  it.skipIf(realNotes.length === 0)('of every note of the real vaults, and asks it about none', () => {
    for (const text of realNotes) expectSame(text);
    expect(realNotes.filter(asksGrammar)).toEqual([]);
  });

  it('of generated notes', () => {
    for (const { text } of generateNotes(readCorpus(corpusFolders()), 200, 3)) expectSame(text);
  });

  it(
    'of random Markdown',
    () => {
      fc.assert(fc.property(noteText, expectSame), { numRuns: 3000 * thoroughness });
    },
    120_000 * thoroughness,
  );

  it.skipIf(realNotes.length === 0)(
    'of real notes that were cut up and spliced',
    () => {
      fc.assert(fc.property(mutated(realNotes), expectSame), { numRuns: 400 * thoroughness });
    },
    120_000 * thoroughness,
  );

  it.each(hostileNotes)('of %s', (_, text) => {
    expectSame(text);
  });

  it.each(corners)('of %j', (text) => {
    expectSame(text);
    expectSame(text.replaceAll('\n', '\r\n'));
    expectSame(`> ${text.replaceAll('\n', '\n> ')}`);
    expectSame(`- ${text.replaceAll('\n', '\n  ')}`);
    expectSame(`[^1]: ${text.replaceAll('\n', '\n    ')}`);
  });

  it('of notes with CRLF and a byte order mark', () => {
    fc.assert(
      fc.property(noteText, (text) => {
        expectSame(text.replaceAll('\n', '\r\n'));
        expectSame(`\uFEFF${text}`);
      }),
      { numRuns: 300 * thoroughness },
    );
  });
});

/** A piece of a real note with some pieces taken out, put in and moved. */
function mutated(notes: readonly string[]): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const note = fc.constantFrom(...notes);
  const excerpt = fc.tuple(note, place, fc.nat(200)).map(([text, at, size]) => {
    const from = Math.floor(at * text.length);
    return text.slice(from, from + size);
  });
  const change = fc.record({
    at: place,
    removed: fc.nat(30),
    insert: fc.oneof(notePiece, excerpt, fc.constant('')),
  });
  return fc
    .tuple(note, place, fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([text, from, changes]) =>
      changes.reduce(apply, text.slice(from * Math.max(0, text.length - 4000)).slice(0, 4000)),
    );
}

function apply(
  text: string,
  { at, removed, insert }: { at: number; removed: number; insert: string },
): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + insert + text.slice(from + removed);
}

describe('what needed a second look', () => {
  it.each([
    ['a URL in the text of a link is no target', '[www.a.b](c.md)', 'c.md', 'www.a.b'],
    ['nor is one in the text of an image', '![https://a.b](c.png)', 'c.png', 'https://a.b'],
    ['a wikilink in the text of a link', '[[[x]]](c.md)', 'c.md', 'x'],
  ])('%s', (_, text, path, shown) => {
    for (const facts of [parseNote(text, ''), scanNote(text, '')])
      expect(facts.links[0]).toMatchObject({ path, text: shown });
  });

  it('a heading underlined in a quote does not show the mark of the quote', () => {
    for (const facts of [parseNote('> 甲\n> ===', ''), scanNote('> 甲\n> ===', '')]) {
      expect(facts.headings[0]?.text).toBe('甲');
      expect(facts.prose).toEqual([{ from: 2, to: 3 }]);
    }
  });
});
