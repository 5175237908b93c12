import { type Stats, statSync } from 'node:fs';
import { hashBytes } from '../disk/atomic-write.ts';
import { type KeptRow, type KeptRows, sumOf } from '../disk/kept-rows.ts';

/**
 * What plans found out and the next ones need not: a plan with it is the plan without it, only sooner. What was read of a
 * file counts while its size and times are the same; what was made of a note, while all that was asked for it has the
 * same answers.
 */
export interface Memory {
  /** What one part of publishing keeps here while the process lives, by its name; made when first asked for. */
  slot<T>(name: string, make: () => T): T;
  /** Texts that are kept from process to process, where there is a place for them. */
  table(name: string): Table;
  /** A memory of its own for one target; empty again where its key is another one. */
  scope(name: string, key: string): Memory;
  /** A plan is made: write down what is new, and let go of what can be read again. */
  rest(): void;
}

/** Texts by name. */
export interface Table {
  get(name: string): string | undefined;
  set(name: string, text: string): void;
  delete(name: string): void;
  /** Drop what is not in `there`. */
  keepOnly(there: { has(name: string): boolean }): void;
  /** The same where all texts are the same. */
  digest(): string;
}

/** Targets that rows are kept of; the one that was planned longest ago goes first. */
const mostScopes = 5;

/** @param rows where texts are kept from process to process */
export function createMemory(rows?: KeptRows): Memory {
  const scopes = new Map<string, { key: string; memory: Memory }>();
  const root = createPart(rows, '');
  return {
    ...root,
    scope(name, whole) {
      const key = hashBytes(Buffer.from(whole)).slice(0, 20);
      const table = root.table('scopes');
      const last = table.get(name)?.split(' ')[1];
      table.set(name, `${Date.now()} ${key}`);
      // The key is in the names of its tables: whoever works with another one shares no row with us.
      if (last !== undefined && last !== key) rows?.drop(`${name}\n${last}\n`);
      for (const oldest of outlived(table)) {
        rows?.drop(`${oldest}\n`);
        table.delete(oldest);
        scopes.delete(oldest);
      }
      const known = scopes.get(name);
      if (known?.key === key) return known.memory;
      const memory: Memory = { ...createPart(rows, `${name}\n${key}\n`), scope: () => memory };
      scopes.set(name, { key, memory });
      return memory;
    },
    rest() {
      for (const { memory } of scopes.values()) memory.rest();
      root.rest();
    },
  };
}

function outlived(table: NamedTable): string[] {
  const age = (name: string) => Number.parseInt(table.get(name) ?? '', 10);
  return [...table.names()].sort((a, b) => age(a) - age(b)).slice(0, -mostScopes);
}

function createPart(rows: KeptRows | undefined, prefix: string) {
  const slots = new Map<string, unknown>();
  const tables = new Map<string, NamedTable>();
  return {
    slot<T>(name: string, make: () => T): T {
      if (!slots.has(name)) slots.set(name, make());
      return slots.get(name) as T;
    },
    table(name: string): NamedTable {
      const there = tables.get(name) ?? createTable(rows, prefix + name);
      tables.set(name, there);
      return there;
    },
    rest() {
      for (const table of tables.values()) table.rest();
    },
  };
}

interface NamedTable extends Table {
  names(): Iterable<string>;
  /** Write what waits. */
  rest(): void;
}

/** So many characters wait to be written at most. */
const mostWaiting = 2_000_000;

/** @param rows where its texts are kept; without, they are here while it lives */
export function createTable(rows?: KeptRows, table = ''): NamedTable {
  /** What is here, or waits to be written; undefined where it is to go. */
  const texts = new Map<string, string | undefined>();
  let waiting = 0;
  const ahead = rows && createReadAhead(rows, table);
  let sums: Map<string, number> | undefined;
  const known = () => {
    sums ??= new Map(rows?.sums(table));
    return sums;
  };
  const write = () => {
    if (!rows) return;
    if (texts.size > 0) rows.write([...texts].map(([name, text]) => ({ table, name, text })));
    texts.clear();
    ahead?.forget();
    waiting = 0;
  };
  const get = (name: string) => {
    if (texts.has(name) || !ahead) return texts.get(name);
    // A first plan asks for thousands of rows that are not there: the names tell.
    if (sums && !sums.has(name)) return undefined;
    const row = ahead.get(name);
    // What another process wrote meanwhile is not what the digest speaks of.
    return row && (sums?.get(name) ?? row.sum) === row.sum ? row.text : undefined;
  };
  const put = (name: string, text: string | undefined) => {
    if (text === undefined) known().delete(name);
    else known().set(name, sumOf(table, name, text));
    if (text === undefined && !rows) texts.delete(name);
    else texts.set(name, text);
    waiting += text?.length ?? 0;
    if (waiting > mostWaiting) write();
  };
  return {
    get,
    set: put,
    delete: (name) => put(name, undefined),
    keepOnly(there) {
      for (const name of known().keys()) if (!there.has(name)) put(name, undefined);
    },
    names: () => known().keys(),
    digest() {
      // Whatever their order.
      let [sum, mixed] = [0, 0];
      for (const each of known().values()) {
        sum = (sum + each) >>> 0;
        mixed ^= each;
      }
      return `${known().size} ${sum} ${mixed}`;
    },
    rest() {
      write();
      if (rows) sums = undefined;
    },
  };
}

/** So many names in order are asked for before the next ones are read with them, and so many are read then. */
const [fewInOrder, readAtOnce] = [4, 64];

/** Rows that are asked for in the order of their names are read many at a time. */
function createReadAhead(rows: KeptRows, table: string) {
  const read = new Map<string, KeptRow>();
  let inOrder = 0;
  let last = '';
  /** All rows up to this one are there, or were. */
  let end = '';
  return {
    get(name: string): KeptRow | undefined {
      inOrder = name > last ? inOrder + 1 : 0;
      last = name;
      const row = read.get(name);
      read.delete(name);
      if (row) return row;
      if (inOrder < fewInOrder || name < end) return rows.get(table, name);
      read.clear();
      for (const [each, next] of rows.from(table, name, readAtOnce)) {
        read.set(each, next);
        end = each;
      }
      const first = read.get(name);
      read.delete(name);
      return first;
    },
    forget() {
      read.clear();
      end = '';
    },
  };
}

/** Times on disk move on in ticks: a file that changed just before it was read may change once more unseen. */
export const tick = 50;

/** What was read of files, by path, each read again where the file may be another by now. */
export interface ReadOnce<T> {
  get(path: string, stat: { size: number; modified: number; more?: string }, read: () => T): T;
  /** Drop what is not in `there`. */
  keepOnly(there: { has(path: string): boolean }): void;
}

/** @param table holds what was read, as JSON, with how the file was then */
export function createReadOnce<T>(table: Table): ReadOnce<T> {
  return {
    get(path, { size, modified, more = '' }, read) {
      const stamp = `${size} ${modified} ${more}\n`;
      const there = table.get(path);
      if (there?.startsWith(stamp)) return parsed<T>(there.slice(stamp.length));
      const settled = modified < Date.now() - tick;
      const text = JSON.stringify(read()) ?? '';
      if (settled) table.set(path, stamp + text);
      else table.delete(path);
      return parsed<T>(text);
    },
    keepOnly: (there) => table.keepOnly(there),
  };
}

/** What is not there has no JSON. */
const parsed = <T>(text: string) => (text === '' ? undefined : JSON.parse(text)) as T;

/** Hash of a file, undefined where there is none. `read` is asked only where the file is not known as it is. */
export function fileHash(
  memory: Memory | undefined,
  file: string,
  read: () => Uint8Array | undefined,
): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  // Most files of a first export are not there: to open them only to be told so costs more than all else here.
  if (!stats) return undefined;
  if (!stats.isFile()) return hashed(read());
  if (!memory) return hashed(read());
  const files = memory.slot('files', () => createReadOnce<string | undefined>(memory.table('files')));
  return files.get(file, fileStamp(stats), () => hashed(read()));
}

const hashed = (data: Uint8Array | undefined) => (data ? hashBytes(data) : undefined);

/** What of a file tells that it is as it was. */
export const fileStamp = ({ size, mtimeMs, ctimeMs, ino }: Stats) => ({
  size,
  modified: Math.max(mtimeMs, ctimeMs),
  more: `${mtimeMs} ${ino}`,
});
