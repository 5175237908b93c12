import type { SyntaxNode } from '@lezer/common';
import type { NoteFacts, Span } from '../note/facts.ts';
import { noteParser } from '../note/grammar.ts';
import { parseNote } from '../note/parse.ts';
import { findFragment, fragmentParts } from './resolve.ts';

/**
 * What an embed with this fragment shows of a note: a heading with all below it, up to the next one of its level; a
 * block by its id, a list item with its children. The whole note without a fragment; undefined where it is not there.
 */
export function embedSpan(text: string, fragment: string): Span | undefined {
  const last = fragmentParts(fragment).at(-1);
  if (last === undefined) return { from: 0, to: text.length };
  const facts = parseNote(text, '');
  const { found, span } = findFragment(fragment, facts);
  if (!found || !span) return undefined;
  return last.startsWith('^') ? wholeBlock(text, span, last) : section(text, span, facts);
}

function section(text: string, { from }: Span, { headings }: NoteFacts): Span {
  const index = headings.findIndex((heading) => heading.span.from === from);
  const level = headings[index]?.level ?? 0;
  const next = headings.slice(index + 1).find((heading) => heading.level <= level);
  return { from, to: next ? next.span.from : text.length };
}

/** An id in the text of a list item stands for it and its children; one below a list, quote or table for all of that. */
function wholeBlock(text: string, span: Span, id: string): Span {
  const below = !text.slice(span.from, span.to).toLowerCase().includes(id.toLowerCase());
  const lineStart = text.lastIndexOf('\n', span.from - 1) + 1;
  const wanted = below ? /^(?:BulletList|OrderedList|Blockquote|Table)$/ : /^ListItem$/;
  let found: Span = span;
  let node: SyntaxNode | null = noteParser.parse(text).resolveInner(span.from, 1);
  for (; node && node.from >= lineStart; node = node.parent) {
    if (wanted.test(node.name) && (below || found === span)) found = node;
  }
  return {
    from: found === span ? span.from : Math.min(span.from, found.from),
    to: Math.max(span.to, found.to),
  };
}
