/** Kinds of characters to the full-text index, by what they fold to. */
export const GAP = 1;
export const WORD = 2;
export const CJK = 3;
/** `_`: joins words where one follows. */
export const JOINER = 4;
export const MARK = 5;
/** Half of a character beyond the Basic Multilingual Plane: only the whole has a kind. */
export const HALF = 6;
/** Beside a kind: that does not fold to one unit by itself, whatever stands around it. */
export const FOLDS = 8;

// By Script_Extensions, so that ー, 々 and 〇 are in it; punctuation that these scripts share is not.
export const CJK_CLASS = '[[\\p{L}\\p{N}]&&[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}]]';
export const WORD_CLASS = `[[\\p{L}\\p{N}]--${CJK_CLASS}]`;

const isCjk = new RegExp(`^${CJK_CLASS}`, 'v');
const isWord = new RegExp(`^${WORD_CLASS}`, 'v');
const isMark = /^\p{M}/u;

function kindOfCharacter(character: string): number {
  if (isCjk.test(character)) return CJK;
  if (isWord.test(character)) return WORD;
  if (character === '_') return JOINER;
  return isMark.test(character) ? MARK : GAP;
}

/** Ranges that fold unit by unit: to themselves, but for capitals and what is full-width. */
const PLAIN = [
  [0, 0x7f],
  [0x2010, 0x2010],
  [0x2012, 0x2016],
  [0x2018, 0x2023],
  [0x2190, 0x21ff],
  [0x2500, 0x25ff],
  [0x3000, 0x3029],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30fe],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff5e],
] as const;

const HAN = 0x4e00;

/** What a unit of `PLAIN` folds to; any other is as it is. */
const FOLDED = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
for (let code = 0xff01; code <= 0xff5e; code++) FOLDED[code] = code - 0xfee0;
for (let code = 65; code <= 90; code++) FOLDED[code] = FOLDED[code + 0xfee0] = code + 32;
FOLDED[0x3000] = 32;

/** The kind of each unit, with `FOLDS` outside `PLAIN`, found out when it is first met. */
const KINDS = new Uint8Array(0x10000);
KINDS.fill(CJK, HAN, 0xa000);
KINDS.fill(HALF | FOLDS, 0xd800, 0xe000);

export function foldedUnit(code: number): number {
  return FOLDED[code] as number;
}

export function kindOfUnit(code: number): number {
  return (KINDS[code] as number) || learn(code);
}

function learn(code: number): number {
  const plain = PLAIN.some(([first, last]) => code >= first && code <= last);
  const kind = kindOfCharacter(String.fromCharCode(plain ? foldedUnit(code) : code)) | (plain ? 0 : FOLDS);
  KINDS[code] = kind;
  return kind;
}

/** The kind of the character at an offset of a folded text, which may take two units. */
export function kindAt(text: string, at: number): number {
  const kind = kindOfUnit(text.charCodeAt(at)) & ~FOLDS;
  return kind === HALF ? kindOfCharacter(String.fromCodePoint(text.codePointAt(at) as number)) : kind;
}
