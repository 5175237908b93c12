import { syntaxTree } from '@codemirror/language';
import type { EditorState, Range, Transaction } from '@codemirror/state';
import type { Decoration, DecorationSet } from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { blockField } from './block-field.ts';
import type { PreviewInput } from './context.ts';
import { previewDecorations } from './marks.ts';
import { revealField } from './reveal.ts';

/**
 * The decorations after one transaction that left in sight what was: as `previewDecorations` makes them, but only blocks
 * are looked at that the transaction changed, and those where the person was or is.
 */
export function patchDecorations(old: DecorationSet, tr: Transaction, input: PreviewInput): DecorationSet {
  let next = tr.docChanged ? old.map(tr.changes) : old;
  const spans = inSight(changedSpans(tr), input.ranges).map((span) => wholeBlocks(tr.state, span));
  for (const span of joined(spans)) {
    const ranges = input.ranges.flatMap((range) => common(range, span));
    const add = ranges.length > 0 ? listOf(previewDecorations({ ...input, ranges })) : [];
    next = next.update({ filterFrom: span.from, filterTo: span.to, filter: () => false, add });
  }
  return next;
}

function changedSpans(tr: Transaction): Span[] {
  const spans: Span[] = [];
  tr.changes.iterChangedRanges((_fromA, _toA, from, to) => spans.push({ from, to }));
  const blocks = tr.state.field(blockField);
  if (blocks !== tr.startState.field(blockField)) spans.push(...blocks.changed);
  const before = tr.startState.field(revealField).spans;
  const now = tr.state.field(revealField).spans;
  if (before === now) return spans;
  const left = before.map(({ from, to }) => ({
    from: tr.changes.mapPos(from, -1),
    to: tr.changes.mapPos(to, 1),
  }));
  return [...spans, ...left, ...now];
}

/** Those that can matter to what is seen: much else is parsed in the meantime. The last one above decides of the space below it. */
function inSight(spans: readonly Span[], ranges: readonly Span[]): Span[] {
  const from = ranges[0]?.from ?? 0;
  const to = ranges.at(-1)?.to ?? 0;
  const above = spans.filter((span) => span.to < from);
  const last = Math.max(...above.map((span) => span.to));
  return spans.filter((span) => (span.to >= from && span.from <= to + 1) || span.to === last);
}

/**
 * `span` with all of the blocks that it touches, the line after, whose look hangs on the one before it, and the space up
 * to the next block, which may have been a part of one.
 */
function wholeBlocks(state: EditorState, span: Span): Span {
  const { doc } = state;
  const tree = syntaxTree(state);
  const start = doc.lineAt(span.from).from;
  const first = tree.topNode.childBefore(start);
  const end = blockEnd(blockEnd(span.to) + 1);
  const next = tree.topNode.childAfter(end);
  const space = next ? doc.lineAt(next.from).from - 1 : tree.length;
  const from = first && first.to >= start ? doc.lineAt(first.from).from : start;
  return { from, to: Math.max(end, space) };

  /** The end of the line of `pos`, or of the block that goes beyond that. */
  function blockEnd(pos: number): number {
    const { to } = doc.lineAt(Math.min(pos, doc.length));
    return doc.lineAt(Math.max(to, tree.topNode.childBefore(to)?.to ?? 0)).to;
  }
}

/** In order, and those that overlap or touch as one. */
function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && span.from <= last.to + 1)
      found[found.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else found.push(span);
  }
  return found;
}

function common(a: Span, b: Span): Span[] {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from <= to ? [{ from, to }] : [];
}

function listOf(set: DecorationSet): Range<Decoration>[] {
  const list: Range<Decoration>[] = [];
  for (const at = set.iter(); at.value; at.next()) list.push(at.value.range(at.from, at.to));
  return list;
}
