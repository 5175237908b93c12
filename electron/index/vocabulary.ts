import type { Statement } from 'better-sqlite3';
import { editDistance, forgiven } from '../../shared/search/edit-distance.ts';
import { bitCount, letterMask } from '../../shared/search/subsequence.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

/** More words than this hold what is looked for: the index narrows nothing. */
const limit = 600;
const pageSize = 1000;
/** Of the characters below U+0100 a folded text has four letters; the others stand for signs behind a word (gap-code.ts). */
const word = /^[[\p{L}\p{N}\p{M}_]--[[\u0080-\u00ff]--[æðøþ]]]+/v;
const hanPair = /^\p{Script=Han}{2}$/u;
/** What begins with U+3400 to U+9FFF, Han characters and a few signs, is most of a Chinese vault: it is passed over. */
const ranges = [
  ['', '\u{3400}'],
  ['\u{9fff}', '\u{10ffff}'],
] as const;
const cjk = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;

/**
 * The words, but for Han, kana and hangul, that stand in the full text: for what is looked for inside a word. Read when
 * first asked for (half a second in a very large vault), and kept up since; words that went out of use may stay.
 */
export function createVocabulary(db: Db) {
  let words: Set<string> | undefined;
  let version: unknown;
  let headings: { pairs: Set<string>; version: unknown } | undefined;

  /** Two Han characters each, side by side in some heading. */
  function headingPairs(): Set<string> {
    const now = db.pragma('data_version', { simple: true });
    if (headings && headings.version === now) return headings.pairs;
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.heading_words USING fts5vocab(main, labels, col)');
    const terms = db
      .prepare<[], string>("SELECT term FROM temp.heading_words WHERE col = 'heading'")
      .pluck()
      .all();
    headings = { pairs: new Set(terms.filter((term) => hanPair.test(term))), version: now };
    return headings.pairs;
  }

  function isFresh(): boolean {
    return words !== undefined && version === db.pragma('data_version', { simple: true });
  }

  /** Page by page: other calls are let through in between. */
  function* pages(): Generator<void> {
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)');
    const page = db
      .prepare<[string, string], string>(
        `SELECT term FROM temp.vocabulary WHERE term > ? AND term < ? LIMIT ${pageSize}`,
      )
      .pluck();
    version = db.pragma('data_version', { simple: true });
    words = new Set();
    for (const [from, to] of ranges) {
      for (let last: string = from, more = true; more; yield) {
        const terms = page.all(last, to);
        terms.forEach(add);
        last = terms.at(-1) ?? last;
        more = terms.length === pageSize;
      }
    }
  }

  function all(): Set<string> {
    if (!isFresh()) for (const _ of pages());
    return words ?? new Set();
  }

  function add(token: string): void {
    const [found] = word.exec(token) ?? [];
    if (found && !cjk.test(found)) words?.add(found);
  }

  let beginning: Statement<[string, string], number> | undefined;

  function occurrences(): Statement<[string, string], number> {
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING fts5vocab(main, words, instance)');
    return db
      .prepare<[string, string], number>(
        'SELECT 1 FROM temp.occurrences WHERE term >= ? AND term < ? LIMIT 1',
      )
      .pluck();
  }

  /** An occurrence is told at once; a count of them would go through them all. */
  function anyWithin(from: string, to: string): boolean {
    beginning ??= occurrences();
    return beginning.get(from, to) !== undefined;
  }

  return {
    /** Whether some word of the full text begins so. */
    begins: (start: string): boolean => anyWithin(start, `${start}\u{10ffff}`),
    headingPairs,
    /** The tokens of headings that are being indexed. */
    addHeadings(tokens: string): void {
      if (headings) for (const token of tokens.split(' ')) if (hanPair.test(token)) headings.pairs.add(token);
    },
    /** The tokens of a text that is being indexed. */
    addTokens(tokens: string): void {
      if (words) for (const token of tokens.split(' ')) add(token);
    },
    /** Read them, so that what is asked next costs little. */
    async load(): Promise<void> {
      if (isFresh()) return;
      for (const _ of pages()) await new Promise((resolve) => setImmediate(resolve));
    },
    /** An FTS5 expression for the texts that hold a folded word inside a word; '' for none, undefined: too many words do. */
    holding(inner: string): string | undefined {
      const found = [...all()].filter((one) => one.includes(inner)).sort();
      const shortest: string[] = [];
      for (const one of found) {
        const last = shortest.at(-1);
        if (last === undefined || !one.startsWith(last)) shortest.push(one);
      }
      if (shortest.length > limit) return undefined;
      return shortest.map((one) => `"${one}"*`).join(' OR ');
    },
    /** Words as near to a mistyped one as two letters, the nearest first. */
    near(mistyped: string, count: number): string[] {
      const wanted = fold(mistyped);
      const most = forgiven(wanted);
      const letters = letterMask(wanted);
      const found: { text: string; edits: number }[] = [];
      for (const text of all()) {
        if (Math.abs(text.length - wanted.length) > most || bitCount(letters & ~letterMask(text)) > most)
          continue;
        const edits = editDistance(wanted, text, most);
        if (edits <= most && edits > 0) found.push({ text, edits });
      }
      return found
        .sort((a, b) => a.edits - b.edits || b.text.length - a.text.length)
        .slice(0, count)
        .map(({ text }) => text);
    },
  };
}

export type Vocabulary = ReturnType<typeof createVocabulary>;
