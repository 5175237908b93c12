import type { Plan, Scope } from '../../shared/search/plan.ts';
import { basename, isNote, stem } from '../../shared/text/path.ts';
import type { Db } from './database.ts';
import type { FileRow, Files } from './files.ts';
import { type FileStat, type Folders, statAt } from './folders.ts';
import { IdSet } from './id-set.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Files that are hits for certain, and files that may be: what lies between is to be read. */
export interface Bounds {
  sure: IdSet;
  all: IdSet;
}

/** Those plans that the caller answers: the very set of files. */
export type Known = Extract<Plan, { kind: 'named' | 'property' | 'date' | 'graph' }>;

const columns: { [S in Scope]: string } = {
  note: '{name body}',
  content: '{body}',
  names: '{name}',
  headings: '{heading}',
};

/** Weights of bm25, by column. */
const weights = 'bm25(words, 8.0, 4.0, 3.0, 1.0)';

/** The query side of the index: from a plan to sets of files, to counts, and to what comes first. */
export function createSearchIndex(db: Db, files: Files, folders: Folders, vocabulary: Vocabulary) {
  const largestId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const everyId = db.prepare<[], number>('SELECT id FROM files').pluck();
  const unsettled = db
    .prepare<[], number>(
      "SELECT id FROM files WHERE doc IS NULL UNION SELECT id FROM files WHERE note = 1 AND (hash IS NULL OR size < 0) UNION SELECT id FROM files WHERE note = 1 AND hash = ''",
    )
    .pluck();
  const matching = db
    .prepare<[string], number>(
      'SELECT files.id FROM words CROSS JOIN files ON files.doc = words.rowid WHERE words MATCH ?',
    )
    .pluck();
  const counting = db.prepare<[string], number>('SELECT count(*) FROM words WHERE words MATCH ?').pluck();
  const newest = db
    .prepare<[string, number], number>(
      `SELECT files.id FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) AS found
       CROSS JOIN files ON files.doc = found.rowid`,
    )
    .pluck();
  const heaviest = db
    .prepare<[string, number], number>(
      `SELECT files.id FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY ${weights}, rowid DESC LIMIT ?) AS found
       CROSS JOIN files ON files.doc = found.rowid`,
    )
    .pluck();
  const newestFiles = db.prepare<[], number>('SELECT id FROM files ORDER BY doc DESC').pluck();
  const tagged = db
    .prepare<[string, string, string], number>('SELECT file FROM tags WHERE key = ? OR (key > ? AND key < ?)')
    .pluck();
  const having = db.prepare<[string], number>('SELECT file FROM kinds WHERE kind = ?').pluck();
  const scoped = (scope: Scope, expression: string) => `${columns[scope]} : (${expression})`;

  function ids(scope: Scope, expression: string, limit: number): IdSet {
    return IdSet.of(limit, matching.all(scoped(scope, expression)));
  }

  return {
    /** Ids are below this. */
    limit: () => (largestId.get() as number) + 1,
    /** Files whose text is not in the index as it stands on disk: they are read for every query. */
    unsettled: () => unsettled.all(),
    /** Files that a first walk met, and that have no row yet. */
    unfollowed: (): FileRow[] =>
      folders.waiting().flatMap((folder) => {
        const scan = folders.walked(folder);
        const known = new Set(files.in(folder).map(({ path }) => path));
        return (scan?.names ?? []).flatMap((name, index) => {
          const path = folder === '' ? name : `${folder}/${name}`;
          return scan && !known.has(path) ? [unread(path, statAt(scan, index))] : [];
        });
      }),

    /** @param known answers what is no question of words, tags and kinds */
    bounds(plan: Plan, limit: number, known: (plan: Known) => Iterable<number>): Bounds {
      const none = new IdSet(limit);
      let every: IdSet | undefined;
      const all = () => (every ??= IdSet.of(limit, everyId.all()));
      const exactly = (set: IdSet): Bounds => ({ sure: set, all: set });

      function of(node: Plan): Bounds {
        switch (node.kind) {
          case 'any':
            return { sure: none, all: all() };
          case 'text': {
            const upper = ids(node.scope, node.all, limit);
            if (node.sure === node.all) return exactly(upper);
            return { sure: node.sure ? ids(node.scope, node.sure, limit) : none, all: upper };
          }
          case 'inside': {
            const words = vocabulary.holding(node.word);
            if (words === undefined) return { sure: none, all: all() };
            return exactly(words === '' ? none : ids(node.scope, words, limit));
          }
          case 'tag':
            // What is below a tag stands between it with `/` and it with the character after.
            return exactly(IdSet.of(limit, tagged.all(node.tag, `${node.tag}/`, `${node.tag}0`)));
          case 'has':
            return exactly(IdSet.of(limit, having.all(node.what)));
          case 'maybe':
            return { sure: none, all: of(node.node).all };
          case 'not': {
            const inner = of(node.node);
            return { sure: all().without(inner.all), all: all().without(inner.sure) };
          }
          case 'and':
          case 'or': {
            const parts = node.nodes.map(of);
            const join = (a: IdSet, b: IdSet) => (node.kind === 'and' ? a.and(b) : a.or(b));
            return parts.reduce((a, b) => ({ sure: join(a.sure, b.sure), all: join(a.all, b.all) }));
          }
          default:
            return exactly(IdSet.of(limit, known(node)));
        }
      }
      return of(plan);
    },

    count: (scope: Scope, expression: string) => counting.get(scoped(scope, expression)) as number,
    /** The ids of what matches by weight, the best first. Costs a microsecond a hit. */
    heaviest: (scope: Scope, expression: string, count: number) =>
      heaviest.all(scoped(scope, expression), count),
    /** The ids of what matches, the newest first. */
    newest: (scope: Scope, expression: string, count: number) => newest.all(scoped(scope, expression), count),
    /** The newest of a set. */
    newestOf(set: IdSet, count: number): number[] {
      const found: number[] = [];
      for (const id of newestFiles.iterate()) {
        if (found.length >= count) break;
        if (set.has(id)) found.push(id);
      }
      return found;
    },
  };
}

export type SearchIndex = ReturnType<typeof createSearchIndex>;

function unread(path: string, stat: FileStat): FileRow {
  const note = isNote(path);
  const name = note ? stem(path) : basename(path);
  return {
    ...stat,
    id: -1,
    path,
    note: note ? 1 : 0,
    hash: null,
    name,
    title: name,
    date: '',
    draft: 0,
    doc: null,
  };
}
