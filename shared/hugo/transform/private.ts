import type { SyntaxNode } from '@lezer/common';
import { fold } from '../../text/fold.ts';
import type { Target } from '../settings.ts';
import type { Region } from './context.ts';
import { isAlone, wholeLines } from './context.ts';

/** What is looked at, and where the edits go. */
type Stretch = Pick<Region, 'note' | 'span' | 'out'>;

/** Take out what is not for readers, before any other rule looks at the note. */
export function removePrivate(region: Stretch, kept: Target['private']): void {
  if (!mayHoldPrivate(region.note.text, kept)) return;
  const headings = new Set(kept.headings.map((heading) => headingKey(heading.replace(/^#+\s*/, ''))));
  const { from, to } = region.span;
  region.note.tree.iterate({
    // A part of a note may stand in a section that begins far above it.
    from: headings.size > 0 ? 0 : from,
    to,
    enter({ node }) {
      if (headings.size > 0 && isHeading(node) && headings.has(headingKey(headingText(region, node)))) {
        removeSection(region, node);
        return false;
      }
      if (node.to < from) return false;
      if (isPrivateFence(node, region.note.text, kept.fences)) removeBlock(region, node, 'private-fence');
      else if (kept.comments && node.name === 'PercentComment') removeInline(region, node);
      else if (kept.comments && node.name === 'PercentCommentBlock') removeBlock(region, node, 'comment');
      else return;
      return false;
    },
  });
}

/** False where a look at the letters shows that there is nothing to take out. */
export function mayHoldPrivate(text: string, { comments, headings, fences }: Target['private']): boolean {
  if (headings.length > 0 || (comments && text.includes('%%'))) return true;
  if (fences.length === 0 || !/```|~~~/.test(text)) return false;
  const lower = text.toLowerCase();
  return fences.some((fence) => lower.includes(fence.toLowerCase()));
}

/** Whether a fence is of one of these languages. */
export function isPrivateFence(node: SyntaxNode, text: string, fences: readonly string[]): boolean {
  if (node.name !== 'FencedCode') return false;
  const info = node.getChild('CodeInfo');
  const language = info ? (/^\{?\.?([^\s{}:,]+)/.exec(text.slice(info.from, info.to))?.[1] ?? '') : '';
  return fences.some((fence) => fence.toLowerCase() === language.toLowerCase());
}

/** What names of headings are compared by: folded, without marks of other kinds at the end. */
export function headingKey(text: string): string {
  return fold(
    text
      .replace(/<[^<>]*>/g, '')
      .replace(/\s*\{[^{}]*\}\s*$/, '')
      .replace(/\s+\^[\w-]+\s*$/, '')
      .replace(/(\s+#[^\s#]+)+\s*$/, '')
      .replace(/[*_~=`]/g, '')
      .replace(/[\s:：]+$/, '')
      .trim(),
  );
}

export function isHeading(node: SyntaxNode): boolean {
  return /^(ATX|Setext)Heading\d$/.test(node.name);
}

function headingText({ note }: Stretch, node: SyntaxNode): string {
  const marks = node.getChildren('HeaderMark');
  if (node.name.startsWith('Setext')) return note.text.slice(node.from, marks[0]?.from ?? node.to);
  const closing = marks.length > 1 ? marks.at(-1) : undefined;
  return note.text.slice(marks[0]?.to ?? node.from, closing?.from ?? node.to);
}

function levelOf(node: SyntaxNode): number {
  return Number(node.name.at(-1));
}

/** The end of the section that a heading begins: the next heading of its rank beside it, or the end of what holds it. */
export function sectionEnd(node: SyntaxNode, text: string): number {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (isHeading(next) && levelOf(next) <= levelOf(node)) return wholeLines(text, next.from, next.from).from;
  }
  return node.parent && node.parent.name !== 'Document' ? node.parent.to : text.length;
}

function removeSection(region: Stretch, node: SyntaxNode): void {
  const { text } = region.note;
  const nested = node.parent?.name !== 'Document';
  const begin = nested ? node.from : wholeLines(text, node.from, node.from).from;
  const from = Math.max(begin, region.span.from);
  const to = Math.min(sectionEnd(node, text), region.span.to);
  if (from < to) region.out.replace(from, to, '', 'private-section');
}

function removeBlock(region: Stretch, node: SyntaxNode, rule: string): void {
  const { text } = region.note;
  if (isAlone(text, node.from, node.to)) {
    const lines = wholeLines(text, node.from, node.to);
    region.out.replace(Math.max(lines.from, region.span.from), Math.min(lines.to, region.span.to), '', rule);
  } else region.out.replace(node.from, node.to, '', rule);
}

/** Space before a comment goes with it where the line ends after it: two spaces would break the line. */
function removeInline(region: Stretch, node: SyntaxNode): void {
  const { text } = region.note;
  if (isAlone(text, node.from, node.to)) {
    removeBlock(region, node, 'comment');
    return;
  }
  let from = node.from;
  if (/^[ \t]*\r?(\n|$)/.test(text.slice(node.to))) {
    while (from > region.span.from && /[ \t]/.test(text[from - 1] ?? '')) from--;
  }
  region.out.replace(from, node.to, '', 'comment');
}
