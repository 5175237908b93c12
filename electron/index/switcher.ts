import { createNameList, type NameFind, type NameList } from '../../shared/search/name-list.ts';
import { fitName } from '../../shared/search/subsequence.ts';
import { fold, foldWithMap } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

interface NameEntry {
  file: number;
  path: string;
  name: string;
  title: string;
  kind: 'name' | 'title' | 'alias';
  text: string;
  folded: string;
  pinyin: string;
  note: 0 | 1;
}

export interface SwitchHit {
  path: string;
  name: string;
  title: string;
  score: number;
  via: 'name' | 'title' | 'alias' | 'pinyin';
  matched: string;
  ranges: [number, number][];
}

/**
 * Names, titles and aliases by a few typed letters: in order, by pinyin, and with a typo.
 * The list is read from the index when first asked for, and again once names have changed.
 */
export function createSwitcher(db: Db, namesRevision: () => number) {
  // The order decides between equals: what was changed last comes first.
  const all = db.prepare<[], NameEntry>(
    `SELECT names.file, files.path, files.name, files.title, names.kind, names.text, names.folded, names.pinyin,
            files.note
     FROM names JOIN files ON files.id = names.file ORDER BY files.modified DESC, files.path`,
  );
  const last = db.prepare<[number], Pick<NameEntry, 'path' | 'name' | 'title' | 'text'>>(
    'SELECT path, name, title, name AS text FROM files WHERE note = 1 ORDER BY modified DESC LIMIT ?',
  );
  let entries: NameEntry[] = [];
  let list: NameList | undefined;
  let paths: NameList | undefined;
  let state = '';

  function load(): NameList {
    const now = `${namesRevision()}:${db.pragma('data_version', { simple: true })}`;
    if (now === state && list) return list;
    state = now;
    entries = all.all();
    paths = undefined;
    list = createNameList(
      entries.map(({ file, folded, pinyin, kind }) => {
        return { group: file, folded, pinyin, handicap: kind === 'alias' ? 5 : 0 };
      }),
    );
    return list;
  }

  /** A query with a slash is of paths: their folders count. */
  function loadPaths(): NameList {
    paths ??= createNameList(
      entries.map(({ file, path, kind }) => {
        return { group: file, folded: kind === 'name' ? fold(path) : '', pinyin: '', handicap: 0 };
      }),
    );
    return paths;
  }

  function hitOf(find: NameFind, query: string): SwitchHit {
    const entry = entries[find.index] as NameEntry;
    const ranges = find.via === 'letters' ? (fitName(query, entry.folded)?.ranges ?? []) : [];
    const via = find.via === 'pinyin' ? 'pinyin' : entry.kind;
    return { ...hit(entry, find.score, via), ranges: onOriginal(entry.text, ranges) };
  }

  return {
    /**
     * Best names first, each file once.
     * @param notesOnly leaves attachments out
     */
    find(query: string, limit: number, notesOnly = true): SwitchHit[] {
      const folded = fold(query).trim();
      const names = load();
      const accepts = notesOnly ? (index: number) => entries[index]?.note === 1 : undefined;
      const finds = names.find(folded, limit, accepts);
      if (!folded.includes('/')) return finds.map((find) => hitOf(find, folded));
      const byName = finds.filter(({ score }) => score >= 400);
      const known = new Set(byName.map(({ index }) => entries[index]?.file));
      const byPath = loadPaths()
        .find(folded, limit, accepts)
        .filter(({ index, via }) => via === 'letters' && !known.has(entries[index]?.file));
      // Ranges are those of what is shown, the name: a path that fits marks nothing in it.
      const shown = byPath.map(({ index, score }) => hit(entries[index] as NameEntry, score, 'name'));
      return [...byName.map((find) => hitOf(find, folded)), ...shown].slice(0, limit);
    },
    /** Files whose names are spelt so in pinyin, in full or by first letters. */
    spelt(letters: string, limit: number): SwitchHit[] {
      const folded = fold(letters).replaceAll(' ', '');
      return load()
        .spelt(folded, limit)
        .map((find) => hitOf(find, folded));
    },
    /** Notes changed last: from the table, since a change of the text alone is no change of a name. */
    recent(limit: number): SwitchHit[] {
      return last.all(limit).map((row) => hit(row, 0, 'name'));
    },
  };
}

export type Switcher = ReturnType<typeof createSwitcher>;

function hit(
  entry: Pick<NameEntry, 'path' | 'name' | 'title' | 'text'>,
  score: number,
  via: SwitchHit['via'],
): SwitchHit {
  const { path, name, title, text } = entry;
  return { path, name, title, score, via, matched: text, ranges: [] };
}

/** Ranges of the folded text, on the text as it is written. */
function onOriginal(text: string, ranges: [number, number][]): [number, number][] {
  if (ranges.length === 0) return ranges;
  const map = foldWithMap(text);
  return ranges.map(([from, to]) => [map.starts[from] ?? 0, map.ends[to - 1] ?? text.length]);
}
