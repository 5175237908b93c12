import { DocInput, ensureSyntaxTree, language, syntaxTree, syntaxTreeAvailable } from '@codemirror/language';
import type { EditorState, Transaction } from '@codemirror/state';
import { type ChangedRange, type Tree, TreeFragment } from '@lezer/common';

/** Goes on for so many milliseconds, one step at least; the tree once it is done. */
export type Parsing = (milliseconds: number) => Tree | undefined;

/**
 * Parse a text to its end, apart from the tree of its view: one that reaches the end is kept so with each key, for which
 * a long text is too long (`LanguageState.apply` of @codemirror/language).
 * @param known what stays of the tree of an earlier text
 */
function startWholeParse(state: EditorState, known: readonly TreeFragment[] = []): Parsing {
  const parse = state.facet(language)?.parser.startParse(new DocInput(state.doc), known);
  return (milliseconds) => {
    const until = performance.now() + milliseconds;
    for (;;) {
      const tree = parse?.advance();
      if (tree || !parse || performance.now() > until) return tree ?? undefined;
    }
  };
}

/** Parses a text to its end again and again while it is written: each time only what changed since the last. */
export function createWholeParses() {
  let known: readonly TreeFragment[] = [];
  return {
    /** Each change of the text has to be told of. */
    changed({ changes }: Transaction): void {
      const ranges: ChangedRange[] = [];
      changes.iterChangedRanges((fromA, toA, fromB, toB) => void ranges.push({ fromA, toA, fromB, toB }));
      known = TreeFragment.applyChanges(known, ranges);
    },
    /** Not to be gone on with once the text is another. */
    start(state: EditorState): Parsing {
      const parse = startWholeParse(state, known);
      return (milliseconds) => {
        const tree = parse(milliseconds);
        if (tree) known = TreeFragment.addTree(tree);
        return tree;
      };
    },
  };
}

/** The tree of a text to its end; as far as the view has it where that takes more than so many milliseconds. */
export function wholeTree(state: EditorState, milliseconds: number): Tree {
  // The length of a tree does not tell: one that was cut off within the last block may have it already.
  const whole = syntaxTreeAvailable(state) ? ensureSyntaxTree(state, state.doc.length, 0) : undefined;
  return whole ?? startWholeParse(state)(milliseconds) ?? syntaxTree(state);
}
