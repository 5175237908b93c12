import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  hoverTooltip,
  type PluginValue,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Tree } from '@lezer/common';
import { type BrokenBold, findBrokenBold } from '../../shared/hugo/emphasis.ts';
import type { Span } from '../../shared/note/facts.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { composed, isComposing } from './composition.ts';
import { editorHost, hostWords } from './host.ts';
import { type PopupAction, popup } from './popup.ts';
import { wholeTree } from './whole-tree.ts';

/** Milliseconds that a long note is given to be read to its end. */
const parseTime = 2000;

const inlineBlocks = /^(?:Paragraph|ATXHeading\d|SetextHeading\d|TableCell|Task)$/;

/** Bold in `ranges` that its author meant and Hugo does not show, because its marks touch Chinese punctuation. */
export function brokenEmphasis(
  state: EditorState,
  ranges: readonly Span[],
  look: (text: string) => readonly BrokenBold[] = findBrokenBold,
  tree: Tree = syntaxTree(state),
): BrokenBold[] {
  const found: BrokenBold[] = [];
  for (const { from, to } of ranges) {
    tree.iterate({
      from,
      to,
      enter: (block) => {
        if (!inlineBlocks.test(block.name)) return true;
        const text = state.sliceDoc(block.from, block.to);
        if (text.includes('**')) found.push(...look(alone(text)).map(moved(block.from)));
        return false;
      },
    });
  }
  return found;
}

/** The text of one block as it reads by itself: the marks of a quote before its further lines are blank. */
function alone(text: string): string {
  return text.replace(/\n[ \t>]+/g, (start) => start.replace(/[\t>]/g, ' '));
}

function moved(offset: number) {
  const shift = <T extends Span>(span: T): T => ({ ...span, from: span.from + offset, to: span.to + offset });
  return ({ fix, ...span }: BrokenBold): BrokenBold => ({ ...shift(span), fix: fix?.map(shift) });
}

const underline = Decoration.mark({ class: 'note-broken-emphasis' });
const sign = Decoration.mark({ class: 'note-mark' });

class EmphasisWarnings implements PluginValue {
  decorations: DecorationSet;
  /** What was found in the texts of the blocks in sight: most stay as they are from key to key. */
  private seen = new Map<string, readonly BrokenBold[]>();

  constructor(view: EditorView) {
    this.decorations = this.build(view);
  }

  update(update: ViewUpdate): void {
    if (isComposing(update.view)) this.decorations = this.decorations.map(update.changes);
    else if (
      update.docChanged ||
      update.viewportChanged ||
      syntaxTree(update.state) !== syntaxTree(update.startState) ||
      update.transactions.some((tr) => tr.effects.some((effect) => effect.is(composed)))
    ) {
      this.decorations = this.build(update.view);
    }
  }

  private build({ state, visibleRanges }: EditorView): DecorationSet {
    const before = this.seen;
    this.seen = new Map();
    const look = (text: string) => {
      const found = before.get(text) ?? findBrokenBold(text);
      this.seen.set(text, found);
      return found;
    };
    const marks = brokenEmphasis(state, visibleRanges, look).flatMap(({ from, to }) => [
      underline.range(from, to),
      sign.range(from, from + 2),
      sign.range(to - 2, to),
    ]);
    return Decoration.set(marks, true);
  }
}

/** All of the note, by a tree of it. */
export const brokenIn = (state: EditorState, tree: Tree): BrokenBold[] =>
  brokenEmphasis(state, [{ from: 0, to: state.doc.length }], findBrokenBold, tree);

/** Every mend of the note that a second look shows to work. */
export function emphasisFixesOf(state: EditorState): TextEdit[] {
  return brokenIn(state, wholeTree(state, parseTime)).flatMap(({ fix }) => fix ?? []);
}

/** Mend all bold of the note that Hugo will not show, as one change. */
export function fixAllEmphasis(view: EditorView): boolean {
  const changes = view.state.readOnly ? [] : emphasisFixesOf(view.state);
  if (changes.length === 0) return false;
  view.dispatch({ changes, userEvent: 'input.fix' });
  return true;
}

/** The offer to mend the other places too, where there are any. */
export function fixAllAction(view: EditorView): PopupAction[] {
  const { state } = view;
  const found = brokenIn(state, wholeTree(state, parseTime)).filter(({ fix }) => fix).length;
  if (found < 2) return [];
  const label = hostWords(state.facet(editorHost))('editor.fixAll', { n: found });
  return [{ label, act: () => void fixAllEmphasis(view) }];
}

/** Why the bold under the pointer is underlined, and what mends it. */
function explain(view: EditorView, pos: number): Tooltip | null {
  const line = view.state.doc.lineAt(pos);
  const found = brokenEmphasis(view.state, [line]).find(({ from, to }) => from <= pos && pos <= to);
  if (!found) return null;
  const { from, to, fix } = found;
  const host = view.state.facet(editorHost);
  const t = hostWords(host);
  const fixable = fix && !view.state.readOnly && host?.mode !== 'reading';
  const mend = () => view.dispatch({ changes: fix, userEvent: 'input.fix' });
  const actions = fixable ? [{ label: t('editor.fix'), act: mend }, ...fixAllAction(view)] : [];
  return {
    pos: from,
    end: to,
    above: true,
    create: () => ({ dom: popup(t('editor.emphasisCjk'), actions) }),
  };
}

/** Underline bold that Hugo will not show as bold, and offer what mends it. */
export function emphasisWarnings(): Extension {
  return [
    ViewPlugin.fromClass(EmphasisWarnings, { decorations: (plugin) => plugin.decorations }),
    hoverTooltip(explain, { hideOnChange: true }),
  ];
}
