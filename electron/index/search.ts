import type { Statement } from 'better-sqlite3';
import type { Plan, Scope } from '../../shared/search/plan.ts';
import { basename, isNote, stem } from '../../shared/text/path.ts';
import type { Db } from './database.ts';
import type { FileRow, Files } from './files.ts';
import { type FileStat, type Folders, statAt } from './folders.ts';
import { IdSet } from './id-set.ts';
import { piecesOfCharacter } from './one-character.ts';
import type { Parts } from './parts.ts';
import type { Vocabulary } from './vocabulary.ts';
import { createWriteState } from './write-state.ts';

/** Files that are hits for certain, and files that may be: what lies between is to be read. */
export interface Bounds {
  sure: IdSet;
  all: IdSet;
}

/** Those plans that the caller answers: the very set of files. */
export type Known = Extract<Plan, { kind: 'named' | 'property' | 'date' | 'graph' }>;

type Table = 'words' | 'labels';

/** Where a scope is looked for, and the columns that it is limited to. */
const places: { [S in Scope]: { table: Table; columns: string } } = {
  note: { table: 'words', columns: '' },
  content: { table: 'words', columns: '{body} : ' },
  names: { table: 'labels', columns: '{name} : ' },
  headings: { table: 'labels', columns: '{heading} : ' },
};

/** Up to so many files are looked up by their ids; of more, all files are gone through until enough are found. */
const fewIds = 2000;

/** So many of the last notes are looked at for the newest that match. */
const recentDocs = 4000;

/** Of bm25, by column. */
const weights: { [T in Table]: string } = { words: '1.0, 8.0', labels: '8.0, 4.0, 3.0' };

interface Beside {
  files: Files;
  folders: Folders;
  vocabulary: Vocabulary;
  parts: Parts;
}

/** The query side of the index: from a plan to sets of files, to counts, and to what comes first. */
export function createSearchIndex(db: Db, { files, folders, vocabulary, parts }: Beside) {
  const largestId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM files').pluck();
  const largestDoc = db.prepare<[], number | null>('SELECT max(doc) FROM files').pluck();
  const fileOf = db.prepare<[number], number>('SELECT id FROM files WHERE doc = ?').pluck();
  const everyId = db.prepare<[], string | null>("SELECT group_concat(id, ' ') FROM files").pluck();
  const unsettled = db
    .prepare<[], number>(
      "SELECT id FROM files WHERE doc IS NULL UNION SELECT id FROM files WHERE note = 1 AND (hash IS NULL OR size < 0) UNION SELECT id FROM files WHERE note = 1 AND hash = ''",
    )
    .pluck();
  const asked: { [T in Table]: Asked } = { words: statements(db, 'words'), labels: statements(db, 'labels') };
  const called = db
    .prepare<[string, number], number>('SELECT DISTINCT file FROM names WHERE folded = ? LIMIT ?')
    .pluck();
  const newestFiles = db.prepare<[], number>('SELECT id FROM files ORDER BY doc DESC').pluck();
  const newestOfFew = db
    .prepare<[string, number], number>(
      'SELECT id FROM files WHERE id IN (SELECT value FROM json_each(?)) ORDER BY doc DESC LIMIT ?',
    )
    .pluck();
  const tagged = db
    .prepare<[string, string, string], string | null>(
      "SELECT group_concat(file, ' ') FROM tags WHERE key = ? OR (key > ? AND key < ?)",
    )
    .pluck();
  const having = db
    .prepare<[string], string | null>("SELECT group_concat(file, ' ') FROM kinds WHERE kind = ?")
    .pluck();
  const havingOf = db
    .prepare<[string, string], number>(
      'SELECT value FROM json_each(?) AS wanted CROSS JOIN kinds ON file = wanted.value AND kind = ? ORDER BY wanted.key',
    )
    .pluck();
  const docs = db
    .prepare<[Buffer], string | null>("SELECT group_concat(rowid, ' ') FROM words WHERE words MATCH ?")
    .pluck();
  const writeState = createWriteState(db);
  const scoped = (scope: Scope, expression: string) => `${places[scope].columns}(${expression})`;
  const of = (scope: Scope) => asked[places[scope].table];

  function ids(scope: Scope, expression: string, limit: number): IdSet {
    return IdSet.from(limit, of(scope).matching.get(scoped(scope, expression)) ?? null);
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

    /** @param known answers what is no question of words, tags and kinds: of some files, or of all */
    bounds(plan: Plan, limit: number, known: (plan: Known, of?: IdSet) => Iterable<number>): Bounds {
      const none = new IdSet(limit);
      let every: IdSet | undefined;
      const from = (found: string | null = null) => IdSet.from(limit, found);
      const all = () => (every ??= from(everyId.get()));
      const exactly = (set: IdSet): Bounds => ({ sure: set, all: set });

      function boundsOf(node: Plan): Bounds {
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
            return exactly(from(tagged.get(node.tag, `${node.tag}/`, `${node.tag}0`)));
          case 'has':
            return exactly(from(having.get(node.what)));
          case 'maybe': {
            const upper = boundsOf(node.node).all;
            return { sure: none, all: node.together ? parts.together(upper, limit, node.together) : upper };
          }
          case 'not': {
            const inner = boundsOf(node.node);
            return { sure: all().without(inner.all), all: all().without(inner.sure) };
          }
          case 'and':
            return [...node.nodes]
              .sort((a, b) => cost(a) - cost(b))
              .reduce<Bounds | undefined>(both, undefined) as Bounds;
          case 'or': {
            const parts = node.nodes.map(boundsOf);
            return parts.reduce((a, b) => ({ sure: a.sure.or(b.sure), all: a.all.or(b.all) }));
          }
          default:
            return exactly(IdSet.of(limit, known(node)));
        }
      }

      /** What is known of some files need not be asked of all. */
      function both(found: Bounds | undefined, node: Plan): Bounds {
        if (!found) return boundsOf(node);
        if (node.kind === 'any') return { sure: none, all: found.all };
        if (node.kind === 'not') {
          const inner = found.all.size === 0 ? found : boundsOf(node.node);
          return { sure: found.sure.without(inner.all), all: found.all.without(inner.sure) };
        }
        const next = isKnown(node) ? exactly(IdSet.of(limit, known(node, found.all))) : boundsOf(node);
        return { sure: found.sure.and(next.sure), all: found.all.and(next.all) };
      }
      return boundsOf(plan);
    },

    holding: ids,
    /** How many match, where it does not matter by how much they are more than `most`. */
    countUpTo: (scope: Scope, expression: string, most: number) =>
      of(scope).countingUpTo.get(scoped(scope, expression), most) as number,
    count: (scope: Scope, expression: string) => of(scope).counting.get(scoped(scope, expression)) as number,
    /** Both in one go, where a word that many words begin with is looked for: to find them is what takes long. */
    countAndNewest(scope: Scope, expression: string, count: number): { total: number; newest: number[] } {
      const since = (largestDoc.get() ?? 0) - recentDocs;
      const found = of(scope).countingRecent.get(since, scoped(scope, expression));
      const { total = 0, recent = '[]' } = found ?? {};
      const docs = JSON.parse(recent) as number[];
      if (docs.length < count && docs.length < total) {
        return { total, newest: of(scope).newest.all(scoped(scope, expression), count) };
      }
      const newest = docs.sort((a, b) => b - a).slice(0, count);
      return { total, newest: newest.flatMap((doc) => fileOf.get(doc) ?? []) };
    },
    /**
     * The same of what holds one Han character, piece by piece; undefined of anything else, and where the index was written
     * to meanwhile: a note may then be in two pieces, or in none.
     * @param rest lets other calls in
     */
    async countAndNewestInPieces(
      scope: Scope,
      expression: string,
      count: number,
      rest: () => Promise<void> | undefined,
    ): Promise<{ total: number; newest: number[] } | undefined> {
      const pieces = scope === 'note' ? piecesOfCharacter(expression) : undefined;
      if (!pieces) return undefined;
      const before = writeState();
      const limit = (largestDoc.get() ?? 0) + 1;
      let found = new IdSet(limit);
      for (const piece of pieces) {
        found = found.or(IdSet.from(limit, docs.get(piece) ?? null));
        await rest();
        if (writeState() !== before) return undefined;
      }
      const newest = [...found].slice(-count).reverse();
      return { total: found.size, newest: newest.flatMap((doc) => fileOf.get(doc) ?? []) };
    },
    /** The ids of what matches by weight, the best first. Costs a microsecond a hit. */
    heaviest: (scope: Scope, expression: string, count: number) =>
      of(scope).heaviest.all(scoped(scope, expression), count),
    /** The ids of what matches, the newest first. */
    newest: (scope: Scope, expression: string, count: number) =>
      of(scope).newest.all(scoped(scope, expression), count),
    /** Those of some files that have something of each of these kinds, in their order. */
    having: (ids: readonly number[], kinds: readonly string[]): readonly number[] =>
      kinds.reduce((left, kind) => havingOf.all(JSON.stringify(left), kind), ids),
    /** Files that are called just so, folded. */
    called: (name: string, count: number) => called.all(name, count),
    /** The newest of a set. */
    newestOf(set: IdSet, count: number): number[] {
      if (set.size <= fewIds) return newestOfFew.all(JSON.stringify([...set]), count);
      const found: number[] = [];
      for (const id of newestFiles.iterate()) {
        if (found.length >= count) break;
        if (set.has(id)) found.push(id);
      }
      return found;
    },
  };
}

/** What narrows much and is found soon comes first; what only takes away, and what tells nothing, last. */
function cost(plan: Plan): number {
  if (plan.kind === 'any') return 3;
  if (plan.kind === 'not') return 2;
  return isKnown(plan) ? 1 : 0;
}

const isKnown = (plan: Plan): plan is Known =>
  plan.kind === 'named' || plan.kind === 'property' || plan.kind === 'date' || plan.kind === 'graph';

interface Asked {
  matching: Statement<[string], string | null>;
  counting: Statement<[string], number>;
  countingUpTo: Statement<[string, number], number>;
  countingRecent: Statement<[number, string], { total: number; recent: string }>;
  newest: Statement<[string, number], number>;
  heaviest: Statement<[string, number], number>;
}

function statements(db: Db, table: Table): Asked {
  const first = (order: string) =>
    db
      .prepare<[string, number], number>(
        `SELECT files.id FROM (SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY ${order} LIMIT ?) AS found
         CROSS JOIN files ON files.doc = found.rowid`,
      )
      .pluck();
  return {
    matching: db
      .prepare<[string], string | null>(
        `SELECT group_concat(files.id, ' ') FROM ${table} CROSS JOIN files ON files.doc = ${table}.rowid WHERE ${table} MATCH ?`,
      )
      .pluck(),
    counting: db.prepare<[string], number>(`SELECT count(*) FROM ${table} WHERE ${table} MATCH ?`).pluck(),
    countingUpTo: db
      .prepare<[string, number], number>(
        `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT ?)`,
      )
      .pluck(),
    countingRecent: db.prepare(
      `SELECT count(*) AS total, json_group_array(rowid) FILTER (WHERE rowid > ?) AS recent
       FROM ${table} WHERE ${table} MATCH ?`,
    ),
    newest: first('rowid DESC'),
    heaviest: first(`bm25(${table}, ${weights[table]}), rowid DESC`),
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
