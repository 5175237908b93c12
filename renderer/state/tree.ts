/** The file tree of the explorer: listings by folder, loaded as folders open, flattened into rows. */
import type { Events, Result } from '../../shared/contract/api.ts';
import { basename, dirname, stem } from '../../shared/text/path.ts';

export type Listing = Result<'folder.list'>;
type Moved = Events['vault.changed']['moved'];

export interface FolderRow {
  kind: 'folder';
  path: string;
  name: string;
  depth: number;
  notes: number;
  open: boolean;
}

export interface FileRow {
  kind: 'file';
  path: string;
  name: string;
  title: string;
  depth: number;
  note: boolean;
  draft: boolean;
}

/** The place of a name that is being typed for something new. */
export interface DraftRow {
  kind: 'draft';
  path: string;
  depth: number;
  folder: boolean;
}

export interface LoadingRow {
  kind: 'loading';
  path: string;
  depth: number;
}

export type TreeRow = FolderRow | FileRow | DraftRow | LoadingRow;

export interface Draft {
  parent: string;
  folder: boolean;
}

/** The rows to show, from the root down. A folder whose listing is on its way has one row that says so. */
export function flattenTree(
  listings: ReadonlyMap<string, Listing>,
  expanded: ReadonlySet<string>,
  draft?: Draft,
): TreeRow[] {
  const rows: TreeRow[] = [];
  addFolder('', 0);
  return rows;

  function addFolder(path: string, depth: number): void {
    if (draft?.parent === path) rows.push({ kind: 'draft', path: `${path}/`, depth, folder: draft.folder });
    const listing = listings.get(path);
    if (!listing) {
      rows.push({ kind: 'loading', path: `${path}/?`, depth });
      return;
    }
    for (const folder of listing.folders) {
      const open = expanded.has(folder.path);
      rows.push({ kind: 'folder', path: folder.path, name: folder.name, depth, notes: folder.notes, open });
      if (open) addFolder(folder.path, depth + 1);
    }
    for (const file of listing.files) {
      const note = file.kind === 'note';
      const name = note ? stem(file.path) : basename(file.path);
      const { path: filePath, title, draft: isDraft } = file;
      rows.push({ kind: 'file', path: filePath, name, title, draft: isDraft, note, depth });
    }
  }
}

/** Which of the loaded folders a change touches: those that hold a changed path, and all above, whose counts change. */
export function touchedFolders(
  paths: readonly string[] | null,
  moved: Moved,
  loaded: Iterable<string>,
): string[] {
  if (paths === null) return [...loaded];
  const touched = new Set<string>(['']);
  for (const path of [...paths, ...moved.flatMap(({ from, to }) => [from, to])]) {
    for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) touched.add(folder);
  }
  return [...loaded].filter((folder) => touched.has(folder));
}

/** Row to go to with the left arrow: the folder around this one; with `open`, nothing, for it closes first. */
export function parentRow(rows: readonly TreeRow[], index: number): number | undefined {
  const depth = rows[index]?.depth ?? 0;
  for (let above = index - 1; above >= 0; above--) {
    if ((rows[above]?.depth ?? 0) < depth) return above;
  }
  return undefined;
}

/** Row to go to with the right arrow from an open folder: what it holds first. */
export function firstChild(rows: readonly TreeRow[], index: number): number | undefined {
  const [row, next] = [rows[index], rows[index + 1]];
  return row && next && next.depth > row.depth ? index + 1 : undefined;
}
