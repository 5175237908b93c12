import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, type Range, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { editorHost } from '../host.ts';
import { element } from '../render/dom.ts';
import { joint } from '../render/inline-dom.ts';
import { blockField } from './block-field.ts';

class Space extends WidgetType {
  override eq(): boolean {
    return true;
  }

  toDOM(): HTMLElement {
    return element('span', '', ' ');
  }
}

const space = Decoration.replace({ widget: new Space() });
const nothing = Decoration.replace({});

/** A line break, with the space at the end of its line and what the next one begins with in lists and quotes. */
const soft = /[ \t]*\n(?:[ \t>]*)/g;
/** Breaks that mean something of their own. */
const hard = /^(?:HardBreak|Comment|PercentComment|InlineMath|HTMLTag)$/;

/** In reading view, lines of a paragraph run on where the vault has strict line breaks, as what is drawn elsewhere does. */
const strictField = StateField.define<DecorationSet>({
  create: strictBreaks,
  update(value, { state, startState, docChanged }) {
    const same =
      !docChanged &&
      state.facet(editorHost) === startState.facet(editorHost) &&
      syntaxTree(state) === syntaxTree(startState) &&
      state.field(blockField).shown === startState.field(blockField).shown;
    return same ? value : strictBreaks(state);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** What stands in the place of each line break that is none; nothing outside of reading view. */
export function strictBreaks(state: EditorState): DecorationSet {
  const { mode, writing } = state.facet(editorHost) ?? {};
  if (mode !== 'reading' || !writing?.strictLineBreaks) return Decoration.none;
  const found: Range<Decoration>[] = [];
  syntaxTree(state).iterate({
    enter: ({ name, node }) => {
      if (name === 'Paragraph') joinLines(node, state, found);
      return name !== 'Paragraph';
    },
  });
  return Decoration.set(found);
}

function joinLines(paragraph: SyntaxNode, state: EditorState, found: Range<Decoration>[]): void {
  const text = state.sliceDoc(paragraph.from, paragraph.to);
  // The title of a callout is a line of its own.
  const title = paragraph.getChild('CalloutMark') ? text.indexOf('\n') : -1;
  for (const { index, 0: line } of text.matchAll(soft)) {
    if (index <= title) continue;
    const from = paragraph.from + index;
    const to = from + line.length;
    if (hard.test(paragraph.resolve(from + line.indexOf('\n'), 1).name) || isDrawn(state, from, to)) continue;
    const glue = joint(text[index - 1] ?? '', text.slice(index + line.length, index + line.length + 40));
    found.push((glue === '' ? nothing : space).range(from, to));
  }
}

/** Whether something that is drawn over whole lines begins or ends here. */
function isDrawn(state: EditorState, from: number, to: number): boolean {
  let drawn = false;
  state.field(blockField).shown.between(from, to, () => {
    drawn = true;
    return false;
  });
  return drawn;
}

/** Needs `blockPreview()`. */
export function strictLineBreaks(): Extension {
  return strictField;
}
