import {
  EditorSelection,
  EditorState,
  type Extension,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import type { FrontMatter } from '../../shared/note/facts.ts';
import { readFrontMatter } from '../../shared/note/front-matter.ts';
import { editorHost } from './host.ts';

/** Front matter is looked for in this many characters. */
const longest = 256 * 1024;

/** The front matter of the text as it stands, offsets in the editor's text. */
export const frontMatterField = StateField.define<FrontMatter | undefined>({
  create: (state) => read(state),
  update(value, tr) {
    return tr.docChanged && touchesHead(tr, value) ? read(tr.state) : value;
  },
});

function read(state: EditorState): FrontMatter | undefined {
  if (!/[-+{]/.test(state.sliceDoc(0, 1))) return undefined;
  return readFrontMatter(state.sliceDoc(0, longest));
}

function touchesHead(tr: Transaction, value: FrontMatter | undefined): boolean {
  const end = value ? value.span.to : tr.startState.doc.line(1).to;
  return (
    tr.changes.touchesRange(0, end + 1) !== false || (!value && /[-+{]/.test(tr.newDoc.sliceString(0, 1)))
  );
}

/** Where the text begins that a person sees: after front matter that is shown as a table of properties. */
export function bodyStart(state: EditorState): number {
  const frontMatter = state.field(frontMatterField);
  if (!frontMatter || !isTable(state, frontMatter)) return 0;
  return Math.min(frontMatter.span.to + 1, state.doc.length);
}

/** Front matter that can be read, with a line of body after it, where it is not shown as its source. */
function isTable(state: EditorState, { problem, span }: FrontMatter): boolean {
  const { mode, writing } = state.facet(editorHost) ?? {};
  const asSource = mode === 'source' || (mode === 'live' && writing?.properties === 'source');
  return !problem && span.to < state.doc.length && !asSource;
}

class Nothing extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override get estimatedHeight(): number {
    return 0;
  }

  toDOM(): HTMLElement {
    const dom = document.createElement('div');
    dom.className = 'note-hidden';
    return dom;
  }
}

const hiddenBlock = Decoration.replace({ widget: new Nothing(), block: true });

function hide(state: EditorState) {
  const frontMatter = state.field(frontMatterField);
  if (!frontMatter || !isTable(state, frontMatter)) return Decoration.none;
  return Decoration.set(hiddenBlock.range(0, frontMatter.span.to));
}

/** Typing cannot reach into what is hidden; edits of properties, undo and changes from the disk can. */
function isTyping(tr: Transaction): boolean {
  if (tr.isUserEvent('input.property')) return false;
  return tr.isUserEvent('input') || tr.isUserEvent('delete') || tr.isUserEvent('move');
}

function keepCursorInBody(tr: Transaction) {
  if (!tr.docChanged && !tr.selection) return tr;
  const before = tr.startState.field(frontMatterField);
  const moved = tr.docChanged && touchesHead(tr, before);
  const start = moved ? bodyStart(tr.state) : tr.changes.mapPos(bodyStart(tr.startState));
  const selection = tr.selection ?? (moved ? tr.startState.selection.map(tr.changes) : undefined);
  if (!selection || selection.ranges.every((range) => range.from >= start)) return tr;
  const ranges = selection.ranges.map(({ anchor, head }) =>
    EditorSelection.range(Math.max(anchor, start), Math.max(head, start)),
  );
  return [tr, { selection: EditorSelection.create(ranges, selection.mainIndex), sequential: true }];
}

/** Keep front matter out of sight and reach where a table of properties stands for it. */
export function frontMatterTable(): Extension {
  return [
    frontMatterField,
    EditorView.decorations.compute([frontMatterField, editorHost, 'doc'], hide),
    EditorState.changeFilter.of((tr) => (isTyping(tr) ? [0, bodyStart(tr.startState)] : true)),
    EditorState.transactionFilter.of(keepCursorInBody),
  ];
}
