import { ensureSyntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState } from '@codemirror/state';
import type { WidgetType } from '@codemirror/view';
import { createNoteState } from '../../../renderer/editor/note-state.ts';
import { previewDecorations } from '../../../renderer/editor/preview/marks.ts';

/** A state from a text in which `‸` marks a cursor, or two of them the ends of a selection. */
export function stateAt(marked: string): EditorState {
  const [anchor = -1, head = anchor] = [...marked.matchAll(/‸/g)].map((match, index) => match.index - index);
  const begun = createNoteState(marked.replaceAll('‸', ''), false);
  ensureSyntaxTree(begun, begun.doc.length, 5000);
  // A state has the tree that it began with; the next one has all that was parsed.
  const { state } = begun.update({});
  if (anchor < 0) return state;
  return state.update({ selection: EditorSelection.single(anchor, head), filter: false }).state;
}

export interface Shown {
  /** The text with what is hidden left out, and widgets as `‹name›`. */
  text: string;
  /** `class: text` of every mark, in order. */
  marks: string[];
  /** `line number: classes`. */
  lines: string[];
}

/** What live preview makes of a text with a cursor mark. Without a mark the person is not in the text. */
export function preview(
  marked: string,
  options: { hide?: boolean; links?: ReadonlyMap<string, string | null>; from?: number; to?: number } = {},
): Shown {
  const state = stateAt(marked);
  const decorations = previewDecorations({
    state,
    ranges: [{ from: options.from ?? 0, to: options.to ?? state.doc.length }],
    reveal: marked.includes('‸') ? state.selection.ranges : [],
    hide: options.hide ?? true,
    links: options.links ?? new Map(),
  });
  const shown: Shown = { text: '', marks: [], lines: [] };
  let at = 0;
  for (const cursor = decorations.iter(); cursor.value; cursor.next()) {
    const { from, to, value } = cursor;
    const { widget, class: className } = value.spec as { widget?: WidgetType; class?: string };
    if (value.point && className) shown.lines.push(`${state.doc.lineAt(from).number}: ${className}`);
    else if (className) shown.marks.push(`${className}: ${state.sliceDoc(from, to)}`);
    else if (from >= at) {
      shown.text += state.sliceDoc(at, from) + (widget ? `‹${nameOf(widget)}›` : '');
      at = to;
    }
  }
  shown.text += state.sliceDoc(at);
  return shown;
}

function nameOf(widget: WidgetType): string {
  const { text, source } = widget as unknown as { text?: string; source?: { target: string } };
  return text ?? source?.target ?? widget.constructor.name.replace('Widget', '').toLowerCase();
}
