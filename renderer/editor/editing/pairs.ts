/** Marks that come in pairs: typed over a selection they go round it, and an empty pair goes as it came. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { commonmarkLanguage } from '@codemirror/lang-markdown';
import {
  EditorSelection,
  type EditorState,
  type Extension,
  Prec,
  type TransactionSpec,
} from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { isComposing } from '../composition.ts';

const brackets = ['(', '[', '{', '"', '“', '‘', '（', '《', '〈', '「', '『', '【', '［', '｛'];

/** What each mark that surrounds a selection has on its other side. */
const around: Readonly<Record<string, string>> = {
  '*': '*',
  _: '_',
  '`': '`',
  '=': '=',
  '~': '~',
  $: '$',
  '%': '%',
  '·': '·',
  ...Object.fromEntries(
    ['（）', '《》', '〈〉', '「」', '『』', '【】', '［］', '｛｝', '“”', '‘’', '()', '[]', '{}', '""'].map(
      ([open, close]) => [open, close],
    ),
  ),
};

/** A mark typed over selected text goes round it, which stays selected: `=` twice makes a highlight. */
export function surround(state: EditorState, typed: string): TransactionSpec | undefined {
  const close = around[typed];
  if (close === undefined || state.selection.ranges.some((range) => range.empty)) return undefined;
  return {
    ...state.changeByRange(({ anchor, head, from, to }) => ({
      changes: [
        { from, insert: typed },
        { from: to, insert: close },
      ],
      range: EditorSelection.range(anchor + typed.length, head + typed.length),
    })),
    userEvent: 'input.type',
    scrollIntoView: true,
  };
}

const emptyPairs = ['**', '==', '~~', '%%', '``', '$$', '*', '_', '`'];

/** Backspace between two marks with nothing between them takes both. */
export function deleteEmptyPair(state: EditorState): TransactionSpec | undefined {
  const { main, ranges } = state.selection;
  if (!main.empty || ranges.length > 1) return undefined;
  const mark = emptyPairs.find((one) => {
    const span = state.sliceDoc(main.head - one.length, main.head + one.length);
    return span === one + one;
  });
  if (!mark) return undefined;
  const { length } = mark;
  return { changes: { from: main.head - length, to: main.head + length }, userEvent: 'delete.backward' };
}

function run(make: (state: EditorState) => TransactionSpec | undefined) {
  return (view: EditorView): boolean => {
    const spec = view.state.readOnly || isComposing(view) ? undefined : make(view.state);
    if (spec) view.dispatch(spec);
    return spec !== undefined;
  };
}

/** Pairs as they are typed, in both widths; nothing while an input method composes. */
export function pairs(): Extension {
  return [
    Prec.high(
      EditorView.inputHandler.of((view, from, to, text) => {
        const { main } = view.state.selection;
        return from === main.from && to === main.to && run((state) => surround(state, text))(view);
      }),
    ),
    closeBrackets(),
    commonmarkLanguage.data.of({ closeBrackets: { brackets } }),
    Prec.high(keymap.of([{ key: 'Backspace', run: run(deleteEmptyPair) }])),
    keymap.of(closeBracketsKeymap),
  ];
}
