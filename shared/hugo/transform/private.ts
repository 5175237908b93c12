import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../note/facts.ts';
import type { Target } from '../settings.ts';
import type { NoteSource, Region } from './context.ts';
import { isAlone, wholeLines } from './context.ts';
import { mayHoldHeading, privateHeadings } from './private-heading.ts';

/** What is looked at, and where the edits go. */
type Stretch = Pick<Region, 'note' | 'span' | 'out'>;

/** Take out what is not for readers, before any other rule looks at the note. */
export function removePrivate({ note, span, out }: Stretch, kept: Target['private']): void {
  for (const { from, to, rule } of privateSpans(note, kept)) {
    const start = Math.max(from, span.from);
    const end = Math.min(to, span.to);
    if (start < end) out.replace(start, end, '', rule);
  }
}

interface PrivateSpan extends Span {
  rule: string;
}

/** All of a note that is not for readers: a part of it may stand in a section that begins far above that part. */
function privateSpans(note: NoteSource, kept: Target['private']): PrivateSpan[] {
  if (!mayHoldPrivate(note.text, kept)) return [];
  const isMeant = privateHeadings(kept.headings);
  const spans: PrivateSpan[] = [];
  note.tree.iterate({
    enter({ node }) {
      if (isHeading(node) && isMeant(headingText(note.text, node))) {
        spans.push(sectionSpan(note.text, node));
      } else if (isPrivateFence(node, note.text, kept.fences)) {
        spans.push({ ...blockSpan(note.text, node), rule: 'private-fence' });
      } else if (isPrivateCallout(node, note.text, kept.fences)) {
        spans.push({ ...blockSpan(note.text, node), rule: 'private-callout' });
      } else if (kept.comments && node.name === 'PercentComment') {
        spans.push({ ...inlineSpan(note.text, node), rule: 'comment' });
      } else if (kept.comments && node.name === 'PercentCommentBlock') {
        spans.push({ ...blockSpan(note.text, node), rule: 'comment' });
      } else return;
      return false;
    },
  });
  return spans.length === 0 ? spans : [...spans, ...definitionsOf(note, spans)];
}

/** Definitions of footnotes and links that nothing but private parts refers to: what they say belongs to those parts. */
function definitionsOf({ text, tree }: NoteSource, hidden: readonly PrivateSpan[]): PrivateSpan[] {
  const definitions: (Span & { label: string })[] = [];
  tree.iterate({
    enter({ name, from, to }) {
      if (name !== 'FootnoteDefinition' && name !== 'LinkReference') return;
      const label = /^\[[^\]\n]+\](?=:)/.exec(text.slice(from, to))?.[0].toLowerCase();
      if (label !== undefined) definitions.push({ from, to, label });
      return name === 'LinkReference' ? false : undefined;
    },
  });
  if (definitions.length === 0) return [];
  const lowered = text.toLowerCase();
  // A few letters get longer in lower case, and every offset behind them another one.
  const lower = lowered.length === text.length ? lowered : text;
  const secret = hidden.map(({ from, to }) => lower.slice(from, to)).join('\n');
  const isHidden = (at: number) => hidden.some(({ from, to }) => from <= at && at < to);
  const isOwn = (at: number) => definitions.some(({ from }) => from === at);
  return definitions.flatMap((definition) => {
    if (!secret.includes(definition.label)) return [];
    const uses = placesOf(definition.label, lower).filter((at) => !isOwn(at));
    const isPrivate = !isHidden(definition.from) && uses.every(isHidden);
    return isPrivate ? [{ ...blockSpan(text, definition), rule: 'private-definition' }] : [];
  });
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** False where a look at the letters shows that there is nothing to take out. */
export function mayHoldPrivate(text: string, { comments, headings, fences }: Target['private']): boolean {
  if (comments && text.includes('%%')) return true;
  if (headings.length > 0 && mayHoldHeading(text, privateHeadings(headings))) return true;
  if (fences.length === 0 || !/```|~~~|\[!/.test(text)) return false;
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

/** Whether a quote is a callout of one of the types that fences are private by: `> [!private]` says the same. */
export function isPrivateCallout(node: SyntaxNode, text: string, fences: readonly string[]): boolean {
  if (node.name !== 'Blockquote') return false;
  const mark = node.getChild('Paragraph')?.getChild('CalloutMark');
  const type = mark
    ? /^\[!([^\]|\n]+)/.exec(text.slice(mark.from, mark.to))?.[1]?.trim().toLowerCase()
    : undefined;
  return type !== undefined && fences.some((fence) => fence.toLowerCase() === type);
}

export function isHeading(node: SyntaxNode): boolean {
  return /^(ATX|Setext)Heading\d$/.test(node.name);
}

/** What a heading says, without its marks. */
export function headingText(text: string, node: SyntaxNode): string {
  const marks = node.getChildren('HeaderMark');
  if (node.name.startsWith('Setext')) return text.slice(node.from, marks[0]?.from ?? node.to);
  const closing = marks.length > 1 ? marks.at(-1) : undefined;
  return text.slice(marks[0]?.to ?? node.from, closing?.from ?? node.to);
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

function sectionSpan(text: string, node: SyntaxNode): PrivateSpan {
  const nested = node.parent?.name !== 'Document';
  const from = nested ? node.from : wholeLines(text, node.from, node.from).from;
  return { from, to: sectionEnd(node, text), rule: 'private-section' };
}

function blockSpan(text: string, { from, to }: Span): Span {
  return isAlone(text, from, to) ? wholeLines(text, from, to) : { from, to };
}

/** Space before a comment goes with it where the line ends after it: two spaces would break the line. */
function inlineSpan(text: string, { from, to }: Span): Span {
  if (isAlone(text, from, to) || !/^[ \t]*\r?(\n|$)/.test(text.slice(to)))
    return blockSpan(text, { from, to });
  let start = from;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  return { from: start, to };
}
