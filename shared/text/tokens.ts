/**
 * Tokens for the full-text index: Han, kana and hangul as overlapping pairs of characters and the last character
 * alone, every other word whole. A phrase of pairs then finds any part of a run, from one character on.
 */
import { fold, foldWithMap, hasBreaks } from './fold.ts';
import { GAP_LENGTH, gapCode } from './gap-code.ts';
import { writeTokens } from './token-writer.ts';
import { CJK_CLASS, WORD_CLASS } from './unit-kinds.ts';

/** A maximal piece of one script class in a folded text. */
export interface Run {
  text: string;
  from: number;
  to: number;
  /** Han, kana or hangul; else letters and digits of other scripts. */
  cjk: boolean;
}

const CJK = CJK_CLASS;
const WORD = WORD_CLASS;

const anyRun = new RegExp(`(${CJK}[${CJK}\\p{M}]*)|${WORD}(?:[${WORD}\\p{M}]|_+(?=${WORD}))*`, 'gv');
// The same for texts of ASCII and the common CJK characters alone, at three times the speed.
const COMMON_CJK =
  '\\u3005-\\u3007\\u3021-\\u3029\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc-\\u30fe\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3';
const uncommon = new RegExp(
  `[^\\x00-\\x7f\\u2010-\\u2023\\u2190-\\u21ff\\u2500-\\u25ff\\u3001-\\u3020${COMMON_CJK}]`,
);
const commonRun = new RegExp(`([${COMMON_CJK}]+)|[0-9a-z]+(?:_+[0-9a-z]+)*`, 'g');

const insideWord = new RegExp(
  `(?<=${WORD}\\p{M}*)(?=${WORD}|\\p{M}|_+${WORD})|(?<=${WORD}\\p{M}*_+)(?=_*${WORD})`,
  'yv',
);
// Stands before a word that begins inside a token; private use, so it is in no text's own tokens.
const INNER = '\ue000';

/** The runs of a folded text, in order. `breaks` as `foldWithMap` gives them. */
export function runs(folded: string, breaks: readonly number[] = []): Run[] {
  const found: Run[] = [];
  let from = 0;
  for (const to of [...breaks, folded.length]) {
    for (const match of folded.slice(from, to).matchAll(runPattern(folded))) {
      const start = from + match.index;
      found.push({ text: match[0], from: start, to: start + match[0].length, cjk: match[1] !== undefined });
    }
    from = to;
  }
  return found;
}

/**
 * Whether a search term may begin at this offset of a folded text: anywhere but inside a word. With `indexOf`
 * this is the plain scan that search is measured by.
 */
export function isWordStart(folded: string, at: number, breaks: readonly number[] = []): boolean {
  insideWord.lastIndex = at;
  if (!insideWord.test(folded)) return true;
  for (let back = at; back > 0; back--) {
    if (breaks.includes(back)) return true;
    if (folded[back - 1] !== '_') return false;
  }
  return false;
}

/** The tokens of a raw text, joined by spaces, for a table with `tokenize="ascii tokenchars '_'"`. */
export const indexTokens = (text: string): string => tokensOfParts(text, []).tokens;

/**
 * The same, with how many tokens stand before each of some places of the text; undefined where words inside words are
 * among them, which stand behind all others.
 * @param cuts ascending offsets, each the beginning of a line
 */
export function tokensOfParts(
  text: string,
  cuts: readonly number[],
): { tokens: string; starts: number[] | undefined } {
  const plain = writeTokens(text, true, cuts);
  if (plain !== undefined) return plain;
  const { text: folded, breaks } = hasBreaks(text) ? foldWithMap(text) : { text: fold(text), breaks: [] };
  const found = writeTokens(folded, false, foldedCuts(text, cuts, folded.length));
  const { tokens, starts } = found ?? { tokens: '', starts: [] };
  const inner = breaks.length === 0 ? [] : innerWords(folded, breaks);
  if (inner.length === 0) return { tokens, starts: starts.length < cuts.length ? undefined : starts };
  // A phrase must not go on from the end of the text into these.
  const all = [tokens, INNER, ...inner.flatMap((word) => [word, INNER + word])].join(' ');
  return { tokens: all, starts: undefined };
}

/** Where offsets of a text are in its folded form; none where lines do not fold each by itself. */
function foldedCuts(text: string, cuts: readonly number[], length: number): number[] {
  let at = 0;
  const found = cuts.map((cut, index) => {
    at += fold(text.slice(cuts[index - 1] ?? 0, cut)).length;
    return at;
  });
  return at + fold(text.slice(cuts.at(-1) ?? 0)).length === length ? found : [];
}

/** How a term is asked of the full text. */
export interface FtsTerm {
  /** Finds every text that holds the term. */
  all: string;
  /** Finds texts that hold it for certain; undefined where none is certain unread. Equal to `all`: nothing is to be read. */
  sure: string | undefined;
  /**
   * Finds all that `all` does, without the last word, which is looked for by its beginning: that costs more than all
   * the others where many words begin so. Undefined where that word is all there is.
   */
  wide?: string;
  /**
   * Where the last word is looked for by its beginning: `all` finds all that `expression` does, which takes this word as
   * it stands, alone in `last`. Only where what it finds is certain.
   */
  quick?: { expression: string; last: string };
}

/** Tells whether some word of the index begins so. */
export type IsWritten = (start: string) => boolean;

/**
 * The FTS5 expressions for a term; undefined where the term has nothing that is indexed. What words there are makes
 * them shorter.
 */
export function ftsTerm(term: string, isWritten: IsWritten = () => true): FtsTerm | undefined {
  const folded = fold(term);
  const parts = runs(folded);
  const [first] = parts;
  if (!first) return undefined;
  const { phrase: whole, exact, wide, quick: known } = phrase(folded, parts);
  const sure = exact && first.from === 0 && term.isWellFormed() ? whole : undefined;
  const quick = sure === undefined ? undefined : known;
  // The term may begin at a word inside a token (at M in ⑥M), which stands apart from what follows it.
  const innerWord = INNER + first.text;
  if (parts.length === 1 || first.cjk || !isWritten(innerWord)) return { all: whole, sure, wide, quick };
  const inner = `"${innerWord}"*`;
  const all = `(${whole} OR (${inner} AND ${phrase(folded, parts.slice(1)).phrase}))`;
  return { all, sure, quick };
}

/** The FTS5 expression that finds a superset of the texts that hold a term; undefined as for `ftsTerm`. */
export const ftsPhrase = (term: string): string | undefined => ftsTerm(term)?.all;

/** `exact`: what it finds holds the runs and what stands between and behind them, as they are written. */
function phrase(
  folded: string,
  parts: readonly Run[],
): { phrase: string; exact: boolean } & Pick<FtsTerm, 'wide' | 'quick'> {
  const tokens: string[] = [];
  let exact = true;
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (next) {
      const gap = folded.slice(part.to, next.from);
      pushRun(tokens, part, true);
      tokens.push(`${tokens.pop() ?? ''}${gapCode(folded, part.to, next.from, part.cjk === next.cjk)}`);
      exact &&= gap.length < GAP_LENGTH && !gap.includes('\n');
      return;
    }
    const gap = folded.slice(part.to);
    // A space may be the usual one, and what follows `_` may be the rest of a word: neither is told by a code.
    const unclear = gap === ' ' || (!part.cjk && /^_+$/.test(gap));
    exact &&= !unclear && gap.length <= GAP_LENGTH && !gap.includes('\n');
    const code = unclear ? '' : gapCode(folded, part.to, folded.length, false);
    pushRun(tokens, part, code !== '');
    tokens.push((tokens.pop() ?? '') + code);
  });
  const last = parts.at(-1);
  const byPrefix = last && (!last.cjk || [...last.text].length === 1 || last.to < folded.length);
  const wide = byPrefix && !last.cjk && tokens.length > 1 ? `"${tokens.slice(0, -1).join(' ')}"` : undefined;
  const whole = `"${tokens.join(' ')}"`;
  const quick = byPrefix && !last.cjk ? { expression: whole, last: `"${tokens.at(-1)}"` } : undefined;
  return { phrase: byPrefix ? `${whole}*` : whole, exact, wide, quick };
}

function pushRun(tokens: string[], { text, cjk }: Run, toEnd: boolean): void {
  if (cjk) pushPairs(tokens, text, toEnd);
  else tokens.push(text);
}

function runPattern(folded: string): RegExp {
  return uncommon.test(folded) ? anyRun : commonRun;
}

/** Overlapping pairs of characters; `toEnd` adds the last character alone, as does a run of one. */
function pushPairs(out: string[], text: string, toEnd: boolean): void {
  let from = 0;
  let middle = characterEnd(text, 0);
  for (; middle < text.length; ) {
    const to = characterEnd(text, middle);
    out.push(text.slice(from, to));
    from = middle;
    middle = to;
  }
  if (toEnd || from === 0) out.push(text.slice(from));
}

function characterEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at + (unit >= 0xd800 && unit < 0xdc00 ? 2 : 1);
}

/** Tokens of the words that begin inside a longer run of the folded text, each to the end of that run. */
function innerWords(folded: string, breaks: readonly number[]): string[] {
  const whole = runs(folded);
  const found: string[] = [];
  let index = 0;
  for (const part of runs(folded, breaks)) {
    while ((whole[index]?.to ?? folded.length) < part.to) index++;
    const around = whole[index];
    if (!around || part.cjk || around.from >= part.from) continue;
    const next = whole[index + 1];
    const code = gapCode(folded, around.to, next?.from ?? folded.length, next?.cjk === around.cjk);
    found.push(folded.slice(part.from, around.to) + code);
  }
  return found;
}
