import type { EditorState, Range } from '@codemirror/state';
import { Decoration } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';

export interface PreviewInput {
  state: EditorState;
  /** Only what lies in these is decorated. */
  ranges: readonly Span[];
  /** What the person is at: elements that touch one of these show their source. */
  reveal: readonly Span[];
  /** False in source mode: text is styled, and nothing hidden. */
  hide: boolean;
  /** True in reading view: what is only for who writes is hidden. */
  reading?: boolean;
  /** Paths by `linkKeyOf`; a missing key is not known yet, null is nowhere. */
  links: ReadonlyMap<string, string | null>;
}

/** Decorates what one kind of node stands for. */
export type Rule = (node: SyntaxNode, context: PreviewContext) => void;

const hidden = Decoration.replace({});
const verbatim = /^note-(?:code-line|front-matter|math-line)/;

/** Collects decorations for the rules. */
export class PreviewContext {
  readonly state: EditorState;
  readonly hiding: boolean;
  readonly reading: boolean;
  readonly links: ReadonlyMap<string, string | null>;
  readonly ranges: Range<Decoration>[] = [];
  /** The part of the text that is being decorated. */
  window: Span = { from: 0, to: 0 };
  private readonly reveal: readonly Span[];
  private readonly lineClasses = new Set<string>();

  constructor({ state, reveal, hide, reading = false, links }: PreviewInput) {
    this.state = state;
    this.reveal = reveal;
    this.hiding = hide;
    this.reading = reading;
    this.links = links;
  }

  /** Whether the person is at something of `[from, to]`: then its marks are shown. */
  touched({ from, to }: Span): boolean {
    return !this.hiding || this.reveal.some((range) => range.from <= to && range.to >= from);
  }

  /** Whether the person is on a line of `span`. */
  lineTouched({ from, to }: Span): boolean {
    const { doc } = this.state;
    return this.touched({ from: doc.lineAt(from).from, to: doc.lineAt(to).to });
  }

  /** Whether `span` goes over the end of a line: a view's decorations cannot replace that. */
  breaksLine({ from, to }: Span): boolean {
    return this.state.doc.lineAt(from).to < to;
  }

  hide(from: number, to: number): void {
    if (this.hiding && from < to) this.ranges.push(hidden.range(from, to));
  }

  /** Show the marks of something that is touched, else hide them. */
  hideMarks(marks: readonly Span[], touched: boolean): void {
    for (const { from, to } of marks) {
      if (touched) this.mark(from, to, 'note-mark');
      else this.hide(from, to);
    }
  }

  add(from: number, to: number, decoration: Decoration): void {
    this.ranges.push(decoration.range(from, to));
  }

  mark(from: number, to: number, className: string, attributes?: Record<string, string>): void {
    if (from < to) this.add(from, to, Decoration.mark({ class: className, attributes }));
  }

  line(pos: number, className: string): void {
    const { from } = this.state.doc.lineAt(pos);
    const key = `${from} ${className}`;
    if (this.lineClasses.has(key)) return;
    this.lineClasses.add(key);
    // Code is no language that could be misspelt.
    const attributes = verbatim.test(className) ? { spellcheck: 'false' } : undefined;
    this.add(from, from, Decoration.line({ class: className, ...(attributes && { attributes }) }));
  }

  /** The class on each line of `span` that is in the window. */
  lines(span: Span, className: string): void {
    const { doc } = this.state;
    const to = Math.min(span.to, this.window.to);
    let line = doc.lineAt(Math.max(span.from, this.window.from));
    for (;;) {
      this.line(line.from, className);
      if (line.to >= to) return;
      line = doc.lineAt(line.to + 1);
    }
  }

  text({ from, to }: Span): string {
    return this.state.sliceDoc(from, to);
  }
}
