import type { Span } from '../../shared/note/facts.ts';
import type { IndexedWord } from '../../shared/search/plan.ts';
import type { Db } from './database.ts';
import { eachNumber, IdSet } from './id-set.ts';
import { eachAscending } from './pack.ts';

/** The parts of so many notes are fetched at once, in some ten milliseconds; of more, none are. */
const manyNotes = 10_000;

/**
 * Where a text is cut into parts: at the beginning of each line that begins a block, where no block goes on. So every
 * line and every block is inside one part.
 * @param blocks in order, apart from each other
 */
export function partCuts(text: string, blocks: readonly Span[]): number[] {
  const cuts: number[] = [];
  let end = 0;
  for (const { from, to } of blocks) {
    const line = text.lastIndexOf('\n', from - 1) + 1;
    if (line >= end && line > (cuts.at(-1) ?? 0)) cuts.push(line);
    end = to;
  }
  return cuts;
}

/** A note that may hold all the words in one part: those that hold the words looked up so far. */
interface Candidate {
  id: number;
  starts: Uint8Array;
  parts: number[] | undefined;
}

/**
 * For each text the number of words before each of its parts: which words share a part is told by their places in the
 * full text, without a file being read.
 */
export function createParts(db: Db) {
  const put = db.prepare('INSERT OR REPLACE INTO parts (doc, starts) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM parts WHERE doc = ?');
  const partsOf = db
    .prepare<[string], [id: number, doc: number, starts: Uint8Array | null]>(
      `SELECT files.id, doc, starts FROM json_each(?) AS wanted CROSS JOIN files ON files.id = wanted.value
       LEFT JOIN parts USING (doc) WHERE doc IS NOT NULL`,
    )
    .raw();

  /** Document and place of a word, in turn, as one text: that costs less than rows do. */
  function placesIn(docs: string, { text, isPrefix }: IndexedWord): string {
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab(main, words, instance)');
    const found = db
      .prepare<[string, string, string], string | null>(
        `SELECT group_concat(doc || ' ' || "offset", ' ') FROM temp.places
         WHERE term >= ? AND term <= ? AND doc IN (SELECT value FROM json_each(?))`,
      )
      .pluck();
    return found.get(text, isPrefix ? `${text}\u{10ffff}` : text, docs) ?? '';
  }

  return {
    /** @param starts ascending, packed */
    put: (doc: number, starts: Uint8Array) => void put.run(doc, starts),
    remove: (doc: number) => void remove.run(doc),
    /** Those of some files that may hold all the words in one line or block. */
    together(files: IdSet, limit: number, words: readonly IndexedWord[]): IdSet {
      if (files.size > manyNotes) return files;
      const found = new IdSet(limit);
      const left = new Map<number, Candidate>();
      for (const [id, doc, starts] of partsOf.all(JSON.stringify([...files]))) {
        if (starts) left.set(doc, { id, starts, parts: undefined });
        else found.add(id);
      }
      for (const word of words) narrow(left, placesIn(JSON.stringify([...left.keys()]), word));
      for (const { id } of left.values()) found.add(id);
      return found;
    },
  };
}

export type Parts = ReturnType<typeof createParts>;

/** To those that hold one more word in a part of those before. */
function narrow(left: Map<number, Candidate>, places: string): void {
  const holding = new Map<number, number[]>();
  let doc = -1;
  eachNumber(places, (value) => {
    if (doc < 0) {
      doc = value;
      return;
    }
    const candidate = left.get(doc);
    const part = candidate ? partAt(candidate.starts, value) : -1;
    if (candidate?.parts === undefined || candidate.parts.includes(part)) {
      const parts = holding.get(doc);
      if (parts) parts.push(part);
      else holding.set(doc, [part]);
    }
    doc = -1;
  });
  for (const [known, candidate] of left) {
    candidate.parts = holding.get(known);
    if (!candidate.parts) left.delete(known);
  }
}

/** The part that holds a place; 0 is what stands before the first cut. */
function partAt(starts: Uint8Array, place: number): number {
  let part = 0;
  eachAscending(starts, (start) => {
    if (start <= place) part++;
    return start <= place;
  });
  return part;
}
