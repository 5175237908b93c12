import { createNameList, type NameFind, NameList } from '../../shared/search/name-list.ts';
import { fitName } from '../../shared/search/subsequence.ts';
import { fold, foldWithMap } from '../../shared/text/fold.ts';
import type { HanForms } from '../../shared/text/han-forms.ts';
import type { Db } from './database.ts';
import type { FactStore } from './facts.ts';
import type { HanLoader } from './han-loader.ts';

interface NameEntry {
  file: number;
  kind: 'name' | 'title' | 'alias';
  folded: string;
  pinyin: string;
  modified: number;
  note: 0 | 1;
}

interface Names {
  /** As they are written, folded. */
  list: NameList;
  /** Those that are not written in simplified characters, in these; empty until they are known. */
  simplified: NameList;
}

/** What names were read of. */
interface State {
  revision: number;
  /** Another process wrote, where it is another. */
  version: unknown;
  formed: boolean;
}

const isSame = (a: State, b: State) =>
  a.revision === b.revision && a.version === b.version && a.formed === b.formed;

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

const han = /\p{Script=Han}/u;
/** Taken off the score of a name that is written in other characters. */
const variantHandicap = 30;
/** Ids of files whose names are read at once, before other calls are let through. */
const chunk = 1500;
/** Names of more files than this are read as all are. */
const mostRenamed = 3000;

const columns = 'names.file, names.kind, names.folded, names.pinyin, files.modified, files.note';

/**
 * Names, titles and aliases by a few typed letters: in order, by pinyin, and with a typo.
 * The list is read from the index when first asked for, and follows it: of a file that was changed its names are read again.
 */
export function createSwitcher(
  db: Db,
  facts: Pick<FactStore, 'namesRevision' | 'takeRenamed'>,
  hanForms: HanLoader,
) {
  const within = db.prepare<[number, number], NameEntry>(
    `SELECT ${columns} FROM names CROSS JOIN files ON files.id = names.file
     WHERE names.file >= ? AND names.file < ? ORDER BY names.file`,
  );
  const largestId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const shownFiles = db
    .prepare<[string], [number, string, string, string]>(
      'SELECT files.id, files.path, name, title FROM json_each(?) CROSS JOIN files ON files.id = value',
    )
    .raw();
  const aliases = db
    .prepare<[number], string>("SELECT text FROM names WHERE file = ? AND kind = 'alias'")
    .pluck();
  const allPaths = db.prepare<[], { id: number; path: string; modified: number; note: 0 | 1 }>(
    'SELECT id, path, modified, note FROM files',
  );
  const last = db.prepare<[number], Shown>(
    'SELECT path, name, title FROM files WHERE note = 1 ORDER BY modified DESC LIMIT ?',
  );
  let names: Names = { list: new NameList(), simplified: new NameList() };
  /** Of names when all were read: since then, those that changed stand there twice. */
  let readCount = 0;
  let forms: HanForms | undefined;
  let paths: NameList | undefined;
  let known: State | undefined;
  let following: Generator<void> | undefined;

  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  const state = (): State => ({
    revision: facts.namesRevision(),
    version: dataVersion.get(),
    formed: forms !== undefined,
  });

  /** Brings the list up to what the tables hold, piece by piece. */
  function* follow(): Generator<void> {
    const current = state();
    if (known !== undefined && isSame(known, current)) return;
    const renamed = facts.takeRenamed();
    const bySelf = known?.version === current.version && known?.formed === current.formed;
    const few = renamed && renamed.size < mostRenamed && names.list.count < 2 * readCount + mostRenamed;
    const some = bySelf && few ? renamed : undefined;
    // Where this ends in the middle, the next one reads everything.
    known = undefined;
    paths = undefined;
    if (some) readSome(some);
    else yield* readAll();
    known = current;
  }

  /** Whether there is more to read; those who wait and those who cannot take turns at the same reading. */
  function goOn(): boolean {
    following ??= follow();
    const { done } = following.next();
    if (done) following = undefined;
    return !done;
  }

  function readSome(files: ReadonlySet<number>): void {
    names.list.remove(files);
    names.simplified.remove(files);
    for (const file of files) addNames(names, file, file + 1);
  }

  function* readAll(): Generator<void> {
    const fresh: Names = { list: new NameList(), simplified: new NameList() };
    const end = (largestId.get() as number) + 1;
    for (let from = 0; from < end; from += chunk) {
      addNames(fresh, from, from + chunk);
      yield;
    }
    names = fresh;
    readCount = fresh.list.count;
  }

  function addNames({ list, simplified }: Names, from: number, before: number): void {
    for (const { file, kind, folded, pinyin, modified, note } of within.all(from, before)) {
      const handicap = kind === 'alias' ? 5 : 0;
      const name = { group: file, folded, pinyin, handicap, aside: note === 0, recency: modified };
      list.add(name);
      const simple = forms?.simplified(folded) ?? folded;
      if (simple !== folded) simplified.add({ ...name, folded: simple, pinyin: '' });
    }
  }

  function load(): Names {
    if (following) while (goOn());
    while (goOn());
    return names;
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

  /** Files by their ids, all in one look: this is asked for each letter typed. */
  function shownOf(ids: number[]): Map<number, Shown> {
    const rows = shownFiles.all(JSON.stringify(ids));
    return new Map(rows.map(([id, path, name, title]) => [id, { path, name, title }]));
  }

  /** @param shape of a folded name, as it stands in the list */
  function hitsOf(
    list: NameList,
    finds: readonly NameFind[],
    query: string,
    shape = (folded: string) => folded,
  ): SwitchHit[] {
    const files = shownOf(finds.map(({ index }) => list.group(index)));
    return finds.flatMap(({ index, score, via }) => {
      const file = list.group(index);
      const folded = list.folded(index);
      const shown = files.get(file);
      const name = shown && writtenAs(file, shown, (text) => shape(fold(text)) === folded);
      if (!name) return [];
      const ranges = via === 'letters' ? (fitName(query, folded)?.ranges ?? []) : [];
      return [
        {
          ...shown,
          score,
          via: via === 'pinyin' ? 'pinyin' : name.kind,
          matched: name.text,
          ranges: onOriginal(name.text, ranges),
        },
      ];
    });
  }

  function writtenAs(file: number, shown: Shown, fits: (text: string) => boolean) {
    if (fits(shown.name)) return { kind: 'name', text: shown.name } as const;
    if (fits(shown.title)) return { kind: 'title', text: shown.title } as const;
    const alias = aliases.all(file).find(fits);
    return alias === undefined ? undefined : ({ kind: 'alias', text: alias } as const);
  }

  /** With the names that are the same in simplified characters, each file once. */
  function withVariants(hits: SwitchHit[], query: string, limit: number, notesOnly: boolean): SwitchHit[] {
    if (!forms || !han.test(query)) return hits;
    const { list, simplified } = names;
    const simple = forms.simplified(query);
    const others = hitsOf(simplified, simplified.find(simple, limit, notesOnly), simple, forms.simplified);
    if (simple !== query) others.push(...hitsOf(list, list.find(simple, limit, notesOnly), simple));
    const known = new Set(hits.map(({ path }) => path));
    const more = others.filter(({ path }) => !known.has(path) && known.add(path));
    const lower = more.map((one) => ({ ...one, score: Math.max(1, one.score - variantHandicap) }));
    return [...hits, ...lower].sort((a, b) => b.score - a.score).slice(0, limit);
  }

  return {
    /**
     * Read what is to be read with other calls answered in between, so that what is asked next costs little.
     * @param query where it is Chinese, names in other characters will be found too
     */
    async ready(query = ''): Promise<void> {
      if (!forms && han.test(query)) forms = await hanForms();
      while (goOn()) await new Promise((resolve) => setImmediate(resolve));
    },
    /**
     * Best names first, each file once.
     * @param notesOnly leaves attachments out
     */
    find(query: string, limit: number, notesOnly = true): SwitchHit[] {
      const folded = fold(query).trim();
      const { list } = load();
      const finds = list.find(folded, limit, notesOnly);
      if (!folded.includes('/')) {
        return withVariants(hitsOf(list, finds, folded), folded, limit, notesOnly);
      }
      const byName = finds.filter(({ score }) => score >= 400);
      const known = new Set(byName.map(({ index }) => list.group(index)));
      const all = loadPaths();
      const byPath = all
        .find(folded, limit, notesOnly)
        .filter(({ index, via }) => via === 'letters' && !known.has(all.group(index)));
      // Ranges are those of what is shown, the name: a path that fits marks nothing in it.
      const files = shownOf(byPath.map(({ index }) => all.group(index)));
      const shown = byPath.flatMap(({ index, score }) => {
        const file = files.get(all.group(index));
        return file ? [hit(file, score)] : [];
      });
      return [...hitsOf(list, byName, folded), ...shown].slice(0, limit);
    },
    /** Files whose names are spelt so in pinyin, in full or by first letters. */
    spelt(letters: string, limit: number): SwitchHit[] {
      const folded = fold(letters).replaceAll(' ', '');
      const { list } = load();
      return hitsOf(list, list.spelt(folded, limit), folded);
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
