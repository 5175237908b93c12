import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { jumpTo } from '../jump.ts';
import { labelKey } from '../link-at.ts';
import { element } from '../render/dom.ts';
import { footnoteDefinition } from '../render/footnote-dom.ts';
import { renderHostOf } from '../render/make-host.ts';

/** The element of one of these names that covers `pos`. */
function nodeAt(state: EditorState, pos: number, names: RegExp): SyntaxNode | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, side);
    for (; node; node = node.parent) if (names.test(node.name)) return node;
  }
  return undefined;
}

/** The label of a reference, or of the mark of a definition. */
function labelOf(state: EditorState, { from, to }: SyntaxNode): string {
  return state.sliceDoc(from + 2, to).replace(/\]:?\s*$/, '');
}

function definitionOf(state: EditorState, label: string): SyntaxNode | undefined {
  return footnoteDefinition(syntaxTree(state), (from, to) => state.sliceDoc(from, to), label);
}

/** What a footnote says, as Markdown without its mark and indent. */
export function footnoteText(state: EditorState, pos: number): string | undefined {
  const node = nodeAt(state, pos, /^(?:FootnoteReference|InlineFootnote)$/);
  if (!node) return undefined;
  if (node.name === 'InlineFootnote') return state.sliceDoc(node.from + 2, node.to - 1);
  const definition = definitionOf(state, labelOf(state, node));
  const mark = definition?.getChild('FootnoteMark');
  if (!definition || !mark) return undefined;
  return state
    .sliceDoc(mark.to, definition.to)
    .trim()
    .replace(/\n {1,4}/g, '\n');
}

function footnoteTip(view: EditorView, pos: number): Tooltip | null {
  const node = nodeAt(view.state, pos, /^(?:FootnoteReference|InlineFootnote)$/);
  const text = footnoteText(view.state, pos);
  if (!node || text === undefined) return null;
  return {
    pos: node.from,
    end: node.to,
    above: true,
    create: () => {
      const control = new AbortController();
      const host = renderHostOf(view, control.signal);
      const drawn = host?.drawNote(text, { from: 0, to: text.length }, host) ?? text;
      return { dom: element('div', 'note-footnote-tip', drawn), destroy: () => control.abort() };
    },
  };
}

/** Where a click on a footnote leads: from a reference to its definition, from there to the first reference. */
export function footnotePartner(state: EditorState, pos: number): number | undefined {
  const node = nodeAt(state, pos, /^(?:FootnoteReference|FootnoteMark)$/);
  if (!node || node.parent?.name === 'InlineFootnote') return undefined;
  const label = labelOf(state, node);
  if (node.name === 'FootnoteReference') {
    const mark = definitionOf(state, label)?.getChild('FootnoteMark');
    return mark ? Math.min(mark.to + 1, state.doc.lineAt(mark.to).to) : undefined;
  }
  let found: number | undefined;
  syntaxTree(state).iterate({
    enter: (ref) => {
      if (found !== undefined) return false;
      if (ref.name !== 'FootnoteReference') return true;
      if (labelKey(labelOf(state, ref.node)) === labelKey(label)) found = ref.to;
      return false;
    },
  });
  return found;
}

function clicked(event: MouseEvent, view: EditorView): boolean {
  const target =
    event.target instanceof Element ? event.target.closest('.note-footnote, .note-footnote-mark') : null;
  if (!target || event.button !== 0 || event.shiftKey || event.altKey) return false;
  const showsSource =
    target.querySelector('.note-mark') !== null || target.classList.contains('note-footnote-mark');
  const plain = !event.ctrlKey && !event.metaKey;
  if (view.state.readOnly ? false : plain && showsSource) return false;
  const partner = footnotePartner(view.state, view.posAtDOM(target) + 1);
  if (partner === undefined) return false;
  event.preventDefault();
  jumpTo(view, partner);
  return true;
}

/** The text of a footnote under the pointer, and the way to its definition and back. */
export function footnotes(): Extension {
  return [hoverTooltip(footnoteTip, { hoverTime: 200 }), EditorView.domEventHandlers({ mousedown: clicked })];
}
