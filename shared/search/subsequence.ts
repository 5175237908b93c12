/** How a typed query fits a name: bigger is better; `ranges` cover the characters that were matched. */
export interface Fit {
  score: number;
  ranges: [number, number][];
}

/** A bit for each letter and digit, one for everything else: a name that lacks a bit of the query cannot fit it. */
export function letterMask(folded: string): number {
  let mask = 0;
  for (let index = 0; index < folded.length; index++) mask |= 1 << bit(folded.charCodeAt(index));
  return mask;
}

function bit(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return 26;
  return code === 32 ? 31 : 27 + (code & 3);
}

/**
 * Fit a folded query to a folded name: the whole name, its beginning, the beginning of a word, anywhere inside,
 * else its letters in order. Spaces in the query separate parts that must each fit, in any order.
 */
export function fitName(query: string, name: string): Fit | undefined {
  if (name === query) return { score: 1000, ranges: [[0, name.length]] };
  const whole = fitPart(query, name);
  if (whole && whole.score >= 400) return whole;
  const parts = query.split(' ').filter((part) => part !== '');
  if (parts.length < 2) return whole;
  const fits = parts.map((part) => fitPart(part, name));
  if (fits.some((fit) => fit === undefined)) return whole;
  const score = Math.min(...fits.map((fit) => (fit as Fit).score)) - 20;
  if (whole && whole.score >= score) return whole;
  return { score, ranges: joinRanges(fits.flatMap((fit) => (fit as Fit).ranges)) };
}

function fitPart(query: string, name: string): Fit | undefined {
  if (query === '') return undefined;
  const at = name.indexOf(query);
  if (at === 0)
    return { score: 800 - Math.min(200, name.length - query.length), ranges: [[0, query.length]] };
  if (at > 0) {
    const inner = wordStart(name, query, at);
    const from = inner < 0 ? at : inner;
    const score = (inner < 0 ? 400 : 600) - Math.min(150, from) - Math.min(100, name.length / 4);
    return { score, ranges: [[from, from + query.length]] };
  }
  return scattered(query, name);
}

/** First place where the query stands at the beginning of a word; every Han character begins one. */
function wordStart(name: string, query: string, first: number): number {
  for (let at = first; at >= 0; at = name.indexOf(query, at + 1)) {
    const before = name.charCodeAt(at - 1);
    if (!isWord(before) || name.charCodeAt(at) > 0x2e80) return at;
  }
  return -1;
}

const isWord = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;

/** Letters in order; runs and beginnings of words are worth more, gaps less. */
function scattered(query: string, name: string): Fit | undefined {
  const ranges: [number, number][] = [];
  let at = -1;
  let score = 200;
  for (let index = 0; index < query.length; index++) {
    const next = name.indexOf(query[index] as string, at + 1);
    if (next < 0) return undefined;
    const last = ranges.at(-1);
    if (last && last[1] === next) last[1] = next + 1;
    else {
      ranges.push([next, next + 1]);
      const atWord = next === 0 || !isWord(name.charCodeAt(next - 1));
      score -= Math.min(20, next - at - 1) + (atWord ? 2 : 12);
    }
    at = next;
  }
  return score > 0 ? { score, ranges } : undefined;
}

function joinRanges(ranges: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const range of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else joined.push([...range]);
  }
  return joined;
}

/**
 * Fit Latin letters to the pinyin of a name: `xuexi` and `xx` both find 学习.
 * @param syllables as the index keeps them, joined by spaces: other characters stand for themselves
 */
export function fitPinyin(query: string, syllables: string): number | undefined {
  const parts = syllables.split(' ');
  const initials = parts.map((part) => part[0] ?? '').join('');
  const full = parts.join('');
  const plain = query.replaceAll(' ', '');
  if (plain.length < 2) return undefined;
  if (full === plain) return 390;
  if (startsAtSyllable(parts, plain)) return 340 - Math.min(100, full.length - plain.length);
  const at = initials.indexOf(plain);
  return at < 0 ? undefined : 300 - Math.min(100, at + initials.length - plain.length);
}

function startsAtSyllable(parts: readonly string[], query: string): boolean {
  for (let from = 0; from < parts.length; from++) {
    let rest = query;
    for (let index = from; index < parts.length && rest !== ''; index++) {
      const part = parts[index] as string;
      if (rest.startsWith(part)) rest = rest.slice(part.length);
      else if (part.startsWith(rest)) return true;
      else break;
    }
    if (rest === '') return true;
  }
  return false;
}
