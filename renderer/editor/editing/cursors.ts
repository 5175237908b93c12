/** Several cursors by the pointer: Ctrl or Alt and a click add one, Alt and a drag selects a column. */
import { EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { crosshairCursor, EditorView, rectangularSelection } from '@codemirror/view';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Pixels a pointer may move between down and up and still have clicked. */
const slack = 4;

export function cursors(): Extension {
  return [
    EditorState.allowMultipleSelections.of(true),
    rectangularSelection(),
    crosshairCursor(),
    EditorView.clickAddsSelectionRange.of((event) => event.altKey || (isMac ? event.metaKey : event.ctrlKey)),
    columnAlone(),
  ];
}

/** A column takes the place of the cursors that were there, where a click with the same key adds to them. */
function columnAlone(): Extension {
  let press: { x: number; y: number; before: EditorSelection } | undefined;
  let dragging = false;
  return [
    EditorView.domEventObservers({
      mousedown(event, view) {
        const alone = event.altKey && event.button === 0 && !event.ctrlKey && !event.metaKey;
        press = alone ? { x: event.clientX, y: event.clientY, before: view.state.selection } : undefined;
        dragging = false;
        const { ownerDocument } = view.dom;
        const move = ({ clientX, clientY }: MouseEvent) => {
          dragging ||= press !== undefined && Math.hypot(clientX - press.x, clientY - press.y) > slack;
        };
        const up = () => {
          ownerDocument.removeEventListener('mousemove', move, true);
          press = undefined;
        };
        ownerDocument.addEventListener('mousemove', move, true);
        ownerDocument.addEventListener('mouseup', up, { once: true });
      },
    }),
    EditorState.transactionFilter.of((tr) => {
      if (!press || !dragging || !tr.selection || !tr.isUserEvent('select.pointer')) return tr;
      const { before } = press;
      const ranges = tr.selection.ranges.filter((range) => !before.ranges.some((old) => old.eq(range)));
      return ranges.length === 0 ? tr : [tr, { selection: EditorSelection.create(ranges) }];
    }),
  ];
}
