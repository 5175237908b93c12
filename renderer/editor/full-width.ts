import { startCompletion } from '@codemirror/autocomplete';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { composed, isComposing } from './composition.ts';

/** `【【` before the cursor becomes `[[`, with its end after the cursor: what a Chinese keyboard types for a link. */
export function openingBrackets(state: EditorState): TransactionSpec | undefined {
  const { main, ranges } = state.selection;
  if (!main.empty || ranges.length > 1 || state.sliceDoc(main.head - 2, main.head) !== '【【')
    return undefined;
  const after = state.sliceDoc(main.head, main.head + 2);
  const paired = /^】{1,2}/.exec(after)?.[0].length ?? 0;
  const from = main.head - 2;
  return {
    changes: { from, to: main.head + paired, insert: '[[]]' },
    selection: { anchor: from + 2 },
    userEvent: 'input.type.complete',
  };
}

/** Turn `【【` into `[[` once it is typed, after the input method is done with it. */
export function fullWidthBrackets(): Extension {
  return EditorView.updateListener.of(({ view, docChanged, transactions }) => {
    const typed = docChanged && transactions.some((tr) => tr.isUserEvent('input'));
    const ended = transactions.some((tr) => tr.effects.some((effect) => effect.is(composed)));
    if ((!typed && !ended) || isComposing(view) || view.state.readOnly) return;
    if (!openingBrackets(view.state)) return;
    setTimeout(() => {
      const spec = isComposing(view) ? undefined : openingBrackets(view.state);
      if (!spec) return;
      view.dispatch(spec);
      startCompletion(view);
    });
  });
}
