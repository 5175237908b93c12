import { syntaxTree } from '@codemirror/language';
import {
  type ChangeDesc,
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  RangeValue,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Tree } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { editorHost } from '../host.ts';
import { linkDefinitions } from '../link-at.ts';
import { type BlockDrawing, blockDrawings } from './block-rules.ts';
import { calloutToggled, calloutToggles, isFolded } from './callout-folds.ts';
import { revealField } from './reveal.ts';
import { changedBlocks } from './top-blocks.ts';

class Found extends RangeValue {
  readonly drawing: BlockDrawing;
  // One whose text was deleted is dropped.
  override startSide = 1;
  override endSide = -1;

  constructor(drawing: BlockDrawing) {
    super();
    this.drawing = drawing;
  }
}

interface Blocks {
  /** The tree as it is. */
  tree: Tree;
  /** The last one that reached as far as any before: typing in a long note cuts the tree short for a moment. */
  whole: Tree;
  /** What changed since `whole`. */
  since: ChangeDesc | undefined;
  /** Blocks that the last transaction made anew, where it was one that changed this value. */
  changed: readonly Span[];
  /** What could be drawn of all that is parsed. */
  found: RangeSet<Found>;
  /** What is: all of it, but where the person is. */
  shown: DecorationSet;
  /** Those of `found` that define a label (`[label]: target`). */
  labels: RangeSet<Found>;
  /** Their targets by label; another map only where they are others. */
  definitions: ReadonlyMap<string, string>;
}

const hidden = Decoration.replace({});

/**
 * What is drawn over whole lines. It has to be known for all of the note, or scrolling would jump, but only what changed
 * is looked at again: blocks that the parser made anew, and those where the person is or was.
 */
export const blockField = StateField.define<Blocks>({
  create: (state) => all(state),
  update(value, tr) {
    if (tr.state.facet(editorHost)?.mode !== tr.startState.facet(editorHost)?.mode) return all(tr.state);
    const dirty: Span[] = [];
    const next = taken(value, tr, dirty);
    const before = tr.startState.field(revealField);
    const now = tr.state.field(revealField);
    if (before.opened !== now.opened) dirty.push(...mapped(before.opened, tr), ...now.opened);
    if (tr.effects.some((effect) => effect.is(calloutToggled))) dirty.push({ from: 0, to: tr.newDoc.length });
    if (dirty.length === 0) return next;
    const changed = next === value ? [] : next.changed;
    return { ...next, changed, shown: shownAgain(next, dirty, tr.state) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
});

function all(state: EditorState): Blocks {
  const tree = syntaxTree(state);
  const ranges: Range<Found>[] = [];
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    for (const drawing of blockDrawings(node, state))
      ranges.push(new Found(drawing).range(drawing.from, drawing.to));
  }
  const found = RangeSet.of(ranges, true);
  const changed = [{ from: 0, to: state.doc.length }];
  const labels = RangeSet.of(ranges.filter(isLabel), true);
  const definitions = definitionsIn(labels);
  const none = { since: undefined, shown: Decoration.none };
  const blocks = { tree, whole: tree, changed, found, labels, definitions, ...none };
  return { ...blocks, shown: shownAgain(blocks, changed, state) };
}

/** Takes a transaction in; `dirty` gets the places where something is another than it was. */
function taken(value: Blocks, tr: Transaction, dirty: Span[]): Blocks {
  const tree = syntaxTree(tr.state);
  let { found, shown, labels } = value;
  let redefined = false;
  if (tr.docChanged) {
    found = found.map(tr.changes);
    shown = shown.map(tr.changes);
    labels = labels.map(tr.changes);
    // What is left of a block that was deleted may stand where there is no block any more.
    tr.changes.iterChangedRanges((_fromA, _toA, from, to) => {
      dirty.push({ from, to });
      if (hasAny(found, from, to)) {
        found = found.update({ filterFrom: from, filterTo: to, filter: () => false });
      }
      if (hasAny(labels, from, to)) {
        labels = labels.update({ filterFrom: from, filterTo: to, filter: () => false });
      }
    });
    // One whose text was deleted is gone with the mapping.
    redefined = labels.size !== value.labels.size;
  }
  const since = tr.docChanged ? (value.since?.composeDesc(tr.changes.desc) ?? tr.changes.desc) : value.since;
  if (tree === value.tree)
    return found === value.found
      ? value
      : { ...value, since, changed: [], found, shown, labels, definitions: definitions() };
  const changed = changedBlocks({ before: value.whole, after: tree, changes: since });
  for (const node of changed) {
    const add = blockDrawings(node, tr.state).map((drawing) =>
      new Found(drawing).range(drawing.from, drawing.to),
    );
    const { from, to } = node;
    if (add.length === 0 && !hasAny(found, from, to)) continue;
    found = found.update({ filterFrom: from, filterTo: to, filter: () => false, add, sort: true });
    const defining = add.filter(isLabel);
    if (defining.length > 0 || hasAny(labels, from, to)) {
      labels = labels.update({
        filterFrom: from,
        filterTo: to,
        filter: () => false,
        add: defining,
        sort: true,
      });
      redefined = true;
    }
    dirty.push({ from, to });
  }
  const reached = since ? since.mapPos(Math.min(value.whole.length, since.length)) : value.whole.length;
  const made = { tree, changed, found, shown, labels, definitions: definitions() };
  if (tree.length < reached) return { ...made, whole: value.whole, since };
  return { ...made, whole: tree, since: undefined };

  function definitions(): ReadonlyMap<string, string> {
    if (!redefined) return value.definitions;
    const now = definitionsIn(labels);
    return JSON.stringify([...now]) === JSON.stringify([...value.definitions]) ? value.definitions : now;
  }
}

const isLabel = ({ value }: Range<Found>) => value.drawing.definition !== undefined;

/** Of several with one label, the first counts. */
function definitionsIn(labels: RangeSet<Found>): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const at = labels.iter(); at.value; at.next()) {
    const { definition } = at.value.drawing;
    if (definition && !targets.has(definition.label)) targets.set(definition.label, definition.target);
  }
  return targets;
}

function hasAny(found: RangeSet<Found>, from: number, to: number): boolean {
  let any = false;
  found.between(from, to, () => {
    any = true;
    return false;
  });
  return any;
}

function mapped(spans: readonly Span[], { changes }: Transaction): Span[] {
  return spans.map(({ from, to }) => ({ from: changes.mapPos(from, -1), to: changes.mapPos(to, 1) }));
}

function shownAgain({ found, shown }: Blocks, dirty: readonly Span[], state: EditorState): DecorationSet {
  if (state.facet(editorHost)?.mode === 'source') return Decoration.none;
  let next = shown;
  for (const { from, to } of dirty) {
    const add: Range<Decoration>[] = [];
    found.between(from, to, (start, end, { drawing }) => {
      const decoration = decorationOf(drawing, start, end, state);
      if (decoration) add.push(decoration.range(start, end));
    });
    next = next.update({ filterFrom: from, filterTo: to, filter: () => false, add, sort: true });
  }
  return next;
}

function decorationOf(
  drawing: BlockDrawing,
  from: number,
  to: number,
  state: EditorState,
): Decoration | undefined {
  if (drawing.reading && state.facet(editorHost)?.mode !== 'reading') return undefined;
  const { spans, opened } = state.field(revealField);
  const { widget, fold, inline = false } = drawing;
  if (widget) {
    const touched = spans.some((span) => span.from <= to && span.to >= from);
    return touched ? undefined : Decoration.replace({ widget, block: !inline });
  }
  if (!fold || !isFolded(state, from, fold)) return undefined;
  return opened.some((span) => span.from <= to && span.to > from) ? undefined : hidden;
}

/** Needs `reveal()`. */
export function blockPreview(): Extension {
  return [calloutToggles, blockField, linkDefinitions.of((state) => state.field(blockField).definitions)];
}
