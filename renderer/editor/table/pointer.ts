import type { EditorView } from '@codemirror/view';
import { whereOf } from '../../client/where.ts';
import { editorHost } from '../host.ts';
import { linkAt } from '../link-at.ts';
import { followLink } from '../links.ts';
import { goToCell } from './cells.ts';
import type { CellPlace, TableView } from './table-view.ts';
import { tableAt } from './tables.ts';

/** A press in a cell that shows no source: follows a link, else begins to edit where it is. */
export function pressCell(view: EditorView, shown: TableView, place: CellPlace, event: MouseEvent): void {
  const host = view.state.facet(editorHost);
  const found = tableAt(view.state, shown.from);
  if (!host || !found || event.button > 1) return;
  const cell = found.table.rows[place.row]?.cells[place.column];
  const where = whereOf(event);
  const link = cell && linkPressed(view, found.from + cell.from, event);
  if (link) {
    event.preventDefault();
    void followLink(view, link, where);
    return;
  }
  const tag = event.target instanceof Element ? event.target.closest('.note-tag') : null;
  if (tag && (where.newTab || host.mode === 'reading')) {
    event.preventDefault();
    host.openTag(tag.getAttribute('data-tag') ?? '');
    return;
  }
  if (host.mode === 'live' && !view.state.readOnly && event.button === 0) edit(view, shown, place, event);
}

function linkPressed(view: EditorView, from: number, event: MouseEvent) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target?.closest('.note-link') || target.closest('.note-image')) return undefined;
  const at = target.closest<HTMLElement>('[data-at]')?.dataset.at;
  return at === undefined ? undefined : linkAt(view.state, from + Number(at));
}

/** The cell's own editor takes the press over: it knows best where in its source that is. */
function edit(view: EditorView, shown: TableView, place: CellPlace, event: MouseEvent): void {
  const found = tableAt(view.state, shown.from);
  if (!found || (place.row === 0 && !found.table.rows[0]?.cells[place.column])) return;
  event.preventDefault();
  view.focus();
  goToCell(view, found, place, 'end', 'select.pointer');
  const { clientX, clientY } = event;
  queueMicrotask(() => {
    const content = shown.cell(place)?.querySelector('.cm-content');
    const press = { bubbles: true, cancelable: true, clientX, clientY, button: 0, buttons: 1, detail: 1 };
    content?.dispatchEvent(new MouseEvent('mousedown', press));
  });
}
