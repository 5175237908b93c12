import { CLOSES, OPENS } from './part.ts';

const UNKNOWN = 0;
const OTHER = 1;
const SPACE = 2;
const PUNCTUATION = 3;

const IS_SPACE = /\s/;
const IS_PUNCTUATION = /[\p{S}|\p{P}]/u;

/** What each UTF-16 unit is to emphasis, found out when it is first met. */
const KINDS = new Uint8Array(0x10000);

function kindOf(code: number): number {
  if (code < 0) return SPACE;
  const known = KINDS[code] ?? OTHER;
  if (known !== UNKNOWN) return known;
  const char = String.fromCharCode(code);
  const found = IS_SPACE.test(char) ? SPACE : IS_PUNCTUATION.test(char) ? PUNCTUATION : OTHER;
  KINDS[code] = found;
  return found;
}

/** White space, or the end of what is scanned. */
export function isSpace(code: number): boolean {
  if (code > 32 && code < 128) return false;
  return kindOf(code) === SPACE;
}

/**
 * Whether a mark between two characters (-1: none) can open and close: CommonMark's flanking. A `_` does not work
 * inside a word.
 */
export function flanks(charBefore: number, charAfter: number, underscore: boolean): number {
  const before = kindOf(charBefore);
  const after = kindOf(charAfter);
  const left = after !== SPACE && (after !== PUNCTUATION || before !== OTHER);
  const right = before !== SPACE && (before !== PUNCTUATION || after !== OTHER);
  const opens = left && (!underscore || !right || before === PUNCTUATION);
  const closes = right && (!underscore || !left || after === PUNCTUATION);
  return (opens ? OPENS : 0) | (closes ? CLOSES : 0);
}
