import { getSearchQuery, type SearchQuery, searchPanelOpen } from '@codemirror/search';
import { type EditorState, type Range, RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, type WidgetType } from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { knownLinks, previewDecorations } from '../preview/marks.ts';

interface MarkSpec {
  class?: string;
  attributes?: Record<string, string>;
  widget?: WidgetType;
}

const match = Decoration.mark({ class: 'cm-searchMatch' });

/** How the text of `span` looks in live preview when nobody is at it, with what is looked for marked in it. */
export function cellDecorations(view: EditorView, span: Span): DecorationSet {
  const { state } = view;
  const matches = searched(state)?.getCursor(state, span.from, span.to);
  const add: Range<Decoration>[] = [];
  for (let next = matches?.next(); next && !next.done; next = matches?.next()) {
    const { from, to } = next.value;
    if (from < to) add.push(match.range(from, to));
  }
  return looks(state, span).update({ add, sort: true });
}

/** What is looked for in the note while the panel for it is open. */
export function searched(state: EditorState): SearchQuery | undefined {
  const query = searchPanelOpen(state) ? getSearchQuery(state) : undefined;
  return query?.valid ? query : undefined;
}

function looks(state: EditorState, span: Span): DecorationSet {
  return previewDecorations({
    state,
    ranges: [span],
    reveal: [],
    hide: true,
    links: state.field(knownLinks),
  });
}

/**
 * The content of a cell as elements of the page, by the same decorations that draw the text outside of tables. Each
 * piece knows by `data-at` where in the cell it begins.
 */
export function cellContent(view: EditorView, { from, to }: Span, decorations: DecorationSet): Node[] {
  const root = document.createElement('div');
  const open: { mark: Decoration; element: HTMLElement }[] = [];
  const holder = (marks: readonly Decoration[]): HTMLElement => {
    let same = 0;
    while (same < open.length && open[same]?.mark === marks[same]) same++;
    open.length = same;
    for (const mark of marks.slice(same)) {
      const element = markElement(mark);
      (open.at(-1)?.element ?? root).append(element);
      open.push({ mark, element });
    }
    return open.at(-1)?.element ?? root;
  };
  RangeSet.spans([decorations], from, to, {
    span(start, end, active) {
      holder(active).append(textElement(view.state.sliceDoc(start, end), start - from));
    },
    point(start, _end, value, active) {
      const { widget } = value.spec as MarkSpec;
      if (!widget) return;
      const element = widget.toDOM(view);
      element.dataset.at = String(start - from);
      holder(active).append(element);
    },
  });
  return [...root.childNodes];
}

function markElement(mark: Decoration): HTMLElement {
  const { class: className, attributes } = mark.spec as MarkSpec;
  const element = document.createElement('span');
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  return element;
}

function textElement(text: string, at: number): HTMLElement {
  const element = document.createElement(/^<br\s*\/?>$/i.test(text) ? 'br' : 'span');
  if (element.localName === 'span') element.textContent = text;
  element.dataset.at = String(at);
  return element;
}
