import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { NodeProp, Tree } from '@lezer/common';
import { classHighlighter, highlightTree } from '@lezer/highlight';

/** What a piece of code is drawn as. */
interface Colour {
  from: number;
  to: number;
  classes: string;
}

/** Longer fences are coloured as far as they are seen. */
const longFence = 5_000;

/** Colours of fences that the parser goes on using from key to key, with the code that was parsed in them by then. */
const known = new WeakMap<Tree, { code: (Tree | undefined)[]; colours: Colour[] }>();

/** Counted from the start of the fence, in order; what is not between two places may be left out. */
function coloursOf(fence: Tree, from: number, to: number): Colour[] {
  const colours: Colour[] = [];
  const add = (from: number, to: number, classes: string) => void colours.push({ from, to, classes });
  if (fence.length > longFence) {
    highlightTree(fence, classHighlighter, add, from, to);
    return colours;
  }
  // The parser hangs it into a fence that is there.
  const code = fence.children.map((part) =>
    part instanceof Tree ? part.prop(NodeProp.mounted)?.tree : undefined,
  );
  const before = known.get(fence);
  if (before?.code.every((part, at) => part === code[at])) return before.colours;
  highlightTree(fence, classHighlighter, add);
  known.set(fence, { code, colours });
  return colours;
}

/** The colours of all code in parts of a text, in order. */
export function codeColoursIn(state: EditorState, parts: readonly { from: number; to: number }[]): Colour[] {
  const all: Colour[] = [];
  for (const { from, to } of parts) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ name, type, from: start, node }) => {
        if (name !== 'FencedCode') return type.isTop || !type.is('LeafBlock');
        for (const colour of coloursOf(node.toTree(), Math.max(0, from - start), to - start)) {
          const [begin, end] = [Math.max(from, start + colour.from), Math.min(to, start + colour.to)];
          if (begin < end) all.push({ from: begin, to: end, classes: colour.classes });
        }
        return false;
      },
    });
  }
  return all;
}

/**
 * Classes for what code in fences is made of. All else has its look from the rules of live preview; the highlighter of
 * CodeMirror would go over every node from the start of the text, and wrap each mark of Markdown in an element.
 */
class CodeColours implements PluginValue {
  decorations: DecorationSet;
  private readonly marks = new Map<string, Decoration>();

  constructor(view: EditorView) {
    this.decorations = this.build(view);
  }

  update({ changes, docChanged, startState, state, view, viewportChanged }: ViewUpdate): void {
    const tree = syntaxTree(state);
    // The parser is behind for a moment: what is there stays.
    if (docChanged && tree.length < view.viewport.to) this.decorations = this.decorations.map(changes);
    else if (viewportChanged || tree !== syntaxTree(startState)) this.decorations = this.build(view);
  }

  private build({ state, visibleRanges }: EditorView): DecorationSet {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to, classes } of codeColoursIn(state, visibleRanges)) {
      builder.add(from, to, this.mark(classes));
    }
    return builder.finish();
  }

  private mark(classes: string): Decoration {
    const mark = this.marks.get(classes) ?? Decoration.mark({ class: classes });
    this.marks.set(classes, mark);
    return mark;
  }
}

export function codeColours(): Extension {
  return ViewPlugin.fromClass(CodeColours, { decorations: (plugin) => plugin.decorations });
}
