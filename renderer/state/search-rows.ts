/** Search results as rows: notes, each with some of the places found in it. */
import type { SearchHit } from '../../shared/contract/api.ts';

type Match = SearchHit['matches'][number];

export type SearchRow =
  | { kind: 'note'; key: string; hit: SearchHit; folded: boolean }
  | { kind: 'match'; key: string; path: string; match: Match }
  | { kind: 'more'; key: string; path: string; count: number }
  | { kind: 'similar'; key: string };

/** Places shown of one note before "more". */
const shownMatches = 4;

export function searchRows(
  answer: { hits: readonly SearchHit[]; similar: readonly SearchHit[] },
  folded: ReadonlySet<string>,
  unfolded: ReadonlySet<string>,
): SearchRow[] {
  const rows: SearchRow[] = [];
  const add = (hit: SearchHit, prefix: string) => {
    const key = `${prefix}${hit.path}`;
    rows.push({ kind: 'note', key, hit, folded: folded.has(hit.path) });
    if (folded.has(hit.path)) return;
    const all = unfolded.has(hit.path);
    const matches = all ? hit.matches : hit.matches.slice(0, shownMatches);
    matches.forEach((match, index) => {
      rows.push({ kind: 'match', key: `${key} ${index}`, path: hit.path, match });
    });
    const rest = hit.matches.length - matches.length;
    if (rest > 0) rows.push({ kind: 'more', key: `${key} more`, path: hit.path, count: rest });
  };
  for (const hit of answer.hits) add(hit, '');
  if (answer.similar.length > 0) rows.push({ kind: 'similar', key: 'similar' });
  for (const hit of answer.similar) add(hit, 'similar ');
  return rows;
}

export interface Clip {
  text: string;
  ranges: [number, number][];
}

/** A long block cut to what stands around its first mark; `…` tells where something was left out. */
export function clipAround(text: string, ranges: readonly (readonly [number, number])[], length = 220): Clip {
  const flat = text.replace(/\s/g, ' ');
  const first = ranges.length === 0 ? 0 : Math.min(...ranges.map(([from]) => from));
  if (flat.length <= length) return { text: flat, ranges: ranges.map(([from, to]) => [from, to]) };
  const start = first < 60 ? 0 : first - 30;
  const end = Math.min(flat.length, start + length);
  const head = start > 0 ? '…' : '';
  const shift = head.length - start;
  const inside = ranges.filter(([from, to]) => to > start && from < end);
  return {
    text: head + flat.slice(start, end) + (end < flat.length ? '…' : ''),
    ranges: inside.map(([from, to]) => [Math.max(from, start) + shift, Math.min(to, end) + shift]),
  };
}
