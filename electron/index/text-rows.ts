import type { Db } from './database.ts';
import { unpackHeadings } from './note-rows.ts';

/** What the full text of a file is made with, besides what is in it. */
export interface TextRow {
  id: number;
  path: string;
  note: 0 | 1;
  names: string[];
  headings: string[];
  tags: string[];
  /** What the facts are of; null where there are none. */
  hash: string | null;
  /** Packed. */
  prose: Uint8Array;
  blocks: Uint8Array;
}

const none = new Uint8Array(0);

interface Waiting extends Pick<TextRow, 'id' | 'path' | 'note' | 'hash'> {
  headings: string | null;
  prose: Uint8Array | null;
  blocks: Uint8Array | null;
}

/** Rows of those of some files whose full text is still to come, in the order of their ids as they are given. */
export function createTextRows(db: Db): (ids: readonly number[]) => TextRow[] {
  const wanted = 'FROM json_each(?) AS wanted';
  const waiting = db.prepare<[string], Waiting>(
    `SELECT files.id, files.path, note, hash, headings, prose, blocks ${wanted} CROSS JOIN files ON files.id = wanted.value
     LEFT JOIN notes ON notes.id = files.id WHERE doc IS NULL`,
  );
  const texts = (table: string, column: string) =>
    db
      .prepare<[string], [file: number, text: string]>(
        `SELECT file, ${column} ${wanted} CROSS JOIN ${table} ON file = wanted.value`,
      )
      .raw();
  const names = texts('names', 'text');
  const tags = texts('tags', 'name');

  return (ids) => {
    const list = JSON.stringify(ids);
    const rows = waiting.all(list).map(({ headings, prose, blocks, ...file }): TextRow => {
      const said = unpackHeadings(headings ?? '').map(({ text }) => text);
      return { ...file, names: [], headings: said, tags: [], prose: prose ?? none, blocks: blocks ?? none };
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [file, text] of names.all(list)) byId.get(file)?.names.push(text);
    for (const [file, name] of tags.all(list)) byId.get(file)?.tags.push(name);
    return rows;
  };
}

export type TextRows = ReturnType<typeof createTextRows>;
