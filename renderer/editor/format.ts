import { indentMore, insertTab } from '@codemirror/commands';
import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView, KeyBinding } from '@codemirror/view';

/** Put `mark` round each selection, or take it off where it is there already, inside or outside of it. */
export function toggleMark(state: EditorState, mark: string): TransactionSpec {
  const { length } = mark;
  return {
    ...state.changeByRange(({ from, to }) => {
      const inner = state.sliceDoc(from, to);
      if (inner.length >= 2 * length && inner.startsWith(mark) && inner.endsWith(mark)) {
        const insert = inner.slice(length, -length);
        return { changes: { from, to, insert }, range: EditorSelection.range(from, from + insert.length) };
      }
      const around = state.sliceDoc(from - length, from) === mark && state.sliceDoc(to, to + length) === mark;
      if (around) {
        const changes = [
          { from: from - length, to: from },
          { from: to, to: to + length },
        ];
        return { changes, range: EditorSelection.range(from - length, to - length) };
      }
      const changes = [
        { from, insert: mark },
        { from: to, insert: mark },
      ];
      return { changes, range: EditorSelection.range(from + length, to + length) };
    }),
    userEvent: 'input.format',
  };
}

/** Turn the tasks of the selected lines over; lines without one become open tasks. */
export function toggleTasks(state: EditorState): TransactionSpec {
  const seen = new Set<number>();
  const changes = [];
  for (const range of state.selection.ranges) {
    for (let pos = range.from; pos <= range.to; ) {
      const line = state.doc.lineAt(pos);
      pos = line.to + 1;
      if (seen.has(line.number)) continue;
      seen.add(line.number);
      const [head = '', status] = /^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+(?:\[(.)\]\s)?/u.exec(line.text) ?? [];
      const end = line.from + head.length;
      if (status !== undefined) {
        const at = end - 2 - status.length;
        changes.push({ from: at, to: at + status.length, insert: status === ' ' ? 'x' : ' ' });
      } else if (head) changes.push({ from: end, insert: '[ ] ' });
      else {
        const indent = line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0);
        changes.push({ from: indent, insert: '- [ ] ' });
      }
    }
  }
  return { changes, userEvent: 'input.format' };
}

function run(make: (state: EditorState) => TransactionSpec) {
  return (view: EditorView): boolean => {
    if (view.state.readOnly) return false;
    view.dispatch(view.state.update(make(view.state), { scrollIntoView: true }));
    return true;
  };
}

/** In a list, and over a selection, Tab moves lines in; elsewhere it is a character, and not the start of code. */
export function indent(view: EditorView): boolean {
  const { state } = view;
  const { main } = state.selection;
  const inList = /^\s*(?:[-*+]|\d+[.)])\s/.test(state.doc.lineAt(main.head).text);
  return main.empty && !inList ? insertTab(view) : indentMore(view);
}

export const formatKeymap: readonly KeyBinding[] = [
  { key: 'Mod-b', run: run((state) => toggleMark(state, '**')) },
  { key: 'Mod-i', run: run((state) => toggleMark(state, '*')) },
  { key: 'Mod-Shift-h', run: run((state) => toggleMark(state, '==')) },
  { key: 'Mod-l', run: run(toggleTasks) },
];
