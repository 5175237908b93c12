import type { SyntaxNode, Tree } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import type { TextSource } from '../link-at.ts';
import type { RenderHost } from './render-host.ts';

/** A text on its way to the page. */
export interface Drawing {
  text: string;
  source: TextSource;
  tree: Tree;
  host: RenderHost;
  /** Only what lies in it is drawn. */
  span: Span;
  /** Footnotes in the order of their first reference; they stand at the end. */
  footnotes: Footnote[];
  /** Turn the task over whose box is at an offset of the text; absent where it cannot be. */
  toggleTask?(offset: number): void;
}

export interface Footnote {
  /** Label without `[^` and `]`; undefined for one written in the text. */
  label: string | undefined;
  /** What holds its text; undefined where it has no definition. */
  node: SyntaxNode | undefined;
}

export const sourceOf = ({ text }: Drawing, { from, to }: Span) => text.slice(from, to);

/** Whether an element stands in a cell: there a pipe is escaped even in code (GFM, tables, example 200). */
export function inCell({ parent }: SyntaxNode): boolean {
  return parent !== null && (parent.name === 'TableCell' || inCell(parent));
}
