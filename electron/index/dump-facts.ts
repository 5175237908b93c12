import { hash } from 'node:crypto';
import Database from 'better-sqlite3';

/** All that an index says of one file in one respect, in a fixed order. */
export interface FileFacts {
  path: string;
  facts: string[];
}

/** What an index knows of files, by respect; two indexes of the same files say the same, however they came about. */
export interface FactDump {
  kinds: readonly string[];
  /** By path, as SQLite orders it. */
  facts(kind: string): Generator<FileFacts>;
  close(): void;
}

/** Rows are a path and what is said of it, with paths in the place of ids. */
const queries: Record<string, string> = {
  file: `SELECT path, key, note, name, title, date, draft, problem, hash FROM files ORDER BY path`,
  name: `SELECT path, kind, text, folded, pinyin FROM names JOIN files ON id = file ORDER BY 1, 2, 3`,
  text: `SELECT path, prose, blocks, headings, links FROM notes JOIN files USING (id) ORDER BY 1`,
  tag: `SELECT path, tags.key FROM tags JOIN files ON id = file ORDER BY 1, 2`,
  property: `SELECT path, property_names.key, seq, value FROM properties JOIN files ON files.id = file
    JOIN property_names ON property_names.id = properties.name ORDER BY 1, 2, 3`,
  kind: `SELECT path, kind FROM kinds JOIN files ON id = file ORDER BY 1, 2`,
  link: `SELECT a.path, links.key, b.path, count FROM links JOIN files a ON a.id = file
    LEFT JOIN files b ON b.id = target ORDER BY 1, 2, 3`,
  mention: `SELECT a.path, start, stop, mentions.name, weak, b.path FROM mentions JOIN files a ON a.id = file
    JOIN files b ON b.id = target ORDER BY 1, 2, 6`,
  term: `SELECT path, packed FROM terms JOIN files ON id = file ORDER BY 1`,
  part: `SELECT path, starts FROM parts JOIN files USING (doc) ORDER BY 1`,
  waiting: `SELECT path, terms FROM stale JOIN files ON id = file ORDER BY 1`,
};

const fullText = ['words', 'labels'];

/**
 * Read an index as it is at this moment, on a connection of its own.
 * @throws the error of SQLite where the file is damaged
 */
export function dumpFacts(file: string): FactDump {
  const db = new Database(file, { readonly: true });
  db.exec('BEGIN');
  return {
    kinds: [...Object.keys(queries), ...fullText],
    *facts(kind) {
      const query = queries[kind];
      if (query) yield* byPath(db.prepare(query).raw().iterate() as Iterable<unknown[]>);
      else yield* wordSums(db, kind);
    },
    close: () => db.close(),
  };
}

function* byPath(rows: Iterable<unknown[]>): Generator<FileFacts> {
  let now: FileFacts = { path: '', facts: [] };
  for (const [column, ...values] of rows) {
    const path = String(column);
    if (now.path !== path) {
      if (now.facts.length > 0) yield now;
      now = { path, facts: [] };
    }
    now.facts.push(JSON.stringify(values.map(plain)));
  }
  if (now.facts.length > 0) yield now;
}

const plain = (value: unknown) => (value instanceof Uint8Array ? hash('sha256', value, 'hex') : value);

/** Every place of every word, as one sum a file: as facts of their own they would be many times the text. */
function* wordSums(db: Database.Database, table: string): Generator<FileFacts> {
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_${table} USING fts5vocab(main, ${table}, 'instance')`);
  const sums = new Map<number, { words: number; sum: number }>();
  const rows = db.prepare(`SELECT doc, term, col, "offset" FROM all_${table}`).raw().iterate();
  for (const [doc, term, column, offset] of rows as Iterable<[number, string, string, number]>) {
    const known = sums.get(doc) ?? { words: 0, sum: 0 };
    known.words++;
    known.sum = (known.sum + mix(`${term} ${column} ${offset}`)) % Number.MAX_SAFE_INTEGER;
    sums.set(doc, known);
  }
  const files = db.prepare('SELECT path, doc FROM files WHERE doc IS NOT NULL ORDER BY path').raw();
  for (const [path, doc] of files.iterate() as Iterable<[string, number]>) {
    const { words, sum } = sums.get(doc) ?? { words: 0, sum: 0 };
    sums.delete(doc);
    yield { path, facts: [JSON.stringify([words, sum])] };
  }
  // Of files that are not there any more: it is told under no path.
  if (sums.size > 0) yield { path: '\u{10FFFF}', facts: [JSON.stringify([`${sums.size} texts of no file`])] };
}

/** FNV-1a. */
function mix(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** What one index says and another does not, file by file; a pause may be made after each. */
export function* compareFacts(one: FactDump, other: FactDump): Generator<FactDifference | undefined> {
  for (const kind of one.kinds) {
    const [ours, theirs] = [one.facts(kind), other.facts(kind)];
    let [a, b] = [ours.next(), theirs.next()];
    while (!a.done || !b.done) {
      const order = a.done ? 1 : b.done ? -1 : comparePaths(a.value.path, b.value.path);
      const mine = order <= 0 && !a.done ? a.value : undefined;
      const yours = order >= 0 && !b.done ? b.value : undefined;
      yield difference(kind, mine, yours);
      if (order <= 0) a = ours.next();
      if (order >= 0) b = theirs.next();
    }
  }
}

export interface FactDifference {
  path: string;
  kind: string;
  /** Facts, as JSON, of the first index that the other one has not, and the other way round. */
  only: [string[], string[]];
}

function difference(
  kind: string,
  a: FileFacts | undefined,
  b: FileFacts | undefined,
): FactDifference | undefined {
  const [mine, yours] = [a?.facts ?? [], b?.facts ?? []];
  const only = (list: string[], of: string[]) => list.filter((fact) => !of.includes(fact));
  if (mine.length === yours.length && mine.every((fact, at) => fact === yours[at])) return undefined;
  return { path: a?.path ?? b?.path ?? '', kind, only: [only(mine, yours), only(yours, mine)] };
}

/** As SQLite does: by bytes. */
const comparePaths = (a: string, b: string) => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
