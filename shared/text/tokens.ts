/**
 * Tokens for the full-text index: Han, kana and hangul as overlapping pairs of characters and the last character
 * alone, every other word whole. A phrase of pairs then finds any part of a run, from one character on.
 */
import { fold, foldWithMap, hasBreaks } from './fold.ts';

/** A maximal piece of one script class in a folded text. */
export interface Run {
  text: string;
  from: number;
  to: number;
  /** Han, kana or hangul; else letters and digits of other scripts. */
  cjk: boolean;
}

// By Script_Extensions, so that ー, 々 and 〇 are in it; punctuation that these scripts share is not.
const CJK = '[[\\p{L}\\p{N}]&&[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}]]';
const WORD = `[[\\p{L}\\p{N}]--${CJK}]`;

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
export function indexTokens(text: string): string {
  const out: string[] = [];
  if (!hasBreaks(text)) {
    pushTokens(out, fold(text));
    return out.join(' ');
  }
  const folded = foldWithMap(text);
  pushTokens(out, folded.text);
  for (const inner of innerWords(folded.text, folded.breaks)) out.push(inner, INNER + inner);
  return out.join(' ');
}

/**
 * The FTS5 expression that finds a superset of the texts that hold a term; undefined where the term has nothing
 * that is indexed. The last word matches by prefix.
 */
export function ftsPhrase(term: string): string | undefined {
  const parts = runs(fold(term));
  const last = parts.at(-1);
  const first = parts[0];
  if (!last || !first) return undefined;
  const whole = phrase(parts);
  if (parts.length === 1 || first.cjk) return whole;
  // The term may begin at a word inside a token (at M in ⑥M), which stands apart from what follows it.
  return `(${whole} OR ("${INNER}${first.text}" AND ${phrase(parts.slice(1))}))`;
}

function phrase(parts: readonly Run[]): string {
  const tokens: string[] = [];
  const last = parts.at(-1);
  for (const part of parts) {
    if (!part.cjk) tokens.push(part.text);
    else pushPairs(tokens, part.text, part !== last);
  }
  const byPrefix = last !== undefined && (!last.cjk || [...last.text].length === 1);
  return `"${tokens.join(' ')}"${byPrefix ? '*' : ''}`;
}

function runPattern(folded: string): RegExp {
  return uncommon.test(folded) ? anyRun : commonRun;
}

function pushTokens(out: string[], folded: string): void {
  for (const match of folded.matchAll(runPattern(folded))) {
    if (match[1] === undefined) out.push(match[0]);
    else pushPairs(out, match[0], true);
  }
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

/** Words that begin inside a longer run of the folded text, each to the end of that run. */
function innerWords(folded: string, breaks: readonly number[]): string[] {
  const whole = runs(folded);
  const found: string[] = [];
  let index = 0;
  for (const part of runs(folded, breaks)) {
    while ((whole[index]?.to ?? folded.length) < part.to) index++;
    const around = whole[index];
    if (around && !part.cjk && around.from < part.from) found.push(folded.slice(part.from, around.to));
  }
  return found;
}
