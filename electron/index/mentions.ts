import type { Names } from '../../shared/link/mentions.ts';
import type { Span } from '../../shared/note/facts.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';
import { createNameSet, isName, type Mention } from './name-set.ts';
import { createTargetTally } from './target-tally.ts';

/** Rows read at once, where there may be very many. */
const rowsAtOnce = 300;

export interface MentionRow {
  file: number;
  source: string;
  /** Of the source, as is the hash. */
  date: string;
  hash: string;
  start: number;
  stop: number;
  target: number;
  name: string;
  weak: 0 | 1;
}

/** Where names of notes stand in other notes. The set of all names is made when first needed and follows the table. */
export function createMentions(db: Db) {
  const clear = db.prepare('DELETE FROM mentions WHERE file = ?');
  const clearOf = db.prepare('DELETE FROM mentions WHERE file = ? AND target = ?');
  const put = db.prepare(
    'INSERT OR REPLACE INTO mentions (file, start, target, stop, name, weak) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = `SELECT mentions.*, files.path AS source, files.date, files.hash FROM mentions JOIN files ON files.id = mentions.file`;
  const to = db.prepare<[number], MentionRow>(`${select} WHERE target = ? ORDER BY source, start`);
  const toAfter = db.prepare<[number, number, number, number], MentionRow>(
    `${select} WHERE target = ? AND (mentions.file, mentions.start) > (?, ?)
     ORDER BY mentions.file, mentions.start LIMIT ?`,
  );
  const from = db.prepare<[number], MentionRow>(`${select} WHERE file = ? ORDER BY start`);
  const asWritten = db.prepare<[number], { file: number; name: string }>(
    'SELECT DISTINCT file, name FROM mentions WHERE target = ?',
  );
  const drop = db.prepare('DELETE FROM mentions WHERE target = ?');
  const tally = createTargetTally(
    db,
    'SELECT target, count(*) AS count FROM mentions WHERE file > ? AND file <= ? GROUP BY target',
  );
  const names = createNameSet(db);
  /** Grows when a name comes, goes or changes. */
  let namesVersion = 0;
  let dataVersion: unknown;

  /** Another process on the same index may have brought names: its writes show in `data_version`. */
  function recall(): void {
    const now = db.pragma('data_version', { simple: true });
    if (dataVersion !== now) forgetNames();
    dataVersion = now;
  }

  /** In a transaction, at whose beginning that was looked at, nobody else writes. */
  function follow(): void {
    if (!db.inTransaction) recall();
  }

  function forgetNames(): void {
    names.forget();
    namesVersion++;
  }

  function putAll(file: number, mentions: readonly Mention[], clear: () => void): void {
    tally.leaving(file);
    clear();
    for (const { from: start, to: stop, target, name, weak } of mentions) {
      put.run(file, start, target, stop, name, weak ? 1 : 0);
    }
    tally.entered(file);
  }

  return {
    /** To be called at the beginning of a transaction. */
    recall,
    /** Mentions in the plain text of a note, by the names as they are now. */
    find(self: number, text: string, spans: readonly Span[]): Mention[] {
      follow();
      return names.find(self, text, spans);
    },
    /** Mentions of one note, which has these names, in the plain text of another. */
    findOf(target: number, of: Names, self: number, text: string, spans: readonly Span[]): Mention[] {
      follow();
      return names.findOf(target, of, self, text, spans);
    },
    /** Whether mentions of this name are looked for. */
    isName,
    /** What was found by the names of another version may be untrue. Asked inside a transaction. */
    namesVersion(): number {
      follow();
      return namesVersion;
    },
    /** Write the mentions that were found in a note in the place of what was there. */
    put(file: number, mentions: readonly Mention[]): void {
      putAll(file, mentions, () => clear.run(file));
    },
    /** The same with those of one note alone. */
    putOf(target: number, file: number, mentions: readonly Mention[]): void {
      putAll(file, mentions, () => clearOf.run(file, target));
    },
    addName(text: string, file: number): void {
      names.add(text, file);
      namesVersion++;
    },
    removeName(text: string, file: number): void {
      names.remove(text, file);
      namesVersion++;
    },
    /** The table of names is another by now. */
    forgetNames,
    /** Notes that mention a name of a note: what must be looked at again when the name goes. */
    filesNaming(target: number, name: string): number[] {
      const folded = fold(name).trim();
      const same = asWritten.all(target).filter((row) => fold(row.name).trim().startsWith(folded));
      return same.map(({ file }) => file);
    },
    to: (target: number) => to.all(target),
    /** The same in any order, some at each step: a note may be mentioned ten thousand times. */
    *toInParts(target: number): Generator<MentionRow[]> {
      let last: Pick<MentionRow, 'file' | 'start'> | undefined = { file: -1, start: 0 };
      while (last) {
        const some: MentionRow[] = toAfter.all(target, last.file, last.start, rowsAtOnce);
        yield some;
        last = some.at(-1);
      }
    },
    from: (file: number) => from.all(file),
    clear: (file: number) => putAll(file, [], () => clear.run(file)),
    /** Nothing is a mention of this one any more. */
    drop(target: number): void {
      drop.run(target);
      tally.dropped(target);
    },
    /** How often each note is mentioned. */
    counts: tally.counts,
    forgetCounts: tally.forget,
  };
}

export type Mentions = ReturnType<typeof createMentions>;
