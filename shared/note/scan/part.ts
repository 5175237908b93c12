/** What a stretch of a paragraph is, as far as facts and shown text depend on it. */
export type PartKind =
  /** Taken out of prose and of shown text: HTML tags, comments, references to footnotes, resolved marks of emphasis. */
  | 'hidden'
  /** Taken out of prose, shown as it stands: formulas, bare URLs. */
  | 'shown'
  /** `<url>` */
  | 'autolink'
  | 'code'
  | 'escape'
  | 'wiki'
  | 'wiki-embed'
  | 'tag'
  | 'block-id'
  /** A footnote in the text; what stands in it follows as parts of their own. */
  | 'footnote'
  /** `[text](target)`, `![text](target)`: what stands in it follows as parts of their own. */
  | 'link'
  | 'image'
  /** `[text]`, `[text][label]`: what stands in it follows as parts of their own. */
  | 'reference'
  /** Marks that may yet turn out to be something; none of these are left in what a scan returns. */
  | 'link-start'
  | 'image-start'
  | 'emphasis*'
  | 'emphasis_'
  | 'strike'
  | 'highlight'
  | 'gone';

export const OPENS = 1;
export const CLOSES = 2;

/** A stretch of the scanned string, in its offsets. Outer parts come before what is in them. */
export class Part {
  kind: PartKind;
  from: number;
  to: number;
  /**
   * Of code: the number of its backticks. Of a link: the range of its target. Of a reference: the lengths of its
   * opening mark, and the offset of the `]` that ends its text. Of a mark: where it began and ended before parts of
   * it were used up.
   */
  first = 0;
  last = 0;
  /** Of a mark: whether it opens or closes, and its length as written. */
  side = 0;
  size = 0;
  /** What a link shows, its white space as written. */
  text = '';

  constructor(kind: PartKind, from: number, to: number) {
    this.kind = kind;
    this.from = from;
    this.to = to;
  }
}

/** What is scanned: a string from `from` to `to`, and the parts of it that were found so far. */
export interface Stretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly parts: Part[];
}

export function mark(kind: PartKind, from: number, to: number, side: number): Part {
  const part = new Part(kind, from, to);
  part.first = from;
  part.last = to;
  part.size = to - from;
  part.side = side;
  return part;
}
