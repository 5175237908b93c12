import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { isComposing } from '../composition.ts';
import { editorHost } from '../host.ts';
import { linksKnown } from '../preview/marks.ts';
import { searched } from './cell-content.ts';
import { CellEditor, fromCell } from './cell-editor.ts';
import { type FocusedCell, focusedCell } from './cells.ts';
import { type CellPlace, tableView } from './table-view.ts';

/**
 * Keeps an editor in the cell where the note's selection is. The selection of the note says which; the editor has
 * the focus whenever the note would have it.
 */
class TableEditing implements PluginValue {
  private readonly view: EditorView;
  private editor: CellEditor | undefined;
  private pending = false;
  /** Whether the page is to show the cell: not where the pointer has put the selection. */
  private follows = false;
  private destroyed = false;

  constructor(view: EditorView) {
    this.view = view;
    this.settleSoon();
  }

  update(update: ViewUpdate): void {
    if (update.docChanged && !update.transactions.some((tr) => tr.annotation(fromCell))) {
      this.editor?.noteChanged(update.changes);
    }
    if (update.selectionSet)
      this.follows = !update.transactions.some((tr) => tr.isUserEvent('select.pointer'));
    const effects = update.transactions.flatMap((tr) => tr.effects);
    const asked = searched(update.state) !== searched(update.startState);
    if (asked || effects.some((effect) => effect.is(linksKnown))) queueMicrotask(() => this.refresh());
    const moved = update.selectionSet || update.docChanged || update.focusChanged || effects.length > 0;
    if (moved || update.viewportChanged || update.geometryChanged) this.settleSoon();
  }

  destroy(): void {
    this.destroyed = true;
    this.editor?.destroy();
  }

  /** After the view is up to date, and before the next key. */
  private settleSoon(): void {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => {
      this.pending = false;
      if (!this.destroyed) this.settle();
    });
  }

  /** Bring the editor to the cell that the selection is in. */
  private settle(): void {
    const { view, editor } = this;
    if (isComposing(view) || editor?.composing) return;
    const goal = this.goal();
    const box = goal && this.boxOf(goal);
    if (!goal || !box) {
      this.leave();
      return;
    }
    const focus = view.hasFocus || (editor && this.hadFocus(editor));
    const stays = editor && samePlace(editor.place, goal.place) && editor.view.dom.parentElement === box;
    const current = stays ? editor : this.enter(goal, box);
    current?.take(goal.cell);
    if (focus && current && !current.view.hasFocus) current.view.focus();
    if (!stays && editor) this.drop(editor);
    if (!stays && this.follows && current?.view.hasFocus) {
      box.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  private enter({ found, place, cell }: FocusedCell, box: HTMLElement): CellEditor | undefined {
    const host = this.view.state.facet(editorHost);
    if (!host) return undefined;
    this.editor = new CellEditor(this.view, host, place, found.from, cell);
    box.dataset.source = '';
    box.replaceChildren(this.editor.view.dom);
    return this.editor;
  }

  private leave(): void {
    const { editor, view } = this;
    if (!editor) return;
    this.editor = undefined;
    const focus = this.hadFocus(editor);
    this.drop(editor);
    if (focus) view.focus();
  }

  /** Whether the focus is in the editor, or was until it was taken off the page. */
  private hadFocus({ view: { hasFocus, dom } }: CellEditor): boolean {
    return hasFocus || (!dom.isConnected && dom.ownerDocument.activeElement === dom.ownerDocument.body);
  }

  private drop(editor: CellEditor): void {
    const dom = editor.view.dom.closest<HTMLElement>('.note-table');
    const line = editor.view.dom.closest('tr');
    editor.destroy();
    if (dom && line) tableView(dom)?.redraw(line);
  }

  private refresh(): void {
    if (this.destroyed) return;
    for (const dom of this.drawn()) tableView(dom)?.refresh();
  }

  private goal(): FocusedCell | undefined {
    const { state } = this.view;
    if (state.facet(editorHost)?.mode !== 'live' || state.readOnly) return undefined;
    const at = focusedCell(state);
    return at?.found.source ? undefined : at;
  }

  private boxOf({ found, place }: FocusedCell): HTMLElement | undefined {
    for (const dom of this.drawn()) {
      const shown = tableView(dom);
      if (shown?.from === found.from) return shown.cell(place);
    }
    return undefined;
  }

  private drawn(): Iterable<HTMLElement> {
    return this.view.contentDOM.querySelectorAll<HTMLElement>('.note-table');
  }
}

function samePlace(a: CellPlace, b: CellPlace): boolean {
  return a.row === b.row && a.column === b.column;
}

export const tableEditing = ViewPlugin.fromClass(TableEditing);
