/**
 * Folding: the form in which texts are compared, for search and for mentions.
 *
 * NFKC, default-ignorable characters dropped, full case folding (ß = ss, ς = σ), then NFD, the marks of Latin
 * base letters dropped, NFC.
 */

/** A folded text, and where each of its units comes from. */
export interface FoldedText {
  text: string;
  /** Folded unit `i` comes from the original `[starts[i], ends[i])`, always a whole character with its marks. */
  starts: Uint32Array;
  ends: Uint32Array;
  /**
   * Offsets in the folded text where a run ends although the script goes on: around circled numbers,
   * superscripts, fractions and ™. Ascending.
   */
  breaks: readonly number[];
}

// Characters that fold to themselves, but for ASCII capitals, and that never join the character before them.
const PLAIN =
  '\\x00-\\x7f\\u2010\\u2012-\\u2016\\u2018-\\u2023\\u2190-\\u21ff\\u2500-\\u25ff\\u3001-\\u3029\\u3041-\\u3096' +
  '\\u30a1-\\u30fa\\u30fc-\\u30fe\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3';
const WIDE = '\\uff01-\\uff5e\\u3000';
// Characters that may join the one before them: marks, ignorable ones, jamo, half-width sound marks and jamo.
const JOINING =
  '\\p{M}\\p{Default_Ignorable_Code_Point}\\u1160-\\u11ff\\ud7b0-\\ud7ff\\u3131-\\u318e\\uff9e-\\uffdc';
const CIRCLED = '\\u2460-\\u24ff\\u2776-\\u2793\\u3251-\\u325f\\u32b1-\\u32bf';
const FRACTION = '\\u00bc-\\u00be\\u2150-\\u215f\\u2189';
const RAISED =
  '\\u00aa\\u00b2\\u00b3\\u00b9\\u00ba\\u02b0-\\u02b8\\u02e0-\\u02e4\\u1d2c-\\u1d61\\u1d78\\u1d9b-\\u1dbf' +
  '\\u2070-\\u207f\\u2120\\u2122';

const WIDE_SIGN = 1;
const WIDE_LETTER = 2;
/** Neither plain nor full-width. */
const SPECIAL = 4;
/** Of each unit; 0: plain. */
const KINDS = new Uint8Array(0x10000).fill(SPECIAL);
fillKinds(PLAIN, 0);
fillKinds(WIDE, WIDE_SIGN);
// The underscore joins words as letters do.
fillKinds('\\uff10-\\uff19\\uff21-\\uff3a\\uff3f\\uff41-\\uff5a', WIDE_LETTER);

const wide = new RegExp(`[${WIDE}]`, 'g');
const special = new RegExp(`[${PLAIN}${WIDE}]?[^${PLAIN}${WIDE}]+`, 'g');
const cluster = new RegExp(`(?:[^${JOINING}]|^)[${JOINING}]*`, 'gu');
const apart = new RegExp(`^[${CIRCLED}${FRACTION}${RAISED}]`);
const raised = new RegExp(`^[${RAISED}]`);
const anyApart = new RegExp(`[${CIRCLED}${FRACTION}${RAISED}]`);
const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;
const latinMarks = /(\p{Script=Latin})\p{M}+/gu;
const mark = /\p{M}/u;

/** The folded text. */
export function fold(text: string): string {
  const kinds = kindsIn(text);
  const narrow = kinds === 0 ? text : narrowed(text);
  return kinds & SPECIAL ? narrow.replace(special, foldSpecial).toLowerCase() : narrow.toLowerCase();
}

/** Whether every unit folds to one unit in its own place, as `foldedUnit` says; of most texts. */
export function foldsInPlace(text: string): boolean {
  return (kindsIn(text) & SPECIAL) === 0;
}

/** The folded text where every unit folds to one unit in its own place, else undefined. */
export function foldInPlace(text: string): string | undefined {
  const kinds = kindsIn(text);
  if (kinds === 0) return text.toLowerCase();
  return kinds & SPECIAL ? undefined : narrowed(text).toLowerCase();
}

/** Whether letters and digits fold to themselves in lower case wherever they stand in the text: of nearly all texts. */
export function hasUsualLetters(text: string): boolean {
  return (kindsIn(text) & (SPECIAL | WIDE_LETTER)) === 0;
}

/** What of `KINDS` a text holds, together. A table is several times as fast as a class of a regular expression. */
function kindsIn(text: string): number {
  let kinds = 0;
  for (let at = 0; at < text.length; at++) kinds |= KINDS[text.charCodeAt(at)] as number;
  return kinds;
}

/** True where the text holds characters that are runs of their own, so that `foldWithMap` would give breaks. */
export function hasBreaks(text: string): boolean {
  return anyApart.test(text);
}

/** The folded text with the place of each unit in the original. */
export function foldWithMap(text: string): FoldedText {
  const out = new FoldOutput();
  let at = 0;
  if (!foldsInPlace(text)) {
    for (const match of text.matchAll(special)) {
      out.plain(text, at, match.index);
      out.special(match[0], match.index);
      at = match.index + match[0].length;
    }
  }
  out.plain(text, at, text.length);
  return out.finish();
}

/** Pieces of a folded text as they are found; the arrays of the map are made once, at the end. */
class FoldOutput {
  readonly #texts: string[] = [];
  /** Triples: folded length, start, end in the original; an end of -1 means unit for unit. */
  readonly #pieces: number[] = [];
  readonly #breaks: number[] = [];
  #length = 0;
  #raisedEnd = -1;

  plain(text: string, from: number, to: number): void {
    if (from < to) this.#push(narrowed(text.slice(from, to)).toLowerCase(), from, -1);
  }

  special(text: string, offset: number): void {
    for (const match of text.matchAll(cluster)) {
      let at = offset + match.index;
      for (const character of separable(match[0])) {
        this.#character(character, at);
        at += character.length;
      }
    }
  }

  #character(character: string, at: number): void {
    const alone = apart.test(character);
    if (alone) this.#breakBefore(raised.test(character));
    this.#push(foldSpecial(character).toLowerCase(), at, at + character.length);
    if (!alone) return;
    this.#breaks.push(this.#length);
    this.#raisedEnd = raised.test(character) ? this.#length : -1;
  }

  /** Superscripts in a row are one run (10²³); circled numbers are one each. */
  #breakBefore(isRaised: boolean): void {
    if (isRaised && this.#raisedEnd === this.#length) this.#breaks.pop();
    else if (this.#breaks.at(-1) !== this.#length) this.#breaks.push(this.#length);
  }

  #push(folded: string, from: number, to: number): void {
    this.#texts.push(folded);
    this.#pieces.push(folded.length, from, to);
    this.#length += folded.length;
  }

  finish(): FoldedText {
    const starts = new Uint32Array(this.#length);
    const ends = new Uint32Array(this.#length);
    let at = 0;
    for (let piece = 0; piece < this.#pieces.length; piece += 3) {
      const count = this.#pieces[piece] ?? 0;
      const from = this.#pieces[piece + 1] ?? 0;
      const to = this.#pieces[piece + 2] ?? 0;
      for (let i = 0; i < count; i++, at++) {
        starts[at] = to < 0 ? from + i : from;
        ends[at] = to < 0 ? from + i + 1 : to;
      }
    }
    return { text: this.#texts.join(''), starts, ends, breaks: this.#breaks };
  }
}

/** A cluster as the characters that fold independently of each other: jamo in a row stay apart, marks never do. */
function separable(text: string): string[] {
  const characters = [...text];
  if (characters.length === 1) return characters;
  if (mark.test(text.normalize('NFKC').slice(1))) return [text];
  return characters.map(foldSpecial).join('') === foldSpecial(text) ? characters : [text];
}

/** @param ranges as a class of a regular expression has them */
function fillKinds(ranges: string, kind: number): void {
  const unit = '\\\\[ux]([\\da-f]+)';
  for (const [, from = '', to = from] of ranges.matchAll(new RegExp(`${unit}(?:-${unit})?`, 'g'))) {
    KINDS.fill(kind, Number.parseInt(from, 16), Number.parseInt(to, 16) + 1);
  }
}

function foldSpecial(text: string): string {
  const folded = foldCase(text.normalize('NFKC').replace(ignorable, ''));
  return folded.normalize('NFD').replace(latinMarks, '$1').normalize('NFC');
}

/**
 * Full case folding, without the Turkish rules. Lowering the upper case of the lower case gives it for every
 * character but dotless ı, which folds to itself; final ς is what lowering makes of Σ by context.
 */
function foldCase(text: string): string {
  if (text.includes('ı')) return text.split('ı').map(foldCase).join('ı');
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/** Full-width ASCII and the ideographic space as plain ASCII: one unit for one unit. */
function narrowed(text: string): string {
  return text.replace(wide, narrowUnit);
}

function narrowUnit(unit: string): string {
  return unit === '\u3000' ? ' ' : String.fromCharCode(unit.charCodeAt(0) - 0xfee0);
}
