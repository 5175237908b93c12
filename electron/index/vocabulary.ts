import { editDistance, forgiven } from '../../shared/search/edit-distance.ts';
import { fold } from '../../shared/text/fold.ts';
import type { Db } from './database.ts';

/** More words than this hold what is looked for: the index narrows nothing. */
const limit = 600;
const word = /^[\p{L}\p{N}\p{M}_]+/u;
const cjk = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;

/**
 * The words, but for Han, kana and hangul, that stand in the full text, for what is looked for inside a word. Read when first asked for (a
 * second or so in a very large vault), and kept up since; words that went out of use may stay.
 */
export function createVocabulary(db: Db) {
  let words: Set<string> | undefined;
  let version: unknown;

  function load(): Set<string> {
    const now = db.pragma('data_version', { simple: true });
    if (words && version === now) return words;
    db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)');
    words = new Set();
    for (const term of db.prepare<[], string>('SELECT term FROM temp.vocabulary').pluck().iterate())
      add(term);
    version = now;
    return words;
  }

  function add(token: string): void {
    const [found] = word.exec(token) ?? [];
    if (found && !cjk.test(found)) words?.add(found);
  }

  return {
    /** The tokens of a text that is being indexed. */
    addTokens(tokens: string): void {
      if (words) for (const token of tokens.split(' ')) add(token);
    },
    forget(): void {
      words = undefined;
    },
    /** An FTS5 expression for the texts that hold a folded word inside a word; '' for none, undefined: too many words do. */
    holding(inner: string): string | undefined {
      const found = [...load()].filter((one) => one.includes(inner)).sort();
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
      const found: { text: string; edits: number }[] = [];
      for (const text of load()) {
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
