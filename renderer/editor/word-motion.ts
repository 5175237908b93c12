/**
 * Moving, deleting and selecting by words of Chinese. CodeMirror takes a run of letters for one word, which in
 * Chinese is a whole sentence; what it finds is cut down here to the word. Everything else stays its own.
 */
import { deleteGroupBackward, deleteGroupForward } from '@codemirror/commands';
import { selectNextOccurrence } from '@codemirror/search';
import { EditorSelection, type EditorState, type Extension, Prec } from '@codemirror/state';
import { Direction, EditorView, type KeyBinding, keymap, type MouseSelectionStyle } from '@codemirror/view';
import type { Span } from '../../shared/note/facts.ts';
import { hasCjk, wordBoundsAt } from '../../shared/text/word-bounds.ts';

/** What lies between two words is looked at no further than this. */
const farthest = 2000;

/** Where a step from `head` by words ends, if by runs of letters it would end at `target`. */
export function wordStep(state: EditorState, head: number, target: number): number {
  const forward = target > head;
  const reach = forward ? Math.min(target, head + farthest) : Math.max(target, head - farthest);
  const crossed = forward ? state.sliceDoc(head, reach) : state.sliceDoc(reach, head);
  if (!hasCjk(crossed)) return target;
  const space = (forward ? /^\s*/ : /\s*$/).exec(crossed)?.[0].length ?? 0;
  const at = forward ? head + space : head - space - 1;
  const line = state.doc.lineAt(at);
  const word = wordBoundsAt(line.text, at - line.from);
  return forward ? Math.min(target, line.from + word.to) : Math.max(target, line.from + word.from);
}

/** The word at `pos`; of two that meet there, the one on the side of `side`. Undefined where none holds Chinese. */
export function chineseWordAt(state: EditorState, pos: number, side: number): Span | undefined {
  const run = state.wordAt(pos);
  if (!run || !hasCjk(state.sliceDoc(Math.max(run.from, pos - farthest), Math.min(run.to, pos + farthest))))
    return undefined;
  const line = state.doc.lineAt(pos);
  const before = (side < 0 && pos > run.from) || pos === run.to;
  const word = wordBoundsAt(line.text, pos - line.from - (before ? 1 : 0));
  return { from: Math.max(run.from, line.from + word.from), to: Math.min(run.to, line.from + word.to) };
}

type Arrow = 'left' | 'right';

function isForward(view: EditorView, arrow: Arrow): boolean {
  const leftToRight = view.textDirectionAt(view.state.selection.main.head) === Direction.LTR;
  return (arrow === 'right') === leftToRight;
}

function move(arrow: Arrow, extend: boolean) {
  return (view: EditorView): boolean => {
    const forward = isForward(view, arrow);
    const ranges = view.state.selection.ranges.map((range) => {
      if (!range.empty && !extend) return EditorSelection.cursor(forward ? range.to : range.from);
      const head = wordStep(view.state, range.head, view.moveByGroup(range, forward).head);
      return extend ? EditorSelection.range(range.anchor, head) : EditorSelection.cursor(head);
    });
    const selection = EditorSelection.create(ranges, view.state.selection.mainIndex);
    view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' });
    return true;
  };
}

/** Delete a word where Chinese bounds it; every other deletion is CodeMirror's. */
function remove(forward: boolean) {
  return (view: EditorView): boolean => {
    const { state } = view;
    if (state.readOnly) return false;
    let cut = false;
    const spans = state.selection.ranges.map((range) => {
      if (!range.empty) return { from: range.from, to: range.to };
      const target = view.moveByGroup(range, forward).head;
      const head = wordStep(state, range.head, target);
      cut ||= head !== target;
      return { from: Math.min(range.head, head), to: Math.max(range.head, head) };
    });
    const inLine = spans.every(({ from, to }) => state.doc.lineAt(from).to >= to);
    if (!cut || !inLine) return (forward ? deleteGroupForward : deleteGroupBackward)(view);
    const userEvent = forward ? 'delete.forward' : 'delete.backward';
    view.dispatch({ changes: spans, scrollIntoView: true, userEvent });
    return true;
  };
}

/** Select the Chinese word at the cursor first; from then on its next occurrences. */
export function selectOccurrence(view: EditorView): boolean {
  const { main, ranges } = view.state.selection;
  const word =
    main.empty && ranges.length === 1 ? chineseWordAt(view.state, main.head, main.assoc) : undefined;
  if (!word) return selectNextOccurrence(view);
  view.dispatch({ selection: EditorSelection.range(word.from, word.to), userEvent: 'select' });
  return true;
}

const keys: readonly KeyBinding[] = [
  { key: 'Mod-ArrowLeft', mac: 'Alt-ArrowLeft', run: move('left', false), shift: move('left', true) },
  { key: 'Mod-ArrowRight', mac: 'Alt-ArrowRight', run: move('right', false), shift: move('right', true) },
  { key: 'Mod-Backspace', mac: 'Alt-Backspace', run: remove(false) },
  { key: 'Mod-Delete', mac: 'Alt-Delete', run: remove(true) },
  { key: 'Mod-d', run: selectOccurrence, preventDefault: true },
];

/** A double click on a Chinese word, and a drag from there on by words. */
function doubleClick(view: EditorView, event: MouseEvent): MouseSelectionStyle | null {
  if (event.button !== 0 || event.detail !== 2) return null;
  const wordUnder = ({ clientX, clientY }: MouseEvent): Span => {
    const { pos, assoc } = view.posAndSideAtCoords({ x: clientX, y: clientY }, false);
    return chineseWordAt(view.state, pos, assoc) ?? view.state.wordAt(pos) ?? { from: pos, to: pos };
  };
  const { pos, assoc } = view.posAndSideAtCoords({ x: event.clientX, y: event.clientY }, false);
  let start = chineseWordAt(view.state, pos, assoc);
  if (!start) return null;
  let before = view.state.selection;
  return {
    get(current, extend, multiple) {
      const first = start ?? wordUnder(event);
      const last = wordUnder(current);
      const span = { from: Math.min(first.from, last.from), to: Math.max(first.to, last.to) };
      const backward = last.from < first.from;
      const range = backward
        ? EditorSelection.range(span.to, span.from)
        : EditorSelection.range(span.from, span.to);
      if (extend) return before.replaceRange(before.main.extend(range.from, range.to));
      return multiple ? before.addRange(range) : EditorSelection.create([range]);
    },
    update({ docChanged, changes }) {
      if (!docChanged || !start) return;
      start = { from: changes.mapPos(start.from), to: changes.mapPos(start.to) };
      before = before.map(changes);
    },
  };
}

/** Words of Chinese for the keys and the double click that go by words. */
export function wordMotion(): Extension {
  return [Prec.high(keymap.of(keys)), EditorView.mouseSelectionStyle.of(doubleClick)];
}
