export interface WordCount {
  words: number;
  characters: number;
}

const OTHER = 0;
const SPACE = 1;
const WORD = 2;
const CJK = 3;

const IS_SPACE = /\s/;
const IS_WORD = /[\p{L}\p{M}\p{N}]/u;
const IS_CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u;

const UNKNOWN = 255;

/** What each character of the Basic Multilingual Plane counts as, found out when it is first met. */
const CLASS = new Uint8Array(0x10000).fill(UNKNOWN);
CLASS.fill(CJK, 0x4e00, 0xa000);

function classOf(code: number): number {
  const known = CLASS[code] ?? OTHER;
  if (known !== UNKNOWN) return known;
  const found = classify(String.fromCharCode(code));
  CLASS[code] = found;
  return found;
}

function classify(char: string): number {
  if (IS_SPACE.test(char)) return SPACE;
  if (IS_CJK.test(char)) return CJK;
  return IS_WORD.test(char) || char === '_' ? WORD : OTHER;
}

/**
 * Count a text from `from` on: every CJK character is a word, and every run of other letters, marks, digits and `_`
 * (an apostrophe inside does not end it); characters are code points that are not white space.
 */
export function countWords(text: string, from: number): WordCount {
  let words = 0;
  let characters = 0;
  let inWord = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const astral = code >= 0xd800 && code < 0xdc00 && at + 1 < text.length;
    const kind = astral ? classify(String.fromCodePoint(text.codePointAt(at) ?? 0)) : classOf(code);
    if (astral) at++;
    if (kind !== SPACE) characters++;
    if (kind === CJK || (kind === WORD && !inWord)) words++;
    inWord = kind === WORD || (inWord && (code === 39 || code === 0x2019));
  }
  return { words, characters };
}
