import { Annotation, type ChangeSet, Transaction, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Span } from '../../../shared/note/facts.ts';
import { readyCell } from '../../../shared/note/table/edits.ts';
import { readTable, type TableCell } from '../../../shared/note/table/table.ts';
import { applyEdits, type TextEdit } from '../../../shared/text/edit.ts';
import { isComposing } from '../composition.ts';
import { changesBetween } from '../document/text-changes.ts';
import type { EditorHost } from '../host.ts';
import { createCellState } from './cell-state.ts';
import { cellKeys } from './keys.ts';
import { cellPaste } from './paste.ts';
import type { CellPlace } from './table-view.ts';
import { tableAt } from './tables.ts';

/** Marks what a cell's editor has put into the text of the note. */
export const fromCell = Annotation.define<boolean>();
/** Marks what the note's text has put into a cell's editor. */
const fromNote = Annotation.define<boolean>();

/**
 * The editor of one cell. It shows the cell's source; whatever is changed in it is changed in the note's text, where
 * the undo history is, and the other way round.
 */
export class CellEditor {
  readonly view: EditorView;
  readonly place: CellPlace;
  /** Where the text of this editor is in the note; a cell that is missing in its row is not there yet. */
  private span: Span | undefined;
  private readonly note: EditorView;
  /** A place in the table, to find it by where the cell is missing. */
  private anchor: number;

  constructor(note: EditorView, host: EditorHost, place: CellPlace, anchor: number, span: Span | undefined) {
    this.note = note;
    this.place = place;
    this.anchor = anchor;
    this.span = span;
    this.view = new EditorView({
      state: createCellState(span ? note.state.sliceDoc(span.from, span.to) : '', host, [
        cellKeys(note),
        cellPaste(note),
      ]),
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        this.forward(transactions);
      },
    });
  }

  get composing(): boolean {
    return isComposing(this.view);
  }

  /** The note's text has changed: follow it. */
  noteChanged(changes: ChangeSet): void {
    this.anchor = changes.mapPos(this.anchor, -1);
    if (this.span) {
      this.span = { from: changes.mapPos(this.span.from, -1), to: changes.mapPos(this.span.to, 1) };
    }
  }

  /** Show what the note now holds in the cell, and its selection. `cell` counts in the note. */
  take(cell: TableCell | undefined): void {
    if (!this.shows(cell)) this.span = cell;
    const { state } = this.view;
    const text = this.span ? this.note.state.sliceDoc(this.span.from, this.span.to) : '';
    const changes = changesBetween(state.doc.toString(), text);
    const selection = this.noteSelection(text.length) ?? state.selection.main;
    const { anchor, head } = state.selection.main;
    if (changes.length === 0 && selection.anchor === anchor && selection.head === head) return;
    this.view.dispatch({ changes, selection, annotations: fromNote.of(true) });
  }

  destroy(): void {
    this.view.destroy();
  }

  /** Whether the text of the editor is that of the cell, the white space around it being as it may. */
  private shows(cell: TableCell | undefined): boolean {
    if (!this.span || !cell) return !this.span && !cell;
    const { from, to } = this.span;
    const inside = cell.start <= from && to <= cell.end && from <= cell.from && cell.to <= to;
    return inside && this.note.state.sliceDoc(from, to) === this.view.state.doc.toString();
  }

  private noteSelection(length: number): { anchor: number; head: number } | undefined {
    if (!this.span) return undefined;
    const { from } = this.span;
    const { anchor, head } = this.note.state.selection.main;
    const inside = (pos: number) => Math.min(Math.max(0, pos - from), length);
    return { anchor: inside(anchor), head: inside(head) };
  }

  private forward(transactions: readonly Transaction[]): void {
    const own = transactions.filter((tr) => !tr.annotation(fromNote));
    if (own.length === 0 || own.length < transactions.length) return;
    const first = own[0];
    if (own.some((tr) => tr.docChanged) && first) {
      const all = own.slice(1).reduce((sum, tr) => sum.compose(tr.changes), first.changes);
      this.note.dispatch(...this.changeSpecs(all, own.at(-1)));
    } else if (this.span && own.some((tr) => tr.selection)) {
      this.note.dispatch({ selection: this.selectionAt(this.span.from), annotations: fromCell.of(true) });
    }
  }

  /** The change as one of the note, after what makes the cell ready for it. */
  private changeSpecs(changes: ChangeSet, last: Transaction | undefined): TransactionSpec[] {
    const { edits, from } = this.ready();
    const moved: TextEdit[] = [];
    changes.iterChanges((start, end, _from, _to, inserted) =>
      moved.push({ from: from + start, to: from + end, insert: inserted.toString() }),
    );
    this.span = { from, to: from + this.view.state.doc.length };
    this.anchor = from;
    const userEvent = last?.annotation(Transaction.userEvent);
    const spec: TransactionSpec = {
      changes: moved,
      selection: this.selectionAt(from),
      annotations: fromCell.of(true),
      sequential: true,
      ...(userEvent === undefined ? {} : { userEvent }),
    };
    return edits.length > 0 ? [{ changes: edits }, spec] : [spec];
  }

  /** Edits of the note that make the cell ready to be changed, and where its text begins after them. */
  private ready(): { edits: TextEdit[]; from: number } {
    const own = this.span?.from ?? this.anchor;
    const found = tableAt(this.note.state, own);
    if (!found) return { edits: [], from: own };
    const { row, column } = this.place;
    const edits = readyCell(found.table, row, column);
    const before = found.table.rows[row]?.cells[column];
    const after =
      edits.length > 0 ? readTable(applyEdits(found.table.text, edits))?.rows[row]?.cells[column] : before;
    const from = after
      ? this.span && before
        ? own + after.from - before.from
        : found.from + after.from
      : own;
    const shifted = ({ from, to, insert }: TextEdit) => ({
      from: found.from + from,
      to: found.from + to,
      insert,
    });
    return { edits: edits.map(shifted), from };
  }

  private selectionAt(from: number): { anchor: number; head: number } {
    const { anchor, head } = this.view.state.selection.main;
    return { anchor: from + anchor, head: from + head };
  }
}
