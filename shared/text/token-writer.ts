import { codeOfAscii, GAP_LENGTH, OTHER } from './gap-code.ts';
import { CJK, FOLDS, foldedUnit, HALF, JOINER, kindAt, kindOfUnit, MARK, WORD } from './unit-kinds.ts';

const SPACE = 32;
const FEED = 10;
const REPLACEMENT = 0xfffd;

/** Of most texts the tokens find room in this; it holds nothing from one call to the next. */
const scratch = new Uint16Array(1 << 15);
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * The tokens of a text that is folded, or of one that `isPlain`, in one pass and without a string for each: the runs of
 * `tokens.ts`, each with the code of the gap behind it. Undefined where a text that should be plain is not.
 * @param cuts ascending offsets between runs; `starts` has for each how many tokens stand before it
 */
export function writeTokens(
  text: string,
  isPlain: boolean,
  cuts: readonly number[] = [],
): { tokens: string; starts: number[] } | undefined {
  // A run of one CJK character and a gap of one take four units of output, and nothing takes more.
  const room = 4 * text.length + 8;
  const out = room > scratch.length ? new Uint16Array(room) : scratch;
  const writer = new TokenWriter(text, isPlain, out, cuts);
  return writer.run() ? { tokens: writer.result(), starts: writer.starts } : undefined;
}

class TokenWriter {
  private readonly text: string;
  private readonly isPlain: boolean;
  private readonly out: Uint16Array;
  private readonly cuts: readonly number[];
  private length = 0;
  readonly starts: number[] = [];
  /** Tokens that ended in the output up to where they are counted. */
  private ended = 0;
  private counted = 0;

  constructor(text: string, isPlain: boolean, out: Uint16Array, cuts: readonly number[]) {
    this.text = text;
    this.isPlain = isPlain;
    this.out = out;
    this.cuts = cuts;
  }

  result(): string {
    return decoder.decode(this.out.subarray(0, this.length));
  }

  /** False where the text is not plain. */
  run(): boolean {
    const { text } = this;
    let end = -1;
    let last = 0;
    for (let at = 0; at < text.length; ) {
      const kind = this.kind(at);
      if (kind >= FOLDS) return false;
      if (kind !== WORD && kind !== CJK) {
        at++;
        continue;
      }
      if (end >= 0) {
        this.gap(end, at, kind === last);
        this.out[this.length++] = SPACE;
      }
      if ((this.cuts[this.starts.length] ?? text.length) <= at) this.passCuts(at);
      end = kind === CJK ? this.cjk(at) : this.word(at);
      at = end;
      last = kind;
    }
    if (end >= 0) this.gap(end, text.length, false);
    this.passCuts(text.length, end >= 0 ? 1 : 0);
    return true;
  }

  /** @param open tokens that no space follows yet */
  private passCuts(at: number, open = 0): void {
    const { cuts, starts, out } = this;
    if (starts.length === cuts.length) return;
    for (; this.counted < this.length; this.counted++) if (out[this.counted] === SPACE) this.ended++;
    while (starts.length < cuts.length && (cuts[starts.length] as number) <= at)
      starts.push(this.ended + open);
  }

  private kind(at: number): number {
    const kind = kindOfUnit(this.text.charCodeAt(at));
    if (kind < FOLDS || this.isPlain) return kind;
    return kind === (HALF | FOLDS) ? kindAt(this.text, at) : kind & ~FOLDS;
  }

  private word(from: number): number {
    const { text } = this;
    const common = this.commonWord(from);
    let at = common;
    for (;;) {
      const kind = at < text.length ? this.kind(at) : 0;
      if (kind === WORD || kind === MARK) at += this.size(at);
      else if (kind === JOINER) {
        const next = this.behindJoiners(at);
        if (next < 0) break;
        at = next;
      } else break;
    }
    if (at > common) this.copy(common, at);
    return at;
  }

  /** A word as far as its characters are one unit each. */
  private commonWord(from: number): number {
    const { text, out } = this;
    let length = this.length;
    let at = from;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (kindOfUnit(unit) !== WORD) break;
      out[length++] = foldedUnit(unit);
    }
    this.length = length;
    return at;
  }

  /** The word that goes on behind some `_`; -1 where none does. */
  private behindJoiners(from: number): number {
    let at = from;
    while (at < this.text.length && this.kind(at) === JOINER) at++;
    return at < this.text.length && this.kind(at) === WORD ? at : -1;
  }

  /** Overlapping pairs of characters, and the last one alone. */
  private cjk(from: number): number {
    const { text, out } = this;
    let first = this.commonCjk(from);
    let at = first + this.size(first);
    while (at < text.length) {
      const kind = this.kind(at);
      if (kind !== CJK && kind !== MARK) break;
      const next = at + this.size(at);
      this.copy(first, next);
      out[this.length++] = SPACE;
      first = at;
      at = next;
    }
    this.copy(first, at);
    return at;
  }

  /** The pairs of a run as far as its characters are one unit each; returns where the last of these is. */
  private commonCjk(from: number): number {
    const { text, out } = this;
    let length = this.length;
    let at = from;
    let unit = text.charCodeAt(at);
    while (at + 1 < text.length && kindOfUnit(unit) === CJK) {
      const next = text.charCodeAt(at + 1);
      if (kindOfUnit(next) !== CJK) break;
      out[length] = unit;
      out[length + 1] = next;
      out[length + 2] = SPACE;
      length += 3;
      unit = next;
      at++;
    }
    this.length = length;
    return at;
  }

  private size(at: number): number {
    const code = this.text.charCodeAt(at);
    return code >= 0xd800 && code < 0xdc00 ? 2 : 1;
  }

  private copy(from: number, to: number): void {
    const { text, out } = this;
    let length = this.length;
    for (let at = from; at < to; at++) out[length++] = foldedUnit(text.charCodeAt(at));
    this.length = length;
  }

  /**
   * The end of a token that tells what follows it, so that a phrase is found as it is written; see `gapCode`. ASCII
   * would end the token for the tokenizer, and stands as another character.
   */
  private gap(from: number, to: number, sameClass: boolean): void {
    const { text, out } = this;
    if (sameClass && to === from + 1 && foldedUnit(text.charCodeAt(from)) === SPACE) return;
    const end = Math.min(to, from + GAP_LENGTH);
    for (let at = from; at < end; at++) {
      const unit = foldedUnit(text.charCodeAt(at));
      if (unit < 0x80) out[this.length++] = codeOfAscii(unit);
      else if (unit < 0x100) {
        out[this.length++] = OTHER;
        out[this.length++] = unit;
      } else out[this.length++] = isLone(text, at, from, end) ? REPLACEMENT : unit;
      if (unit === FEED) return;
    }
  }
}

/** Whether a unit is half a character whose other half is not in the range. */
function isLone(text: string, at: number, from: number, to: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdfff) return false;
  const high = code < 0xdc00;
  const other = high ? (at + 1 < to ? text.charCodeAt(at + 1) : 0) : at > from ? text.charCodeAt(at - 1) : 0;
  return high ? other < 0xdc00 || other > 0xdfff : other < 0xd800 || other > 0xdbff;
}
