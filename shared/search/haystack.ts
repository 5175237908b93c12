import type { Span } from '../note/facts.ts';
import { type FoldedText, fold, foldInPlace, foldWithMap, hasBreaks } from '../text/fold.ts';
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

/** A text that terms are looked for in: folded when first needed, mapped back only where its folding moved characters. */
export class Haystack {
  readonly raw: string;
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

/** Folded in everything but case: what two texts are compared by where case counts. */
export function casedForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC');
}
