import type { EditorState, Extension, Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { composed, isComposing } from '../composition.ts';

const lit = Decoration.line({ class: 'note-lit' });

/** Paragraphs are followed no further than this many lines. */
const farthest = 200;

/** The lines between two blank ones that `pos` stands in. */
export function paragraphAround({ doc }: EditorState, pos: number): Span {
  const blank = (number: number) => doc.line(number).text.trim() === '';
  const { number } = doc.lineAt(pos);
  let [first, last] = [number, number];
  if (!blank(number)) {
    while (first > 1 && number - first < farthest && !blank(first - 1)) first--;
    while (last < doc.lines && last - number < farthest && !blank(last + 1)) last++;
  }
  return { from: doc.line(first).from, to: doc.line(last).to };
}

/** Marks the paragraphs that the person is in; the style sheet dims the others. */
class FocusedParagraph implements PluginValue {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = lines(view.state);
  }

  update(update: ViewUpdate): void {
    if (isComposing(update.view)) this.decorations = this.decorations.map(update.changes);
    else if (update.docChanged || update.selectionSet || isOver(update))
      this.decorations = lines(update.state);
  }
}

const isOver = ({ transactions }: ViewUpdate) =>
  transactions.some((tr) => tr.effects.some((effect) => effect.is(composed)));

function lines(state: EditorState): DecorationSet {
  const found = new Map<number, Range<Decoration>>();
  for (const { from, to } of state.selection.ranges) {
    const end = paragraphAround(state, to).to;
    let line = state.doc.lineAt(paragraphAround(state, from).from);
    for (;;) {
      found.set(line.from, lit.range(line.from));
      if (line.to >= end) break;
      line = state.doc.lineAt(line.to + 1);
    }
  }
  return Decoration.set([...found.values()], true);
}

export function focusedParagraph(): Extension {
  return [
    ViewPlugin.fromClass(FocusedParagraph, { decorations: (plugin) => plugin.decorations }),
    EditorView.editorAttributes.of({ 'data-focus': 'true' }),
  ];
}
