import { syntaxTree } from '@codemirror/language';
import { type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type PluginValue,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { classHighlighter, highlightTree } from '@lezer/highlight';

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
    for (const { from, to } of visibleRanges) {
      syntaxTree(state).iterate({
        from,
        to,
        enter: (ref) => {
          if (ref.name !== 'FencedCode') return ref.type.isTop || !ref.type.is('LeafBlock');
          const { from: start, node } = ref;
          const add = (at: number, end: number, classes: string) =>
            builder.add(start + at, start + end, this.mark(classes));
          highlightTree(node.toTree(), classHighlighter, add, Math.max(0, from - start), to - start);
          return false;
        },
      });
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
