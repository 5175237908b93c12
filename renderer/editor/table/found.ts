import { syntaxTree } from '@codemirror/language';
import type { ChangeDesc, EditorState, Text } from '@codemirror/state';
import { Tree } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { readTable, type Table } from '../../../shared/note/table/table.ts';
import { surroundings } from '../preview/surroundings.ts';

/** A table of the text. */
export interface FoundTable {
  /** Where its first line begins; where that line holds the mark of a list item, behind that. */
  from: number;
  to: number;
  /** Offsets in it count from `from`. */
  table: Table;
  /** Whether it stands for whole lines, which one behind the mark of a list item does not. */
  whole: boolean;
  /** Classes of the quotes and lists that it stands in, where it stands for whole lines. */
  around: string;
}

/** A table with more cells is shown as its source. */
const mostCells = 200_000;

/** Parts of trees that hold no table: the parser takes most of a text over as it was, with each key. */
export type Tableless = WeakSet<Tree>;

/**
 * The tables of the text in order. Where the parser has not come to yet, those of before are still there, moved by
 * `changes`.
 */
export function findTables(
  state: EditorState,
  before: readonly FoundTable[],
  changes: ChangeDesc | undefined,
  tableless: Tableless,
): FoundTable[] {
  const tree = syntaxTree(state);
  const known = new Map(before.map((table) => [placeNow(table, changes), table]));
  const found: FoundTable[] = [];
  const add = (from: number, to: number, around: string) => {
    const table = tableBetween(state.doc, { from, to }, around, { tables: known, changes });
    if (table) found.push(table);
  };
  visit(tree, 0, tableless, (from, to, nested) =>
    add(from, to, nested ? surroundings(tree.resolve(from, 1), state) : ''),
  );
  if (tree.length >= state.doc.length) return found;
  for (const { from, to, around } of moved(before, changes)) if (from >= tree.length) add(from, to, around);
  return found;
}

/** Tables of before, by where they begin now, and what has changed since. */
interface Known {
  tables: ReadonlyMap<number, FoundTable>;
  changes: ChangeDesc | undefined;
}

/** Where a table begins now. What was put in at its beginning belongs to it, where anything was put into it. */
function placeNow({ from, to }: FoundTable, changes: ChangeDesc | undefined): number {
  return changes ? changes.mapPos(from, changes.touchesRange(from, to) ? -1 : 1) : from;
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

const containers = /^(?:|Document|Blockquote|BulletList|OrderedList|ListItem|FootnoteDefinition)$/;

/** Tables at the top, in quotes, in lists and in footnotes. Tells whether there are any. */
function visit(
  tree: Tree,
  start: number,
  tableless: Tableless,
  add: (from: number, to: number, nested: boolean) => void,
  nested = false,
): boolean {
  if (tableless.has(tree)) return false;
  const { children, positions } = tree;
  let any = false;
  // A long note has ten thousand blocks, and all are looked at with each key.
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (!(child instanceof Tree)) continue;
    const { name } = child.type;
    const from = start + (positions[index] ?? 0);
    if (name === 'Table') {
      any = true;
      add(from, from + child.length, nested);
    } else if (containers.test(name)) {
      if (visit(child, from, tableless, add, nested || !child.type.isAnonymous)) any = true;
    }
  }
  if (!any) tableless.add(tree);
  return any;
}

function tableBetween(
  doc: Text,
  span: Span,
  surrounded: string,
  { tables, changes }: Known,
): FoundTable | undefined {
  if (span.to > doc.length) return undefined;
  const line = doc.lineAt(span.from);
  const { to } = doc.lineAt(span.to);
  const whole = /^[ \t>]*$/.test(line.text.slice(0, span.from - line.from));
  const from = whole ? line.from : span.from;
  const around = whole ? surrounded : '';
  const old = tables.get(from);
  // A change leaves most tables as they were.
  if (old && !changes?.touchesRange(old.from, old.to) && old.table.text.length === to - from)
    return { from, to, table: old.table, whole, around };
  const table = readTable(doc.sliceString(from, to), old?.table);
  if (!table || table.aligns.length * table.rows.length > mostCells) return undefined;
  return { from, to, table, whole, around };
}
