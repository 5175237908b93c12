/** Files and folders of the tree that are marked, to do something with all of them. */
import type { TreeRow } from './tree.ts';

export type Marks = ReadonlySet<string>;

const none: Marks = new Set();

/** The marks that are still rows, and more than one: of one alone there is nothing to tell. */
export function shownMarks(marks: Marks, rows: readonly TreeRow[]): Marks {
  if (marks.size === 0) return none;
  const left = rows.filter((row) => canMark(row) && marks.has(row.path)).map(({ path }) => path);
  return left.length > 1 ? new Set(left) : none;
}

/** Mark a row, or take its mark away. With the first one, the row that had the ring is marked too. */
export function toggleMark(marks: Marks, path: string, ring: string | undefined): Marks {
  const next = new Set(marks.size === 0 && ring !== undefined && ring !== path ? [ring] : marks);
  if (!next.delete(path)) next.add(path);
  return next;
}

/** Everything from one row to another. */
export function markRange(rows: readonly TreeRow[], from: string | undefined, to: string): Marks {
  const end = rows.findIndex(({ path }) => path === to);
  const start = rows.findIndex(({ path }) => path === from);
  const [first, last] = [Math.min(start < 0 ? end : start, end), Math.max(start, end)];
  const range = rows.slice(first, last + 1).filter(canMark);
  return new Set(range.map(({ path }) => path));
}

/** Of these paths, those that lie in no other of them: what is done to a folder is done to what it holds. */
export function topmost(paths: Iterable<string>): string[] {
  const all = [...paths];
  return all.filter((path) => !all.some((other) => path.startsWith(`${other}/`)));
}

function canMark({ kind }: TreeRow): boolean {
  return kind === 'file' || kind === 'folder';
}
