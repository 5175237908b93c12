import type { SyntaxNode, Tree } from '@lezer/common';
import type { LinkFact, NoteFacts, Span } from '../../note/facts.ts';
import type { Finding } from '../diagnostics.ts';
import type { Target } from '../settings.ts';
import type { SiteFacts } from '../site.ts';
import type { Collector } from './collector.ts';

/** A note as it stands in the vault. Offsets of `facts` and `tree` are into `text`, which is without a byte order mark. */
export interface NoteSource {
  path: string;
  text: string;
  facts: NoteFacts;
  tree: Tree;
}

/** What a link leads to, seen from the page that is written. */
export type LinkAim =
  /** A page of the site. `content` is its path under the content folder, `url` from the site's root. */
  | { kind: 'page'; path: string; content: string; url: string | undefined }
  /** A note that is not there for the readers of this page. `unselected` is never so much as embedded. */
  | { kind: 'hidden'; path: string; reason: string; unselected: boolean }
  | { kind: 'attachment'; path: string }
  /** It works on the blog as it stands: a URL of the site, or a file beside the page. */
  | { kind: 'kept' }
  | { kind: 'missing' };

/** What the rules need to know of everything that is not the note itself. */
export interface PageContext {
  target: Target;
  site: SiteFacts;
  /** Vault path of the note that the page is made of. */
  path: string;
  aim(source: string, link: Pick<LinkFact, 'kind' | 'path'>): LinkAim;
  /**
   * Id of a heading or block (`^id`) in the page of a note; undefined where there is no such place, '' where the page
   * has no id for it.
   */
  anchor(path: string, fragment: string): string | undefined;
  /** Ids to be written into headings of this page, by the offset where the heading begins. */
  pins: ReadonlyMap<number, string>;
  /**
   * Take an attachment along.
   * @param written the path in the note, where the page may keep it
   * @returns what a link in the page says for it, decoded; undefined where it is too large
   */
  place(attachment: string, written: string | undefined): string | undefined;
  /** A note to be embedded, or undefined where it cannot be read. */
  open(path: string): NoteSource | undefined;
}

/** One stretch of a note on its way into a page. */
export interface Region {
  page: PageContext;
  note: NoteSource;
  span: Span;
  out: Collector;
  /** Notes that this one is embedded in, the outermost first; empty for the note of the page itself. */
  trail: readonly string[];
  /** Put before the names of footnotes, so that those of two notes do not meet. */
  footnotePrefix: string;
  /** Definitions of footnotes that stood in the text; put at the end of the stretch. */
  footnotes: string[];
  links: ReadonlyMap<number, LinkFact>;
  eol: string;
  /** Turn a stretch of a note, this or another one, into text for this page. */
  render(note: NoteSource, span: Span, trail: readonly string[]): RenderedStretch;
}

export interface RenderedStretch {
  text: string;
  /** What there is to say, at its place in the note that it is a part of. */
  findings: readonly Finding[];
  /** A comment is open in it, and what stands behind the mark is in the text. */
  exposed: boolean;
}

/** A rule for one kind of node; true where the nodes inside it need no look. */
export type NodeRule = (node: SyntaxNode, region: Region) => boolean | undefined;

export function parentsOf(node: SyntaxNode): string[] {
  const names: string[] = [];
  for (let up = node.parent; up; up = up.parent) names.push(up.name);
  return names;
}

/** The whole lines that `span` touches, the end of the last one included. */
export function wholeLines(text: string, from: number, to: number): Span {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const feed = text.indexOf('\n', to);
  return { from: start, to: feed < 0 ? text.length : feed + 1 };
}

/** Whether nothing but space stands on the lines of a span beside it. */
export function isAlone(text: string, from: number, to: number): boolean {
  const lines = wholeLines(text, from, to);
  return text.slice(lines.from, from).trim() === '' && text.slice(to, lines.to).trim() === '';
}
