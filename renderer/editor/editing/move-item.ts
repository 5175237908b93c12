/** Moving lines up and down: an item of a list goes with its children, past a whole neighbour. */
import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state';
import { depthOf, itemEnd, listLineAt, parentOf, siblingOf } from './list-line.ts';

interface Block {
  first: number;
  last: number;
}

/** Move the item at the cursor, or those that one selection covers; undefined where it is in no list. */
export function moveItems(state: EditorState, way: 1 | -1): TransactionSpec | undefined {
  const { main, ranges } = state.selection;
  if (ranges.length > 1) return undefined;
  const block = blockOf(state);
  if (!block) return undefined;
  const beside = neighbour(state, block, way);
  if (!beside) return { userEvent: 'move.line' };
  const { doc } = state;
  const [above, below] = way < 0 ? [beside, block] : [block, beside];
  const from = doc.line(above.first).from;
  const to = doc.line(below.last).to;
  const upper = doc.sliceString(from, doc.line(above.last).to);
  const between = doc.sliceString(doc.line(above.last).to, doc.line(below.first).from);
  const lower = doc.sliceString(doc.line(below.first).from, to);
  const by = way < 0 ? -(upper.length + between.length) : lower.length + between.length;
  return {
    changes: { from, to, insert: lower + between + upper },
    selection: EditorSelection.range(main.anchor + by, main.head + by),
    scrollIntoView: true,
    userEvent: 'move.line',
  };
}

/** The lines that move: from the item of the selection's start to the end of that of its end, all of one list. */
function blockOf(state: EditorState): Block | undefined {
  const { doc, tabSize, selection } = state;
  const first = doc.lineAt(selection.main.from).number;
  if (!listLineAt(state, doc.line(first))) return undefined;
  const end = doc.lineAt(selection.main.to).number;
  const own = depthOf(doc.line(first).text, tabSize);
  let last = itemEnd(doc, first, tabSize);
  while (last < end) {
    const next = siblingOf(doc, first, 1, tabSize) === undefined ? undefined : last + 1;
    if (next === undefined || next > doc.lines || depthOf(doc.line(next).text, tabSize).column !== own.column)
      return undefined;
    last = itemEnd(doc, next, tabSize);
  }
  return { first, last };
}

/** What the block changes places with: the item beside it, else the line of the item that holds or follows it. */
function neighbour(state: EditorState, { first, last }: Block, way: 1 | -1): Block | undefined {
  const { doc, tabSize } = state;
  if (way < 0) {
    const before = siblingOf(doc, first, -1, tabSize);
    if (before !== undefined) return { first: before, last: itemEnd(doc, before, tabSize) };
    const parent = parentOf(doc, first, tabSize);
    const uncle = parent === undefined ? undefined : siblingOf(doc, parent, -1, tabSize);
    return parent === undefined || uncle === undefined ? undefined : { first: parent, last: first - 1 };
  }
  const next = siblingOf(doc, last === first ? first : topOf(state, first, last), 1, tabSize);
  if (next !== undefined) return { first: next, last: itemEnd(doc, next, tabSize) };
  const parent = parentOf(doc, first, tabSize);
  const aunt = parent === undefined ? undefined : siblingOf(doc, parent, 1, tabSize);
  return aunt === undefined ? undefined : { first: last + 1, last: aunt };
}

/** The last item of a block that stands as deep as its first. */
function topOf(state: EditorState, first: number, last: number): number {
  const { doc, tabSize } = state;
  let top = first;
  for (
    let at = siblingOf(doc, first, 1, tabSize);
    at !== undefined && at <= last;
    at = siblingOf(doc, at, 1, tabSize)
  )
    top = at;
  return top;
}
