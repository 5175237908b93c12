export interface WordCount {
  words: number;
  characters: number;
}

/** Classes of characters, a bit each; 0 for punctuation and the like. */
const WORD = 1;
const CJK = 2;
const SPACE = 4;
/** An apostrophe: does not end a word. */
const JOINS = 8;
/** To be looked at more closely: not met before, or the first half of a character beyond the basic plane. */
const SPECIAL = 16;

const IS_SPACE = /\s/;
const IS_WORD = /[\p{L}\p{M}\p{N}]/u;
const IS_CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u;

/** What each UTF-16 unit counts as, found out when it is first met. */
const CLASS = new Uint8Array(0x10000).fill(SPECIAL);
CLASS.fill(CJK, 0x4e00, 0xa000);
CLASS[39] = JOINS;
CLASS[0x2019] = JOINS;

function classify(char: string): number {
  if (IS_SPACE.test(char)) return SPACE;
  if (IS_CJK.test(char)) return CJK;
  return IS_WORD.test(char) || char === '_' ? WORD : 0;
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

/**
 * Count a text from `from` on: every CJK character is a word, and every run of other letters, marks, digits and `_`
 * (an apostrophe inside does not end it); characters are code points that are not white space.
 */
export function countWords(text: string, from: number): WordCount {
  let words = 0;
  let skipped = 0;
  let inWord = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    let kind = CLASS[code] as number;
    if (kind === SPECIAL) {
      kind = classify(String.fromCodePoint(text.codePointAt(at) as number));
      if (!isHalf(code)) CLASS[code] = kind;
      else if (at + 1 < text.length) {
        skipped++;
        at++;
      }
    }
    // Without branches, as those of prose cannot be foretold.
    words += ((kind >> 1) & 1) + (kind & WORD & ~inWord);
    inWord = (kind & WORD) | (inWord & (kind >> 3));
    skipped += (kind >> 2) & 1;
  }
  return { words, characters: Math.max(0, text.length - from) - skipped };
}
