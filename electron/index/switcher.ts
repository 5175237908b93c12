import { createNameList, type NameFind, NameList } from '../../shared/search/name-list.ts';
import { fitName } from '../../shared/search/subsequence.ts';
import { fold, foldWithMap } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import type { FactStore } from './facts.ts';

interface NameEntry {
  file: number;
  kind: 'name' | 'title' | 'alias';
  folded: string;
  pinyin: string;
  modified: number;
  note: 0 | 1;
}

interface Shown {
  path: string;
  name: string;
  title: string;
}

export interface SwitchHit extends Shown {
  score: number;
  via: 'name' | 'title' | 'alias' | 'pinyin';
  matched: string;
  ranges: [number, number][];
}

/** Ids of files whose names are read at once, before other calls are let through. */
const chunk = 1500;
/** Names of more files than this are read as all are. */
const mostRenamed = 3000;

const columns = 'names.file, names.kind, names.folded, names.pinyin, files.modified, files.note';

/**
 * Names, titles and aliases by a few typed letters: in order, by pinyin, and with a typo.
 * The list is read from the index when first asked for, and follows it: of a file that was changed its names are read again.
 */
export function createSwitcher(db: Db, facts: Pick<FactStore, 'namesRevision' | 'takeRenamed'>) {
  const within = db.prepare<[number, number], NameEntry>(
    `SELECT ${columns} FROM names CROSS JOIN files ON files.id = names.file
     WHERE names.file >= ? AND names.file < ? ORDER BY names.file`,
  );
  const largestId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const shownFile = db.prepare<[number], Shown>('SELECT path, name, title FROM files WHERE id = ?');
  const written = db.prepare<[number, string], { kind: NameEntry['kind']; text: string }>(
    'SELECT kind, text FROM names WHERE file = ? AND folded = ?',
  );
  const allPaths = db.prepare<[], { id: number; path: string; modified: number; note: 0 | 1 }>(
    'SELECT id, path, modified, note FROM files',
  );
  const last = db.prepare<[number], Shown>(
    'SELECT path, name, title FROM files WHERE note = 1 ORDER BY modified DESC LIMIT ?',
  );
  let list = new NameList();
  let paths: NameList | undefined;
  let revision = -1;
  let version: unknown;
  let following: Generator<void> | undefined;

  /** Brings the list up to what the tables hold, piece by piece. */
  function* follow(): Generator<void> {
    const now = db.pragma('data_version', { simple: true });
    const names = facts.namesRevision();
    if (revision === names && version === now) return;
    const renamed = facts.takeRenamed();
    const some = version === now && renamed && renamed.size < mostRenamed ? renamed : undefined;
    // Where this ends in the middle, the next one reads everything.
    version = undefined;
    paths = undefined;
    if (some) readSome(some);
    else yield* readAll();
    revision = names;
    version = now;
  }

  /** Whether there is more to read; those who wait and those who cannot take turns at the same reading. */
  function goOn(): boolean {
    following ??= follow();
    const { done } = following.next();
    if (done) following = undefined;
    return !done;
  }

  function readSome(files: ReadonlySet<number>): void {
    list.remove(files);
    for (const file of files) addNames(list, file, file + 1);
  }

  function* readAll(): Generator<void> {
    const fresh = new NameList();
    const end = (largestId.get() as number) + 1;
    for (let from = 0; from < end; from += chunk) {
      addNames(fresh, from, from + chunk);
      yield;
    }
    list = fresh;
  }

  function addNames(to: NameList, from: number, before: number): void {
    for (const { file, kind, folded, pinyin, modified, note } of within.all(from, before)) {
      const handicap = kind === 'alias' ? 5 : 0;
      to.add({ group: file, folded, pinyin, handicap, aside: note === 0, recency: modified });
    }
  }

  function load(): NameList {
    if (following) while (goOn());
    while (goOn());
    return list;
  }

  /** A query with a slash is of paths: their folders count. */
  function loadPaths(): NameList {
    paths ??= createNameList(
      allPaths.all().map(({ id, path, modified, note }) => {
        return {
          group: id,
          folded: fold(path),
          pinyin: '',
          handicap: 0,
          aside: note === 0,
          recency: modified,
        };
      }),
    );
    return paths;
  }

  function hitsOf(names: NameList, finds: readonly NameFind[], query: string): SwitchHit[] {
    return finds.flatMap((find) => {
      const folded = names.folded(find.index);
      const file = names.group(find.index);
      const shown = shownFile.get(file);
      const [name] = written.all(file, folded);
      if (!shown || !name) return [];
      const ranges = find.via === 'letters' ? (fitName(query, folded)?.ranges ?? []) : [];
      const via = find.via === 'pinyin' ? 'pinyin' : name.kind;
      const { score } = find;
      return [{ ...shown, score, via, matched: name.text, ranges: onOriginal(name.text, ranges) }];
    });
  }

  return {
    /** Read what is to be read with other calls answered in between, so that what is asked next costs little. */
    async ready(): Promise<void> {
      while (goOn()) await new Promise((resolve) => setImmediate(resolve));
    },
    /**
     * Best names first, each file once.
     * @param notesOnly leaves attachments out
     */
    find(query: string, limit: number, notesOnly = true): SwitchHit[] {
      const folded = fold(query).trim();
      const names = load();
      const finds = names.find(folded, limit, notesOnly);
      if (!folded.includes('/')) return hitsOf(names, finds, folded);
      const byName = finds.filter(({ score }) => score >= 400);
      const known = new Set(byName.map(({ index }) => names.group(index)));
      const all = loadPaths();
      const byPath = all
        .find(folded, limit, notesOnly)
        .filter(({ index, via }) => via === 'letters' && !known.has(all.group(index)));
      // Ranges are those of what is shown, the name: a path that fits marks nothing in it.
      const shown = byPath.flatMap(({ index, score }) => {
        const file = shownFile.get(all.group(index));
        return file ? [hit(file, score)] : [];
      });
      return [...hitsOf(names, byName, folded), ...shown].slice(0, limit);
    },
    /** Files whose names are spelt so in pinyin, in full or by first letters. */
    spelt(letters: string, limit: number): SwitchHit[] {
      const folded = fold(letters).replaceAll(' ', '');
      const names = load();
      return hitsOf(names, names.spelt(folded, limit), folded);
    },
    /** Notes changed last: from the table, since a change of the text alone is no change of a name. */
    recent(limit: number): SwitchHit[] {
      return last.all(limit).map((row) => hit(row, 0));
    },
  };
}

export type Switcher = ReturnType<typeof createSwitcher>;

function hit(shown: Shown, score: number): SwitchHit {
  return { ...shown, score, via: 'name', matched: shown.name, ranges: [] };
}

/** Ranges of the folded text, on the text as it is written. */
function onOriginal(text: string, ranges: [number, number][]): [number, number][] {
  if (ranges.length === 0) return ranges;
  const map = foldWithMap(text);
  return ranges.map(([from, to]) => [map.starts[from] ?? 0, map.ends[to - 1] ?? text.length]);
}
