import type { Heading, NoteFacts, Span } from '../note/facts.ts';
import { basename } from '../text/path.ts';
import { Haystack, type Needle } from './haystack.ts';
import type { Field } from './syntax.ts';

/** A file as search sees it. An attachment has an empty text and its whole file name as its name. */
export interface SearchNote {
  path: string;
  /** The stem of a note. */
  name: string;
  /** May be read when first asked for. */
  readonly text: string;
  /** Parsed when first asked for; the same object each time. */
  facts: () => NoteFacts;
  /** The same as the facts have, where they are at hand without a parse. */
  outline?: () => Outline | undefined;
  /** From the index where it has them: without these two, every note that is looked at is parsed for its title. */
  title?: string;
  aliases?: readonly string[];
  modified: number;
  created: number;
  /** `YYYY-MM-DD`, see `noteDate`. */
  date: string;
}

/** The parts of a note that a query can be narrowed to. */
export interface Outline {
  blocks: readonly Span[];
  /** Fenced code of a language, with its fences. */
  code(lang: string): readonly Span[];
  headings: readonly Pick<Heading, 'text' | 'span'>[];
  /** Where its front matter ends; 0 where there is none. */
  bodyFrom: number;
}

/** Where something was found: the `fields` of a hit. */
export type FoundField =
  | 'name'
  | 'title'
  | 'alias'
  | 'path'
  | 'heading'
  | 'tag'
  | 'property'
  | 'task'
  | 'code'
  | 'text';

/** One text of a place. */
export interface PlaceText {
  field: FoundField;
  hay: Haystack;
  /** Where it stands in the text of the note; undefined for what stands elsewhere or in another form. */
  offset: number | undefined;
  /** What to look in for ranges to show, where `hay` is the text of this without its marks. */
  source?: Span;
}

/** Where a query, or a part of it, is asked: everything inside must be found within it. */
export interface Place {
  readonly texts: PlaceText[];
  /** The part of the note's text that it is; undefined for the whole note. */
  span: Span | undefined;
}

/** The places of one note, each text folded once. */
export class NotePlaces {
  readonly note: SearchNote;
  private cachedText: PlaceText | undefined;
  private cachedWhole: Place | undefined;
  private cachedOutline: Outline | undefined;

  constructor(note: SearchNote) {
    this.note = note;
  }

  /** Made when first asked for: a query of names alone reads no file. */
  get text(): PlaceText {
    this.cachedText ??= { field: 'text', hay: new Haystack(this.note.text), offset: 0 };
    return this.cachedText;
  }

  /** Where a bare term is looked for: the file as it is, the name, the title, the aliases. */
  get whole(): Place {
    if (this.cachedWhole) return this.cachedWhole;
    let texts: PlaceText[] | undefined;
    const made = () => this.wholeTexts();
    this.cachedWhole = {
      span: undefined,
      get texts() {
        texts ??= made();
        return texts;
      },
    };
    return this.cachedWhole;
  }

  private wholeTexts(): PlaceText[] {
    return [
      this.text,
      elsewhere('name', this.note.name),
      // A note without a title of its own is called by its name.
      ...(this.title === this.note.name ? [] : [elsewhere('title', this.title)]),
      ...this.aliases.map((alias) => elsewhere('alias', alias)),
    ];
  }

  get title(): string {
    return this.note.title ?? this.note.facts().title;
  }

  get aliases(): readonly string[] {
    return this.note.aliases ?? this.note.facts().aliases;
  }

  private get outline(): Outline {
    this.cachedOutline ??= this.note.outline?.() ?? outlineOf(this.note.facts());
    return this.cachedOutline;
  }

  /** @param needed what must stand in a part of the text; parts without it may be left out */
  of(field: Field, needed: readonly Needle[] = []): Place[] {
    const { note } = this;
    if (field === 'file') return [apart('name', note.name), apart('name', basename(note.path))];
    if (field === 'path') return [apart('path', note.path)];
    if (field === 'content') return [{ texts: [this.text], span: undefined }];
    if (field === 'title') return [apart('title', this.title)];
    // The index leaves out an alias that repeats the name or the title.
    if (field === 'alias') {
      const all = new Set([...this.aliases, ...note.facts().aliases]);
      return [...all].map((alias) => apart('alias', alias));
    }
    if (field === 'line') return this.parts('text', this.lines(needed[0]), needed);
    if (field === 'heading') {
      return this.outline.headings.map(({ text, span }) => this.rendered('heading', text, span));
    }
    if (field === 'block') {
      return this.parts('text', this.outline.blocks, needed);
    }
    if (field === 'section') return this.parts('text', sectionSpans(note.text, this.outline), needed);
    return note
      .facts()
      .tasks.filter(({ status }) => field === 'task' || (status === ' ') === (field === 'task-todo'))
      .map(({ text, span }) => this.rendered('task', text, span));
  }

  /** The fenced code blocks of a language, without their fences; `needed` as above. */
  code(lang: string, needed: readonly Needle[] = []): Place[] {
    const spans = this.outline.code(lang).map((span) => insideFence(this.note.text, span));
    return this.parts('code', spans, needed);
  }

  /** All of them, or those that hold a needle: it is in one line, where it is at all. */
  private lines(needle: Needle | undefined): readonly Span[] {
    const { text } = this.note;
    if (!needle) return lineSpans(text);
    const spans: Span[] = [];
    for (const { from } of this.text.hay.find(needle)) {
      if (from < (spans.at(-1)?.to ?? 0)) continue;
      spans.push(lineAround(text, from));
    }
    return spans;
  }

  private parts(field: FoundField, spans: readonly Span[], needed: readonly Needle[]): Place[] {
    return this.holding(spans, needed).map((span) => {
      const hay = new Haystack(this.note.text.slice(span.from, span.to));
      return { texts: [{ field, hay, offset: span.from }], span };
    });
  }

  /** The text is looked through once, and not each of its parts. */
  private holding(spans: readonly Span[], needed: readonly Needle[]): readonly Span[] {
    let left = spans;
    for (const needle of needed) {
      if (left.length === 0) break;
      const found = this.text.hay.find(needle);
      left = left.filter((span) => holdsOne(span, found));
    }
    return left;
  }

  private rendered(field: FoundField, text: string, span: Span): Place {
    return { texts: [{ ...elsewhere(field, text), source: span }], span };
  }
}

const elsewhere = (field: FoundField, text: string): PlaceText => ({
  field,
  hay: new Haystack(text),
  offset: undefined,
});

const apart = (field: FoundField, text: string): Place => ({
  texts: [elsewhere(field, text)],
  span: undefined,
});

function lineSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from <= text.length; ) {
    const span = lineFrom(text, from);
    spans.push(span);
    from = text.indexOf('\n', span.to) + 1 || text.length + 1;
  }
  return spans;
}

function lineFrom(text: string, from: number): Span {
  const newline = text.indexOf('\n', from);
  const to = newline < 0 ? text.length : newline;
  return { from, to: to > from && text[to - 1] === '\r' ? to - 1 : to };
}

const lineAround = (text: string, offset: number): Span =>
  lineFrom(text, offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1);

const outlineOf = ({ blocks, headings, frontMatter }: NoteFacts): Outline => {
  return {
    blocks: blocks.map(({ span }) => span),
    code: (wanted) =>
      blocks.flatMap(({ kind, lang, span }) => (kind === 'code' && lang === wanted ? [span] : [])),
    headings,
    bodyFrom: frontMatter?.span.to ?? 0,
  };
};

/** From each heading to the next one, of whatever level, and what stands above the first. */
function sectionSpans(text: string, { headings, bodyFrom }: Outline): Span[] {
  const starts = [bodyFrom, ...headings.map(({ span }) => span.from)];
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? text.length }));
}

/** @param found sorted, apart from each other */
function holdsOne({ from, to }: Span, found: readonly Span[]): boolean {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] as Span).from < from) low = middle + 1;
    else high = middle;
  }
  const first = found[low];
  return first !== undefined && first.to <= to;
}

function insideFence(text: string, { from, to }: Span): Span {
  const first = text.indexOf('\n', from);
  if (first < 0 || first >= to) return { from: to, to };
  const last = text.lastIndexOf('\n', to - 1);
  const closed = last > first && /^[ \t>]*(`{3,}|~{3,})\s*$/.test(text.slice(last + 1, to));
  return { from: first + 1, to: closed ? last + 1 : to };
}
