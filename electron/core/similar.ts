import type { SearchHit } from '../../shared/contract/api.ts';
import { positiveTerms } from '../../shared/search/query.ts';
import type { Query } from '../../shared/search/syntax.ts';
import { fold } from '../../shared/text/fold.ts';
import { pinyinOf } from '../index/pinyin.ts';
import type { Store } from '../index/store.ts';
import { variantsOf } from './variants.ts';

const most = 20;
const han = /\p{Script=Han}/u;

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

  function bySound(term: string): string | undefined {
    const letters = pinyinOf(term).replaceAll(' ', '');
    const [found] = letters.length > 2 ? switcher.spelt(letters, 1) : [];
    const alike = found && pinyinOf(found.matched).replaceAll(' ', '').includes(letters);
    return alike ? found.matched : undefined;
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

    /** Queries that a person may have meant where nothing was found. */
    async suggestions(query: Query): Promise<string[]> {
      await Promise.all([vocabulary.load(), switcher.ready()]);
      const found: string[] = [];
      for (const { text, span } of positiveTerms(query)) {
        const better = /^[a-z0-9_]{4,}$/i.test(text) ? vocabulary.near(text, 3) : [bySound(text) ?? ''];
        for (const word of better) {
          if (word === '' || fold(word) === fold(text)) continue;
          const shown = /\s/.test(word) ? `"${word}"` : word;
          found.push(query.text.slice(0, span.from) + shown + query.text.slice(span.to));
        }
      }
      return [...new Set(found)].slice(0, 3);
    },
  };
}

export type Similar = ReturnType<typeof createSimilar>;

function hitOf(path: string, title: string, score: number, text: string, line: number): SearchHit {
  return { path, title, score, fields: ['pinyin'], count: 0, matches: [{ line, text, ranges: [] }] };
}
