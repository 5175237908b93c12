import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@lezer/common';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unixLines } from '../../../shared/hugo/goldmark.ts';
import { bodyStart, findExtent } from '../../../shared/note/extent.ts';
import type { Span } from '../../../shared/note/facts.ts';
import { noteParser } from '../../../shared/note/grammar.ts';
import { onlyStretches, piecesOf } from '../../../shared/note/pieces.ts';
import { scanNote } from '../../../shared/note/scan/scan-note.ts';
import { noteText } from '../../fixtures/notes/random.ts';
import { realVault } from '../../fixtures/vaults.ts';

function pieces(text: string): Span[] {
  const span = { from: bodyStart(text, findExtent(text)), to: text.length };
  return piecesOf(text, span, scanNote(text, 'name').blocks);
}

const cut = (text: string) => pieces(text).map(({ from, to }) => text.slice(from, to));

test.each([
  ['甲\n\n乙\n', ['甲\n\n', '乙\n']],
  ['甲\r\n \r\n\r\n# 乙\r\n丙', ['甲\r\n \r\n\r\n', '# 乙\r\n丙']],
  ['- 甲\n\n  乙\n\n- 丙\n\n> 丁\n\n> 戊', ['- 甲\n\n  乙\n\n', '- 丙\n\n', '> 丁\n\n', '> 戊']],
  ['```\n甲\n\n乙\n```\n\n丙', ['```\n甲\n\n乙\n```\n\n', '丙']],
  ['- ```\n  甲\n\n乙\n\n```\n丙\n\n丁', ['- ```\n  甲\n\n', '乙\n\n', '```\n丙\n\n丁']],
  ['<!-- 甲\n\n乙 -->\n\n丙', ['<!-- 甲\n\n乙 -->\n\n', '丙']],
  ['- $$\n\n甲\n\n$$', ['- $$\n\n甲\n\n$$']],
  ['甲\n\n乙 %%\n丙\n\n丁%%', ['甲\n\n乙 %%\n丙\n\n丁%%']],
  ['+++\ntitle = "x"\n+++\n\n\n甲', ['\n\n', '甲']],
])('%j is cut where nothing goes on', (text, parts) => {
  expect(cut(text)).toEqual(parts);
});

/** All nodes in some stretches but for lists, which may go on from piece to piece; each item is in one. */
function nodesIn(tree: Tree, stretches: readonly Span[]): string[] {
  const found: string[] = [];
  for (const { from, to } of stretches) {
    tree.iterate({
      from,
      to,
      enter(node) {
        if (/^(?:Document|BulletList|OrderedList)$/.test(node.name)) return;
        if (node.from < from || node.from >= to) return;
        found.push(`${node.name} ${node.from} ${node.to}`);
      },
    });
  }
  return found;
}

/** @param chosen which of the pieces are parsed, by their number */
function expectSame(text: string, chosen: (piece: number) => boolean): void {
  const stretches = pieces(text).filter((_, i) => chosen(i));
  const apart = noteParser.parse(unixLines(onlyStretches(text, stretches)));
  const whole = noteParser.parse(unixLines(text));
  expect(nodesIn(apart, stretches), JSON.stringify(text.slice(0, 500))).toEqual(nodesIn(whole, stretches));
}

const halves = [(piece: number) => piece % 2 === 0, (piece: number) => piece % 2 === 1];

test('a piece is parsed alone as it is in the whole', () => {
  const runs = 3000 * Number(process.env.COMMONPLACE_THOROUGH ?? 1);
  const paragraphs = fc
    .array(noteText, { maxLength: 6 })
    .map((all) => all.join('\n\n').replace(/^\uFEFF+/, ''));
  fc.assert(
    fc.property(paragraphs, fc.integer({ min: 0, max: 255 }), (text, bits) => {
      expectSame(text, (piece) => ((bits >> (piece % 8)) & 1) === 1);
    }),
    { numRuns: runs },
  );
});

test.each(['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const)(
  'of every note of %s',
  (name) => {
    const dir = realVault(name);
    const notes = dir ? readdirSync(dir, { recursive: true, encoding: 'utf8' }) : [];
    for (const path of notes.filter((each) => each.endsWith('.md'))) {
      const text = readFileSync(join(dir ?? '', path), 'utf8');
      for (const half of halves) expectSame(text, half);
    }
  },
  300_000,
);
