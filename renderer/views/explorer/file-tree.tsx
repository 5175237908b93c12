import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { dirname, extname } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { nameRefusal } from '../../state/new-name.ts';
import { placePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import {
  type Draft,
  type FileRow,
  type FolderRow,
  firstChild,
  flattenTree,
  parentRow,
  type TreeRow,
} from '../../state/tree.ts';
import { createTreeLoader } from '../../state/tree-loader.ts';
import { topmost } from '../../state/tree-marks.ts';
import { activeTab, expandTo, toggleFolder } from '../../state/workspace.ts';
import { List, type ListHandle } from '../../ui/list.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { Failure } from '../../ui/state.tsx';
import { useFileAsks, within } from '../file-asks.ts';
import { useRename } from '../use-rename.tsx';
import { type FileMenuHandlers, useFileMenu } from './file-menu.ts';
import { TreeRowView } from './tree-row.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useFileMarks } from './use-file-marks.ts';

export interface TreeEditing {
  draft?: Draft;
  renaming?: string;
}

interface FileTreeProps {
  editing: TreeEditing;
  onEdit(editing: TreeEditing): void;
}

export function FileTree({ editing, onEdit }: FileTreeProps) {
  const words = useWords();
  const session = useSession();
  const actions = useActions();
  const openMenu = useMenu();
  const list = useRef<ListHandle>(null);
  const { rows, error, reload } = useTreeRows(editing.draft);
  const selected = useStore(session.workspace, (state) => placePath(activeTab(state).place));
  const [first] = rows;

  // The note in front is shown where it lies; a folder closed by hand stays so until another note comes.
  useEffect(() => {
    if (selected !== undefined) session.workspace.set((state) => expandTo(state, selected));
  }, [selected, session]);

  function toggle(path: string, open?: boolean) {
    session.workspace.set((state) => toggleFolder(state, path, open));
  }

  const handlers: FileMenuHandlers = {
    onRename: (path) => onEdit({ renaming: path }),
    onNew: (parent, folder) => {
      if (parent) toggle(parent, true);
      onEdit({ draft: { parent, folder } });
    },
  };
  const { menuFor, menuForMany } = useFileMenu(handlers);
  const asks = useFileAsks();
  const marking = useFileMarks(rows);
  const { marks } = marking;
  const drop = useFileDrop(marks);
  const rename = useRename();

  /** Returns what refuses the name: then it is still being typed. */
  async function onName(row: TreeRow, name: string | undefined, byKey: boolean): Promise<unknown> {
    try {
      if (name !== undefined) await take(row, name);
    } catch (error) {
      return error;
    }
    onEdit({});
    const toNote = row.kind === 'draft' && !row.folder && name !== undefined;
    if (byKey && !toNote) list.current?.focus();
    return undefined;
  }

  async function take(row: TreeRow, name: string): Promise<void> {
    if (row.kind === 'loading' || ('name' in row && name === row.name)) return;
    const refusal = nameRefusal(name);
    if (refusal) throw refusal;
    const parent = row.kind === 'draft' ? (editing.draft?.parent ?? '') : dirname(row.path);
    const refused = (error: unknown) => {
      throw error;
    };
    if (row.kind === 'draft' && !row.folder) return void (await actions.create(parent, name, { refused }));
    const path = within(parent, name + (row.kind === 'file' && row.note ? extname(row.path) : ''));
    if (row.kind === 'draft') await actions.createFolder(path, { refused });
    else await rename({ from: row.path, to: path });
    list.current?.activate(path);
  }

  function remove(row: FileRow | FolderRow) {
    const paths = marks.has(row.path) ? topmost(marks) : [row.path];
    if (paths.length > 1) asks.removeAll(paths);
    else asks.remove(row.path, row.kind === 'folder' ? row.notes : undefined);
  }

  function onKey(event: KeyboardEvent, row: TreeRow, index: number): boolean {
    if (row.kind !== 'folder' && row.kind !== 'file') return false;
    const open = row.kind === 'folder' && row.open;
    const plain = !event.shiftKey && !event.altKey;
    if (event.ctrlKey || event.metaKey) {
      if (!plain || event.key.toLowerCase() !== 'z') return false;
      void actions.undo();
    } else if (event.shiftKey && !event.altKey) return extendMarks(event.key, index);
    else if (!plain) return false;
    else if (event.key === 'Escape' && marks.size > 0) marking.clear();
    else if (event.key === 'F2') onEdit({ renaming: row.path });
    else if (event.key === 'Delete') remove(row);
    else if (event.key === 'ArrowRight' && open) return focusRow(firstChild(rows, index));
    else if (event.key === 'ArrowRight' && row.kind === 'folder') toggle(row.path, true);
    else if (event.key === 'ArrowLeft' && open) toggle(row.path, false);
    else if (event.key === 'ArrowLeft') return focusRow(parentRow(rows, index));
    else return false;
    return true;
  }

  function extendMarks(key: string, index: number): boolean {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    const [from, to] = [rows[index], rows[index + step]];
    if (step === 0 || !from || !to) return false;
    marking.extend(from.path, to.path);
    return focusRow(index + step);
  }

  function focusRow(index: number | undefined): boolean {
    const row = index === undefined ? undefined : rows[index];
    if (row) list.current?.activate(row.path);
    return row !== undefined;
  }

  if (error !== undefined) return <Failure error={error} onRetry={reload} />;
  if (rows.length === 0) return <p className="state">{words.t('explorer.empty')}</p>;
  if (rows.length === 1 && first?.kind === 'loading') return null;
  return (
    <div className="explorer-files" data-drop={drop.over === ''} {...drop.rootProps}>
      <List
        ref={list}
        role="tree"
        label={words.t('explorer.files')}
        items={rows}
        itemKey={(row) => row.path}
        itemText={(row) => ('name' in row ? row.name : '')}
        selected={selected}
        onPick={(row, options) => {
          if (row.kind === 'folder') toggle(row.path);
          else if (row.kind === 'file') actions.open(row.path, options);
        }}
        onKey={onKey}
        onPress={marking.onPress}
        onMenu={(row, place) => {
          if (row.kind !== 'folder' && row.kind !== 'file') return;
          openMenu(place, marks.has(row.path) ? menuForMany(topmost(marks)) : menuFor(row));
        }}
        itemProps={(row) => ({
          'aria-level': row.depth + 1,
          ...(marks.size > 0 && { 'aria-selected': marks.has(row.path) }),
          'aria-expanded': row.kind === 'folder' ? row.open : undefined,
          ...drop.rowProps(row, editing.renaming === row.path),
        })}
        row={(row) => (
          <TreeRowView
            row={row}
            selected={marks.size > 0 ? marks.has(row.path) : row.path === selected}
            dropping={drop.over === row.path}
            editing={editing.renaming === row.path}
            onName={(name, byKey) => onName(row, name, byKey)}
          />
        )}
      />
    </div>
  );
}

function useTreeRows(draft: Draft | undefined) {
  const client = useClient();
  const session = useSession();
  const loader = useMemo(() => createTreeLoader(client), [client]);
  useEffect(() => () => loader.dispose(), [loader]);
  const expanded = useStore(session.workspace, (state) => state.expanded);
  useEffect(() => loader.show(expanded), [loader, expanded]);
  const listings = useStore(loader.listings);
  const error = useStore(loader.error);
  const rows = useMemo(() => flattenTree(listings, new Set(expanded), draft), [listings, expanded, draft]);
  return { rows, error, reload: loader.reload };
}
