import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { dirname } from '../../../shared/text/path.ts';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { placePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { type Draft, firstChild, flattenTree, parentRow, type TreeRow } from '../../state/tree.ts';
import { createTreeLoader } from '../../state/tree-loader.ts';
import { activeTab, expandTo, toggleFolder } from '../../state/workspace.ts';
import { List, type ListHandle } from '../../ui/list.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { Failure } from '../../ui/state.tsx';
import { useFileAsks, within } from '../file-asks.ts';
import { useRename } from '../use-rename.tsx';
import { type FileMenuHandlers, useFileMenu } from './file-menu.ts';
import { TreeRowView } from './tree-row.tsx';
import { useFileDrop } from './use-file-drop.ts';

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
  const menuFor = useFileMenu(handlers);
  const asks = useFileAsks();
  const drop = useFileDrop();
  const rename = useRename();

  function onName(row: TreeRow, name: string | undefined) {
    onEdit({});
    list.current?.focus();
    if (name === undefined) return;
    if (row.kind === 'draft') {
      const parent = editing.draft?.parent ?? '';
      if (row.folder) void actions.createFolder(within(parent, name));
      else void actions.create(parent, name);
    } else if (row.kind !== 'loading' && name !== row.name) {
      const suffix = row.kind === 'file' && row.note ? '.md' : '';
      const to = within(dirname(row.path), name + suffix);
      void rename(row.path, to);
    }
  }

  function onKey(event: KeyboardEvent, row: TreeRow, index: number): boolean {
    if (row.kind !== 'folder' && row.kind !== 'file') return false;
    const open = row.kind === 'folder' && row.open;
    const plain = !event.shiftKey && !event.altKey;
    if (event.ctrlKey || event.metaKey) {
      if (!plain || event.key.toLowerCase() !== 'z') return false;
      void actions.undo();
    } else if (!plain) return false;
    else if (event.key === 'F2') onEdit({ renaming: row.path });
    else if (event.key === 'Delete') asks.remove(row.path, row.kind === 'folder' ? row.notes : undefined);
    else if (event.key === 'ArrowRight' && open) return focusRow(firstChild(rows, index));
    else if (event.key === 'ArrowRight' && row.kind === 'folder') toggle(row.path, true);
    else if (event.key === 'ArrowLeft' && open) toggle(row.path, false);
    else if (event.key === 'ArrowLeft') return focusRow(parentRow(rows, index));
    else return false;
    return true;
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
        onMenu={(row, place) => {
          if (row.kind === 'folder' || row.kind === 'file') openMenu(place, menuFor(row));
        }}
        itemProps={(row) => ({
          'aria-level': row.depth + 1,
          'aria-expanded': row.kind === 'folder' ? row.open : undefined,
          ...drop.rowProps(row, editing.renaming === row.path),
        })}
        row={(row) => (
          <TreeRowView
            row={row}
            selected={row.path === selected}
            dropping={drop.over === row.path}
            editing={editing.renaming === row.path}
            onName={(name) => onName(row, name)}
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
