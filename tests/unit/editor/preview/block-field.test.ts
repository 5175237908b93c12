import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createNoteState } from '../../../../renderer/editor/note-state.ts';
import { blockField } from '../../../../renderer/editor/preview/block-field.ts';
import { calloutToggled } from '../../../../renderer/editor/preview/callout-folds.ts';
import { focusMoved } from '../../../../renderer/editor/preview/reveal.ts';
import { wholeTree } from '../../../../renderer/editor/whole-tree.ts';

/** All parsed, and taken in. */
function settled(state: EditorState): EditorState {
  ensureSyntaxTree(state, state.doc.length, Number.MAX_SAFE_INTEGER);
  return state.update({ effects: focusMoved.of(false) }).state;
}

/** A clock that goes on by so many ms whenever it is looked at: slow machines cut a parse off at any block. */
function slowClock(step: number): void {
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => {
    now += step;
    return now;
  });
}

afterEach(() => void vi.restoreAllMocks());

/** `from-to widget` of all that is drawn. */
function shown(state: EditorState): string[] {
  const found: string[] = [];
  state.field(blockField).shown.between(0, state.doc.length, (from, to, { spec }) => {
    found.push(
      `${from}-${to} ${spec.widget?.constructor.name ?? 'fold'} ${JSON.stringify(spec.widget ?? '')}`,
    );
  });
  return found;
}

function outline(state: EditorState): string {
  let found = '';
  syntaxTree(state).iterate({
    enter: ({ name, from, to }) => {
      found += `${name} ${from}-${to}\n`;
    },
  });
  return found;
}

const texts = [
  '$$\nx\n$$',
  '```mermaid\nA\n```',
  '<div>\na\n</div>',
  '> [!tip]- t\n> b',
  '> $$\n> y\n> $$',
  '- a\n\n  $$\n  z\n  $$',
  '段 $$\nu\n$$ 里 $a\n+b$ 完',
  '> 引 $v\n> +w$ 用',
  '文字',
  '# 题',
  '```\nc\n```',
  '[r]: a.md',
  '> [R]: <b c.md>\n> [s]: d',
];
const bits = [
  '$$',
  '$',
  '\n',
  '\n\n',
  '```',
  '>',
  '> ',
  '- ',
  '<div>',
  'x',
  '文',
  ' ',
  '%%',
  '[!tip]-',
  ...texts,
];

describe('blocks that are drawn', () => {
  test.each([
    ['a formula', 'a\n\n$$\nx\n$$\n\nb', ['3-10 FormulaWidget']],
    ['a diagram', '```mermaid\nA\n```', ['0-16 DiagramWidget']],
    ['a query', '```query\nA\n```', ['0-14 QueryWidget']],
    ['other code is not', '```ts\nA\n```', []],
    ['HTML', 'a\n\n<div>\nb\n</div>\n', ['3-17 HtmlWidget']],
    ['a formula over lines in a sentence', 'a $b\n+c$ d $e$', ['2-8 MathWidget']],
    ['one in a quote', '> a $$\n> b\n> $$', ['4-15 MathWidget']],
    ['in a quote, with its marks', '> $$\n> x\n> $$', ['0-13 FormulaWidget']],
    ['beside the mark of an item is not', '- $$\n  x\n  $$', []],
    ['the body of a folded callout', '> [!tip]- t\n> b\n', ['11-15 fold']],
    ['the body of an open one is not', '> [!tip]+ t\n> b\n', []],
    ['a comment, in reading view alone', '%%\na\n%%\n', []],
  ])('%s', (_name, text, expected) => {
    const found = shown(settled(createNoteState(text, false)));
    expect(found.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });

  test('none where the person is', () => {
    const state = settled(createNoteState('a\n\n$$\nx\n$$\n\nb', false));
    const at = (anchor: number) =>
      state.update({ effects: focusMoved.of(true), selection: EditorSelection.single(anchor) }).state;
    expect(shown(at(0))).toHaveLength(1);
    expect(shown(at(3))).toHaveLength(0);
    expect(shown(at(10))).toHaveLength(0);
    expect(shown(at(11))).toHaveLength(1);
    expect(shown(at(5).update({ effects: focusMoved.of(false) }).state)).toHaveLength(1);
  });

  test('a callout is unfolded by hand, and stays so where text before it changes', () => {
    let state = settled(createNoteState('a\n\n> [!tip]- t\n> b\n', false));
    state = state.update({ effects: calloutToggled.of(3) }).state;
    expect(shown(state)).toEqual([]);
    state = settled(state.update({ changes: { from: 0, insert: 'x\n\n' } }).state);
    expect(shown(state)).toEqual([]);
    state = state.update({ effects: calloutToggled.of(6) }).state;
    expect(shown(state)).toHaveLength(1);
  });

  test('a label that is deleted with its line leads nowhere', () => {
    let state = settled(createNoteState('[a]\n\n[a]: b.md\n\n文\n', false));
    expect([...state.field(blockField).definitions]).toEqual([['a', 'b.md']]);
    state = settled(state.update({ changes: { from: 5, to: 15 } }).state);
    expect([...state.field(blockField).definitions]).toEqual([]);
  });

  test.each([1, 3, 7, 25, 600])('where a parse is cut off within the last block, at %i ms a look', (step) => {
    slowClock(step);
    const text = '> [R]: <b c.md>\n> [s]: d';
    const cut = createNoteState(text, false);
    expect(wholeTree(cut, 1000).toString()).toContain('LinkReference(LinkLabel,LinkMark,URL),QuoteMark,Link');
    expect([...settled(cut).field(blockField).definitions]).toEqual([
      ['r', 'b c.md'],
      ['s', 'd'],
    ]);
  });

  test('after any edits the same as in a text that was opened so', () => {
    const edit = fc.record({ at: fc.nat(1000), length: fc.nat(12), insert: fc.constantFrom('', ...bits) });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...texts), { maxLength: 8 }),
        fc.array(edit, { maxLength: 8 }),
        fc.constantFrom(0, 1, 2, 3, 5, 7, 11, 25),
        (blocks, edits, step) => {
          slowClock(step);
          let state = settled(createNoteState(blocks.join('\n\n'), false));
          for (const { at, length, insert } of edits) {
            const from = at % (state.doc.length + 1);
            const to = Math.min(state.doc.length, from + length);
            state = settled(state.update({ changes: { from, to, insert } }).state);
          }
          const fresh = settled(createNoteState(state.doc.toString(), false));
          // A `$$` far below decides whether one above opens a block: there a reading anew can differ.
          fc.pre(outline(state) === outline(fresh));
          expect(shown(state)).toEqual(shown(fresh));
          expect([...state.field(blockField).definitions]).toEqual([...fresh.field(blockField).definitions]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
