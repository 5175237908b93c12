import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { Heading, Span } from './facts.ts';
import { wikiParts } from './syntax/wiki-link.ts';

/** Nodes that show nothing of themselves. */
const HIDDEN = new Set([
  'HeaderMark',
  'QuoteMark',
  'EmphasisMark',
  'HighlightMark',
  'StrikethroughMark',
  'CodeMark',
  'LinkTitle',
  'HTMLTag',
  'Comment',
  'ProcessingInstruction',
  'PercentComment',
  'BlockId',
  'FootnoteReference',
  'InlineFootnote',
  'CalloutMark',
  'TaskMarker',
]);

/** A text of which a part is asked for: a string, or one that is not kept as one string. */
export interface Sliced {
  slice(from: number, to: number): string;
}

/**
 * The text that a heading or link shows: marks taken out, links by their text, white space to single spaces.
 * What has the form of a reference link is one, and without its brackets, only where `isLink` says so.
 */
export function inlineText(
  text: Sliced,
  node: SyntaxNode,
  isLink: (reference: SyntaxNode) => boolean = () => false,
): string {
  let result = '';
  let at = node.from;
  const replace = (ref: SyntaxNodeRef, shown: string) => {
    result += text.slice(at, ref.from) + shown;
    at = ref.to;
    return false;
  };
  node.cursor().iterate((ref) => {
    if (HIDDEN.has(ref.name) || (ref.name === 'URL' && isTarget(ref.node))) return replace(ref, '');
    if (ref.name === 'LinkMark' || ref.name === 'LinkLabel') {
      return isReference(ref.node) && !isLink(ref.node.parent ?? ref.node) ? true : replace(ref, '');
    }
    if (ref.name === 'Escape') return replace(ref, text.slice(ref.from + 1, ref.to));
    if (ref.name === 'WikiLink') return replace(ref, wikiShown(text.slice(ref.from + 2, ref.to - 2)));
    if (ref.name === 'WikiEmbed') return replace(ref, '');
    return true;
  });
  return (result + text.slice(at, node.to)).replace(/\s+/g, ' ').trim();
}

/** Whether a mark belongs to a link without a target of its own. */
function isReference(mark: SyntaxNode): boolean {
  const holder = mark.parent;
  return (holder?.name === 'Link' || holder?.name === 'Image') && !linkUrl(holder);
}

function isTarget(url: SyntaxNode): boolean {
  const holder = url.parent;
  if (holder?.name !== 'Link' && holder?.name !== 'Image') return false;
  return linkUrl(holder)?.from === url.from;
}

/** The target of a link or image: a URL behind its `]`, for one before that stands in what it shows. */
export function linkUrl(link: SyntaxNode): SyntaxNode | undefined {
  const close = link.getChildren('LinkMark')[1];
  return close && link.getChildren('URL').find((url) => url.from >= close.to);
}

/** What a wikilink shows, by what stands between its brackets. */
export function wikiShown(inner: string): string {
  const { text, targetEnd } = wikiParts(inner);
  return text < 0 ? inner.slice(0, targetEnd).replaceAll('#', ' > ') : inner.slice(text);
}

/** The source of a heading without its id, for its facts. */
export function headingSource(text: string, { from, to }: Span): Pick<Heading, 'source'> {
  const source = text.slice(from, to).replace(/\s\^[A-Za-z0-9-]+(?=\s*(?:\n|$))/, '');
  return source.includes('[') ? { source } : {};
}
