import { syntaxTree } from '@codemirror/language';
import type { ChangeDesc, EditorState, Text } from '@codemirror/state';
import { Tree } from '@lezer/common';
import { readTable, type Table } from '../../../shared/note/table/table.ts';

/** A table of the text, whole lines. */
export interface FoundTable {
  from: number;
  to: number;
  /** Offsets in it count from `from`. */
  table: Table;
}

/** A table with more cells is shown as its source. */
const mostCells = 4000;

/**
 * The tables of the text in order. Where the parser has not come to yet, those of before are still there, moved by
 * `changes`.
 */
export function findTables(
  state: EditorState,
  before: readonly FoundTable[],
  changes: ChangeDesc | undefined,
): FoundTable[] {
  const tree = syntaxTree(state);
  const known = untouched(before, changes);
  const found: FoundTable[] = [];
  const add = (from: number, to: number) => {
    const table = tableBetween(state.doc, from, to, known);
    if (table) found.push(table);
  };
  visit(tree, 0, add);
  if (tree.length >= state.doc.length) return found;
  for (const { from, to } of moved(before, changes)) if (from >= tree.length) add(from, to);
  return found;
}

/** Tables that a change has left as they were, by where they begin now: most of them, at each key. */
function untouched(
  before: readonly FoundTable[],
  changes: ChangeDesc | undefined,
): ReadonlyMap<number, FoundTable> {
  const same = changes ? before.filter(({ from, to }) => !changes.touchesRange(from, to)) : before;
  return new Map(same.map((table) => [changes ? changes.mapPos(table.from, 1) : table.from, table]));
}

/** Where tables of before have come to lie. What was put in at an end belongs to them. */
export function moved<T extends FoundTable>(tables: readonly T[], changes: ChangeDesc | undefined): T[] {
  if (!changes) return [...tables];
  return tables.map((table) => ({
    ...table,
    from: changes.mapPos(table.from, -1),
    to: changes.mapPos(table.to, 1),
  }));
}

/** Tables at the top and in quotes. What stands in a list begins behind its marks, and is shown as its source. */
function visit(tree: Tree, start: number, add: (from: number, to: number) => void): void {
  const { children, positions } = tree;
  // A long note has ten thousand blocks, and all are looked at with each key.
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (!(child instanceof Tree)) continue;
    const { name } = child.type;
    if (name !== '' && name !== 'Table' && name !== 'Blockquote' && name !== 'Document') continue;
    const from = start + (positions[index] ?? 0);
    if (name === 'Table') add(from, from + child.length);
    else visit(child, from, add);
  }
}

function tableBetween(
  doc: Text,
  start: number,
  end: number,
  known: ReadonlyMap<number, FoundTable>,
): FoundTable | undefined {
  if (end > doc.length) return undefined;
  const { from } = doc.lineAt(start);
  const { to } = doc.lineAt(end);
  const old = known.get(from)?.table;
  if (old && old.text.length === to - from) return { from, to, table: old };
  if (!/^[ \t>]*$/.test(doc.sliceString(from, start))) return undefined;
  const table = readTable(doc.sliceString(from, to));
  if (!table || table.aligns.length * table.rows.length > mostCells) return undefined;
  return { from, to, table };
}
