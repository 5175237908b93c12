import type { Result } from '../../shared/contract/api.ts';
import { fitName } from '../../shared/search/subsequence.ts';
import { fold, foldWithMap } from '../../shared/text/fold.ts';
import { ftsPhrase } from '../../shared/text/tokens.ts';
import type { FileRow } from '../index/files.ts';
import type { Store } from '../index/store.ts';

type Hit = Result<'switch.query'>[number];

/** So many notes are looked at for a heading; before the mark, so many that fit the name. */
const looked = 300;
const named = 5;

/** Headings for the quick switcher: `#text` in the whole vault, `name#text` in the notes that fit the name. */
export function createHeadingSwitch({ files, facts, search, switcher, headingSpelling }: Store) {
  function hitsOf(row: FileRow, wanted: string): Hit[] {
    return facts.headings(row.id).flatMap(({ text, line }) => {
      const fit = wanted === '' ? { score: 0, ranges: [] } : fitName(wanted, fold(text));
      return fit ? [hit(row, text, line, fit.score, onOriginal(text, fit.ranges))] : [];
    });
  }

  function everywhere(wanted: string): Hit[] {
    const parts = wanted.split(' ').flatMap((part) => ftsPhrase(part) ?? []);
    if (parts.length === 0) return [];
    const found = search
      .newest('headings', parts.map((part) => `(${part})`).join(' AND '), looked)
      .flatMap((id) => files.byId(id) ?? [])
      .flatMap((row) => hitsOf(row, wanted));
    const letters = wanted.replaceAll(' ', '');
    if (!/^[a-z]{2,}$/.test(letters)) return found;
    const spelt = headingSpelling(letters, looked).flatMap(({ file, text, line, score }) => {
      const row = files.byId(file);
      return row ? [{ ...hit(row, text, line, score, []), via: 'pinyin' as const }] : [];
    });
    return [...found, ...spelt];
  }

  return (query: string, limit: number): Hit[] => {
    const mark = query.indexOf('#');
    const name = query.slice(0, mark).trim();
    const wanted = fold(query.slice(mark + 1)).trim();
    const found =
      name === ''
        ? everywhere(wanted)
        : switcher
            .find(name, named)
            .flatMap(({ path }) => files.get(path) ?? [])
            .flatMap((row) => hitsOf(row, wanted));
    const order = wanted === '' ? found : found.sort((a, b) => b.score - a.score);
    return order.slice(0, limit);
  };
}

function hit(row: FileRow, text: string, line: number, score: number, ranges: Hit['ranges']): Hit {
  const { path, name, title } = row;
  return { path, name, title, score: Math.round(score), via: 'heading', matched: text, ranges, line };
}

function onOriginal(text: string, ranges: readonly [number, number][]): [number, number][] {
  const map = foldWithMap(text);
  return ranges.map(([from, to]) => [map.starts[from] ?? 0, map.ends[to - 1] ?? text.length]);
}
