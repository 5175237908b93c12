import { syntaxTree } from '@codemirror/language';
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { editorHost } from '../host.ts';
import { type FoundTable, findTables, moved, type Tableless } from './found.ts';
import { TableWidget } from './table-widget.ts';

/** A table, and whether it shows its source, which it does until the cursor leaves it. */
export interface ShownTable extends FoundTable {
  source: boolean;
}

interface Tables {
  list: readonly ShownTable[];
  decorations: DecorationSet;
  tableless: Tableless;
}

/** Show the source of the table at `pos`, or no longer. */
export const showSource = StateEffect.define<{ pos: number; source: boolean }>({
  map: (value, changes) => ({ ...value, pos: changes.mapPos(value.pos) }),
});

function none(): Tables {
  return { list: [], decorations: Decoration.none, tableless: new WeakSet() };
}

/** The tables of the text, each drawn in place of its lines. */
const tablesField = StateField.define<Tables>({
  create: (state) => (isShown(state) ? first(state) : none()),
  update(value, tr) {
    const { state, startState } = tr;
    if (!isShown(state)) return value.list.length > 0 ? none() : value;
    const redrawn = state.facet(editorHost) !== startState.facet(editorHost);
    const changed = tr.docChanged || syntaxTree(state) !== syntaxTree(startState);
    const effects = tr.effects.filter((effect) => effect.is(showSource));
    if (!redrawn && !changed && effects.length === 0 && !(tr.selection && value.list.some(hasSource))) {
      return value;
    }
    let list = changed || redrawn ? renewed(value, tr) : value.list;
    for (const { value: wish } of effects) {
      list = list.map((table) => (covers(table, wish.pos) ? { ...table, source: wish.source } : table));
    }
    list = list.map((table) => (table.source && !touches(table, tr) ? { ...table, source: false } : table));
    return { ...value, list, decorations: drawn(state, list) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

export function tablesOf(state: EditorState): readonly ShownTable[] {
  return state.field(tablesField, false)?.list ?? [];
}

/** The table whose text holds `pos`. */
export function tableAt(state: EditorState, pos: number): ShownTable | undefined {
  return tablesOf(state).find((table) => covers(table, pos));
}

/** The table on the line of `pos`, also where a mark stands before it there. */
export function tableOnLine(state: EditorState, pos: number): ShownTable | undefined {
  if (pos < 0 || pos > state.doc.length) return undefined;
  const line = state.doc.lineAt(pos);
  return tablesOf(state).find((table) => table.from <= line.to && table.to >= line.from);
}

function isShown(state: EditorState): boolean {
  return state.facet(editorHost)?.mode !== 'source';
}

function first(state: EditorState): Tables {
  const tableless: Tableless = new WeakSet();
  const list = findTables(state, [], undefined, tableless).map((table) => ({ ...table, source: false }));
  return { list, decorations: drawn(state, list), tableless };
}

/**
 * The tables after a change. One that comes to be, or to reach, where the person is typing shows its source, so that
 * nothing turns into a table under the cursor.
 */
function renewed({ list, tableless }: Tables, tr: Transaction): ShownTable[] {
  const before = moved(list, tr.changes);
  // Both are in order: one walk over the two, since a long note has a thousand.
  let at = 0;
  return findTables(tr.state, list, tr.docChanged ? tr.changes : undefined, tableless).map((table) => {
    while ((before[at]?.to ?? table.from) < table.from) at++;
    const near = before[at];
    const old = near && near.from <= table.to ? near : undefined;
    const held = old && touches(old, tr);
    const source = old?.source || (!held && tr.docChanged && touches(table, tr)) || false;
    return { ...table, source };
  });
}

function hasSource({ source }: ShownTable): boolean {
  return source;
}

function covers({ from, to }: FoundTable, pos: number): boolean {
  return from <= pos && pos <= to;
}

function touches({ from, to }: FoundTable, { newSelection }: Transaction): boolean {
  return newSelection.ranges.some((range) => range.from <= to && range.to >= from);
}

/** A table behind the mark of a list item has buttons that reach out of its line. */
const lineOfTable = Decoration.line({ class: 'note-table-line' });

function drawn(state: EditorState, list: readonly ShownTable[]): DecorationSet {
  const host = state.facet(editorHost);
  const ranges = list
    .filter((table) => !table.source)
    .flatMap((found) => {
      const { from, to, whole } = found;
      const table = Decoration.replace({ widget: new TableWidget(found, host), block: whole }).range(
        from,
        to,
      );
      return whole ? [table] : [lineOfTable.range(state.doc.lineAt(from).from), table];
    });
  return Decoration.set(ranges);
}

export function tablesShown(): Extension {
  return tablesField;
}
