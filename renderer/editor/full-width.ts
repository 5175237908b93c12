import { startCompletion } from '@codemirror/autocomplete';
import { isolateHistory } from '@codemirror/commands';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isVerbatim, openLinkAt } from './complete/where.ts';
import { composed, isComposing } from './composition.ts';
import { editorHost } from './host.ts';
import { meantMark } from './meant-marks.ts';

/** How much of a line is looked at on either side of the cursor. */
const near = 500;

/** The change that puts Markdown's mark where a Chinese keyboard typed its own; undefined where it may be itself. */
export function meantChange(state: EditorState): TransactionSpec | undefined {
  const { main, ranges } = state.selection;
  if (!main.empty || ranges.length > 1 || isVerbatim(state, main.head)) return undefined;
  const line = state.doc.lineAt(main.head);
  if (main.head - line.from > near) return undefined;
  const mark = meantMark({
    before: state.sliceDoc(line.from, main.head),
    after: state.sliceDoc(main.head, Math.min(line.to, main.head + near)),
    inLink: openLinkAt(state, main.head)?.query,
  });
  if (!mark) return undefined;
  const from = main.head - mark.before;
  return {
    changes: { from, to: main.head + mark.after, insert: mark.insert },
    selection: { anchor: from + mark.cursor },
    annotations: isolateHistory.of('full'),
    userEvent: 'input.type.complete',
  };
}

/** Put Markdown's marks for full-width ones as they are typed, after the input method is done with them. */
export function fullWidthMarks(): Extension {
  return EditorView.updateListener.of(({ view, docChanged, transactions }) => {
    const typed = docChanged && transactions.some((tr) => tr.isUserEvent('input.type'));
    const ended = transactions.some((tr) => tr.effects.some((effect) => effect.is(composed)));
    if ((!typed && !ended) || isComposing(view) || view.state.readOnly) return;
    if (view.state.facet(editorHost)?.meantMarks === false || !meantChange(view.state)) return;
    // Not amid an update of the view, and before another key can come.
    queueMicrotask(() => {
      const spec = isComposing(view) ? undefined : meantChange(view.state);
      if (!spec) return;
      view.dispatch(spec);
      const { head } = view.state.selection.main;
      if (view.state.sliceDoc(head - 2, head) === '[[') startCompletion(view);
    });
  });
}
