import type { SearchHit } from '../../shared/contract/api.ts';
import { parseQuery, positiveTerms } from '../../shared/search/query.ts';
import type { Query } from '../../shared/search/syntax.ts';
import { fold } from '../../shared/text/fold.ts';
import { pinyinOf } from '../index/pinyin.ts';
import type { Store } from '../index/store.ts';
import { variantsOf } from './variants.ts';

const most = 20;
/** So many suggestions are worth reading. */
export const mostSuggestions = 3;
const han = /\p{Script=Han}/u;
const soundOf = (text: string) => pinyinOf(text).replaceAll(' ', '');

/** What is like a query without being found by it: names by pinyin, other forms of the characters, other spellings. */
export function createSimilar(store: Store) {
  const { files, switcher, headingSpelling, vocabulary } = store;

  function byName(letters: string): SearchHit[] {
    return switcher
      .spelt(letters, most)
      .map(({ path, title, score, matched }) => hitOf(path, title, score, matched, 1));
  }

  function byHeading(letters: string): SearchHit[] {
    return headingSpelling(letters, most).flatMap(({ file, text, line, score }) => {
      const row = files.byId(file);
      return row ? [hitOf(row.path, row.title, score - 20, text, line)] : [];
    });
  }

  /** One query for all forms in which the characters of a query are written. */
  async function otherForms(query: string): Promise<string | undefined> {
    if (!han.test(query)) return undefined;
    // Folders are not in the full text.
    const isWritten = query.includes('path:') ? () => true : vocabulary.begins;
    const found = variantsOf(query, await store.hanForms(), isWritten);
    return found.length > 0 ? found.map((one) => `(${one})`).join(' OR ') : undefined;
  }

  /** What of a name sounds like a term: as many of its characters, or all of it. */
  function bySound(term: string): string | undefined {
    const letters = soundOf(term);
    const [found] = letters.length > 2 ? switcher.spelt(letters, 1) : [];
    if (!found || !soundOf(found.matched).includes(letters)) return undefined;
    const characters = [...found.matched];
    const length = [...term].length;
    const parts = characters.map((_, at) => characters.slice(at, at + length).join(''));
    return parts.find((part) => soundOf(part) === letters) ?? found.matched;
  }

  /** A term with one of its words as it may have been meant. */
  function better(text: string): string[] {
    if (/^[a-z0-9_]{4,}$/i.test(text)) return vocabulary.near(text, 3);
    if (!/\s/.test(text)) return [bySound(text) ?? ''];
    return text
      .split(/\s+/)
      .flatMap((one) => better(one).map((word) => word && text.replace(one, () => word)));
  }

  return {
    /**
     * Hits of a group of their own, never among the exact ones.
     * @param isHit whether a path is an exact hit, or left out
     * @param search the hits of another query
     */
    async hits(
      query: string,
      isHit: (path: string) => boolean,
      search: (query: string) => Promise<SearchHit[]>,
    ): Promise<SearchHit[]> {
      const letters = fold(query).replaceAll(' ', '');
      const isSpelt = /^[a-z]{2,}$/.test(letters);
      if (isSpelt) await switcher.ready();
      const spelt = isSpelt ? [...byName(letters), ...byHeading(letters)] : [];
      const found = [...spelt].sort((a, b) => b.score - a.score);
      const others = await otherForms(query);
      for (const hit of others ? await search(others) : []) {
        found.push({ ...hit, fields: ['variant', ...hit.fields] });
      }
      const seen = new Set<string>();
      return found
        .filter(({ path }) => {
          if (isHit(path) || seen.has(path)) return false;
          seen.add(path);
          return true;
        })
        .slice(0, most);
    },

    /** Queries that a person may have meant where nothing was found, the likeliest first; they may find nothing either. */
    async suggestions(query: Query): Promise<string[]> {
      await Promise.all([vocabulary.load(), switcher.ready()]);
      const found = withPlainSigns(query.text);
      for (const { text, quoted, span } of positiveTerms(query)) {
        for (const word of better(text)) {
          if (word === '' || isNarrower(word, text)) continue;
          const shown = quoted || /\s/.test(word) ? `"${word.replace(/[\\"]/g, '\\$&')}"` : word;
          found.push(query.text.slice(0, span.from) + shown + query.text.slice(span.to));
        }
      }
      return [...new Set(found)].slice(0, 2 * mostSuggestions);
    },
  };
}

export type Similar = ReturnType<typeof createSimilar>;

function hitOf(path: string, title: string, score: number, text: string, line: number): SearchHit {
  return { path, title, score, fields: ['pinyin'], count: 0, matches: [{ line, text, ranges: [] }] };
}

/** Whether what holds a word holds the term as well: where that finds nothing, it finds nothing either. */
function isNarrower(word: string, term: string): boolean {
  const [one, other] = [fold(word), fold(term)];
  return han.test(other) ? one.includes(other) : one.startsWith(other);
}

/** The query with the signs of the language that a Chinese keyboard writes full-width, if it has any. */
function withPlainSigns(query: string): string[] {
  const plain = query.replace(/[：（）［］－＂]/g, (sign) => sign.normalize('NFKC'));
  if (plain === query) return [];
  try {
    parseQuery(plain);
    return [plain];
  } catch {
    return [];
  }
}
