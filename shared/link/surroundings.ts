import type { Span } from '../note/facts.ts';

const solidLetter = /[[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]&&\p{L}]|\p{Nd}/v;
const latinLetter = /[\p{Script=Latin}&&\p{L}]/v;
const combining = /\p{M}/u;

/**
 * What stands around a place of a text, as people see it: emphasis marks and the backslashes of escapes are passed
 * over, full-width ASCII is narrowed. Offsets are UTF-16 units; -1 and the length of the text mean "nothing".
 */
export class Surroundings {
  readonly text: string;
  readonly #prose: readonly Span[];
  /** Index of a span of plain text near the places asked for; only a hint for speed. */
  near = 0;

  constructor(text: string, prose: readonly Span[]) {
    this.text = text;
    this.#prose = prose;
  }

  /** Offset of the character before `at`. */
  before(at: number): number {
    let place = at - 1;
    if (this.text[place] === '\\' && isPunctuation(this.text.charCodeAt(at))) place--;
    while (place >= 0 && this.#isEmphasis(place)) place--;
    return place;
  }

  /** Offset of the character that stands at `at` or, where that is a mark, after it. */
  after(at: number): number {
    let place = at;
    while (place < this.text.length && this.#isEmphasis(place)) place++;
    if (this.text[place] === '\\' && isPunctuation(this.text.charCodeAt(place + 1))) place++;
    return place;
  }

  /** The unit at an offset, full-width ASCII and the ideographic space narrowed; NaN outside the text. */
  unit(at: number): number {
    const unit = this.text.charCodeAt(at);
    if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
    return unit === 0x3000 ? 0x20 : unit;
  }

  /** A Latin, Cyrillic or Greek letter, or a digit. */
  isSolid(at: number): boolean {
    const unit = this.unit(at);
    if (unit < 0x80) return isAsciiSolid(unit);
    const character = this.#characterAt(at);
    return solidLetter.test(character) || (combining.test(character) && at > 0 && this.isSolid(at - 1));
  }

  isLatin(at: number): boolean {
    const unit = this.unit(at);
    return unit < 0x80 ? isAsciiSolid(unit) && unit > 0x39 : latinLetter.test(this.#characterAt(at));
  }

  #characterAt(at: number): string {
    const unit = this.text.charCodeAt(at);
    const start = unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
    return String.fromCodePoint(this.text.codePointAt(start) ?? 0x20);
  }

  /** A mark of emphasis is one of its characters that is no plain text. */
  #isEmphasis(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    if (unit !== 0x2a && unit !== 0x5f && unit !== 0x7e && unit !== 0x3d) return false;
    return !this.#inProse(at);
  }

  #inProse(at: number): boolean {
    let index = this.near;
    while ((this.#prose[index]?.from ?? -1) > at) index--;
    for (; (this.#prose[index]?.from ?? at + 1) <= at; index++) {
      if ((this.#prose[index]?.to ?? 0) > at) return true;
    }
    return false;
  }
}

export function isAsciiSolid(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

function isPunctuation(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && !isAsciiSolid(unit);
}
