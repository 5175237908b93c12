import type { Span } from '../note/facts.ts';
import { type FoldedText, fold, foldInPlace, foldWithMap, hasBreaks, hasUsualLetters } from '../text/fold.ts';
import { isWordStart } from '../text/tokens.ts';

/** What a term looks like when it is looked for. */
export interface Needle {
  /** Not ''. */
  folded: string;
  /** It may begin inside a word. */
  inside: boolean;
  /** The form that keeps case, where case counts. */
  cased: string | undefined;
}

const onlyHan = /^[\u4e00-\u9fff]+$/;
/** Of the needles, those of letters, Han, and signs of ASCII. */
const isPlain = /^[ -~\u4e00-\u9fff]+$/;
const sign = /[^0-9a-z\u4e00-\u9fff]/g;

/**
 * A text that terms are looked for in: folded when first needed, mapped back only where its folding moved characters.
 * Letters and Han, and what of signs has no full-width one beside it, are mostly found without that.
 */
export class Haystack {
  readonly raw: string;
  private usual: boolean | undefined;
  private lowered: string | undefined;
  private foldedText: string | undefined;
  private map: FoldedText | undefined;
  private inPlace = false;

  constructor(raw: string) {
    this.raw = raw;
  }

  get folded(): string {
    if (this.foldedText === undefined) this.fold();
    return this.foldedText ?? '';
  }

  /** Every place of a term, without overlaps, as ranges of the raw text that cover whole original characters. */
  find(needle: Needle): Span[] {
    const plain = this.plainFor(needle);
    return plain === undefined ? this.findFolded(needle) : this.findPlain(plain, needle);
  }

  /** The text itself, or in lower case, where the needle stands there just where it stands in the folded text. */
  private plainFor({ folded, cased }: Needle): string | undefined {
    if (cased !== undefined || this.foldedText !== undefined || !isPlain.test(folded)) return undefined;
    this.usual ??= hasUsualLetters(this.raw);
    if (!this.usual || folded.match(sign)?.some((one) => this.raw.includes(wideSign(one)))) return undefined;
    if (onlyHan.test(folded)) return this.raw;
    this.lowered ??= this.raw.toLowerCase();
    return this.lowered;
  }

  private findPlain(text: string, { folded, inside }: Needle): Span[] {
    const spans: Span[] = [];
    const anywhere = inside || folded.charCodeAt(0) >= 0x4e00;
    const isStart = /^[0-9a-z]/.test(folded) ? isPlainStart : isWordStart;
    for (let at = text.indexOf(folded); at >= 0; ) {
      const fits = anywhere || isStart(text, at);
      if (fits) spans.push({ from: at, to: at + folded.length });
      at = text.indexOf(folded, at + (fits ? folded.length : 1));
    }
    return spans;
  }

  private findFolded(needle: Needle): Span[] {
    const { folded } = this;
    const breaks = this.map?.breaks;
    const spans: Span[] = [];
    for (let at = folded.indexOf(needle.folded); at >= 0; ) {
      const span =
        needle.inside || isWordStart(folded, at, breaks)
          ? this.span(at, at + needle.folded.length)
          : undefined;
      const fits =
        span &&
        (needle.cased === undefined || casedForm(this.raw.slice(span.from, span.to)) === needle.cased);
      if (fits) spans.push(span);
      at = folded.indexOf(needle.folded, at + (fits ? needle.folded.length : 1));
    }
    return spans;
  }

  private fold(): void {
    const inPlace = foldInPlace(this.raw);
    if (inPlace === undefined && hasBreaks(this.raw)) this.map = foldWithMap(this.raw);
    this.foldedText = inPlace ?? this.map?.text ?? fold(this.raw);
    this.inPlace = inPlace !== undefined;
  }

  private span(from: number, to: number): Span {
    if (this.inPlace) return { from, to };
    this.map ??= foldWithMap(this.raw);
    return { from: this.map.starts[from] ?? 0, to: this.map.ends[to - 1] ?? this.raw.length };
  }
}

/** The full-width form of a sign of ASCII, which folds to it. */
const wideSign = (one: string) => (one === ' ' ? '\u3000' : String.fromCharCode(one.charCodeAt(0) + 0xfee0));

/** Whether a letter or digit of ASCII begins a word. */
function isPlainStart(text: string, at: number): boolean {
  const before = at === 0 ? 32 : text.charCodeAt(at - 1);
  if (before >= 0x80 || before === 95) return isWordStart(text, at);
  return !((before >= 97 && before <= 122) || (before >= 48 && before <= 57));
}

/** Folded in everything but case: what two texts are compared by where case counts. */
export function casedForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC');
}
