/** How often one term of a query was found, by the weight of the place. */
export interface TermParts {
  /** In the name, the title and the aliases. */
  name: number;
  heading: number;
  tag: number;
  text: number;
  /** It is a whole name, title or alias. */
  whole: boolean;
}

export interface ScoreParts {
  /** One entry a term, in the order of the query. */
  terms: TermParts[];
  /** Of the text of the note, in UTF-16 units. */
  length: number;
  /** How close all the terms come; undefined where fewer than two stand in the text. */
  nearest: Nearest | undefined;
}

export interface Nearest {
  /** Characters between the terms, in the place where they stand closest together. */
  gap: number;
  /** There they stand side by side in the order of the query, nothing but space between. */
  phrase: boolean;
}

export interface Rankable {
  path: string;
  modified: number;
  parts: ScoreParts;
}

const weights = { name: 8, heading: 4, tag: 3, text: 1 };
// The usual constants of bm25; length counts for less than in prose collections, logs being long by nature.
const k1 = 1.2;
const b = 0.5;
const wholeBonus = 4;

/**
 * Hits with their scores, best first: bm25 over weighted fields, more for a term that is a whole name, more the
 * closer the terms stand; equal scores by time of change, the newest first, then by path.
 * `total` is the number of notes in the vault. Scores compare within one query only.
 */
export function rank<T extends Rankable>(hits: readonly T[], total: number): (T & { score: number })[] {
  const average = hits.reduce((sum, { parts }) => sum + parts.length, 0) / (hits.length || 1) || 1;
  const rarity = inverseFrequencies(hits, total);
  return hits
    .map((hit) => ({ ...hit, score: score(hit.parts, rarity, average) }))
    .sort((a, b) => b.score - a.score || b.modified - a.modified || (a.path < b.path ? -1 : 1));
}

function inverseFrequencies(hits: readonly Rankable[], total: number): number[] {
  const counts: number[] = [];
  for (const { parts } of hits) {
    parts.terms.forEach((term, index) => {
      counts[index] = (counts[index] ?? 0) + (frequency(term) > 0 ? 1 : 0);
    });
  }
  const notes = Math.max(total, hits.length);
  return counts.map((count) => 1 + Math.log(1 + (notes - count + 0.5) / (count + 0.5)));
}

const frequency = (term: TermParts) =>
  weights.name * term.name +
  weights.heading * term.heading +
  weights.tag * term.tag +
  weights.text * term.text;

function score(parts: ScoreParts, rarity: readonly number[], average: number): number {
  const norm = k1 * (1 - b + (b * parts.length) / average);
  let sum = 0;
  parts.terms.forEach((term, index) => {
    const found = frequency(term);
    const bonus = term.whole ? wholeBonus : 1;
    sum += (rarity[index] ?? 0) * bonus * ((found * (k1 + 1)) / (found + norm));
  });
  const closeness = parts.nearest ? (parts.nearest.phrase ? 1 : 0.5 / (1 + parts.nearest.gap / 40)) : 0;
  return Math.round(sum * (1 + closeness) * 1000) / 1000;
}

/** Where the terms stand closest: the shortest stretch of `text` that holds one place of each term that occurs. */
export function nearest(
  places: readonly { term: number; from: number; to: number }[],
  text: string,
): Nearest | undefined {
  const sorted = [...places].sort((a, b) => a.from - b.from);
  const kinds = new Set(sorted.map(({ term }) => term)).size;
  if (kinds < 2) return undefined;
  const last = new Map<number, { term: number; from: number; to: number }>();
  let best: Nearest | undefined;
  for (const place of sorted) {
    last.set(place.term, place);
    if (last.size < kinds) continue;
    const window = [...last.values()].sort((a, b) => a.from - b.from);
    const found = closeness(window, text);
    if (
      !best ||
      Number(found.phrase) > Number(best.phrase) ||
      (found.phrase === best.phrase && found.gap < best.gap)
    ) {
      best = found;
    }
  }
  return best;
}

function closeness(window: { term: number; from: number; to: number }[], text: string): Nearest {
  let gap = 0;
  let phrase = true;
  window.forEach((place, index) => {
    const before = window[index - 1];
    if (!before) return;
    const between = text.slice(before.to, Math.max(before.to, place.from));
    gap += between.length;
    phrase &&= before.term < place.term && /^\s{0,2}$/.test(between);
  });
  return { gap, phrase };
}
