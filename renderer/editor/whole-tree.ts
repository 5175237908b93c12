import { DocInput, ensureSyntaxTree, language, syntaxTree, syntaxTreeAvailable } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { Tree } from '@lezer/common';

/**
 * Parse a text to its end, apart from the tree of its view: one that reaches the end is kept so with each key, for which
 * a long text is too long (`LanguageState.apply` of @codemirror/language).
 * @returns goes on for so many milliseconds; the tree once it is done
 */
export function startWholeParse(state: EditorState): (milliseconds: number) => Tree | undefined {
  const parse = state.facet(language)?.parser.startParse(new DocInput(state.doc));
  return (milliseconds) => {
    const until = performance.now() + milliseconds;
    for (;;) {
      const tree = parse?.advance();
      if (tree || !parse || performance.now() > until) return tree ?? undefined;
    }
  };
}

/** The tree of a text to its end; as far as the view has it where that takes more than so many milliseconds. */
export function wholeTree(state: EditorState, milliseconds: number): Tree {
  // The length of a tree does not tell: one that was cut off within the last block may have it already.
  const whole = syntaxTreeAvailable(state) ? ensureSyntaxTree(state, state.doc.length, 0) : undefined;
  return whole ?? startWholeParse(state)(milliseconds) ?? syntaxTree(state);
}
