import type { SyntaxNode } from '@lezer/common';
import { findFragment } from '../../link/resolve.ts';
import { bodyStart, findExtent } from '../../note/extent.ts';
import type { LinkFact, Span } from '../../note/facts.ts';
import { isAlone, type NoteSource, parentsOf, type Region, wholeLines } from './context.ts';
import { escapeText } from './href.ts';
import { embeddedFile, markdownImage, reportMissing } from './images.ts';
import { indentLike, shiftHeadings } from './inline-note.ts';
import { shownText, wikiLink } from './links.ts';

const maxDepth = 5;

/** `![[…]]` of a file or of a note. */
export function wikiEmbed(node: SyntaxNode, region: Region): boolean {
  const link = region.links.get(node.from);
  if (!link) return true;
  const aim = region.page.aim(region.note.path, link);
  if (aim.kind === 'attachment') {
    region.out.replace(node.from, node.to, embeddedFile(region, link, aim.path), 'embed-file');
  } else if (aim.kind === 'page') embedNote(node, region, link, aim.path);
  else if (aim.kind === 'hidden') {
    const message = `${shownText(link)} is left out: ${aim.reason}`;
    region.out.report({ code: 'EMBED-PRIVATE', from: node.from, message });
    removeEmbed(node, region);
  } else {
    region.out.replace(node.from, node.to, escapeText(shownText(link)), 'embed-missing');
    if (/\.\w{2,5}$/.test(link.path) && !/\.md$/i.test(link.path)) reportMissing(region, link);
    else
      region.out.report({ code: 'LINK-MISSING', from: node.from, message: `There is no ${shownText(link)}` });
  }
  return true;
}

/** `![text](path)`: an image, but a note is embedded and what is hidden goes. */
export function markdownEmbed(node: SyntaxNode, region: Region): boolean | undefined {
  const link = region.links.get(node.from);
  const aim = link ? region.page.aim(region.note.path, link) : undefined;
  if (link && (aim?.kind === 'page' || aim?.kind === 'hidden')) return wikiEmbed(node, region);
  return markdownImage(node, region);
}

/** A note that stands alone in its paragraph is written out there; within a sentence it is a link. */
function embedNote(node: SyntaxNode, region: Region, link: LinkFact, path: string): void {
  const embedded = region.page.target.embeds === 'inline' ? region.page.open(path) : undefined;
  if (!embedded || !standsAlone(node, region.note.text)) {
    wikiLink(node, region);
    return;
  }
  const span = embeddedSpan(embedded, link.fragment);
  const cycle = cycleReason(node, region, path, span ?? wholeBody(embedded));
  if (cycle === undefined) inlineNote(node, region, link, embedded, span);
  else {
    const message = `${shownText(link)} ${cycle}: it is a link here`;
    region.out.report({ code: 'EMBED-CYCLE', from: node.from, message });
    wikiLink(node, region);
  }
}

/** A note may embed another section of itself, once. */
function cycleReason(node: SyntaxNode, region: Region, path: string, span: Span): string | undefined {
  const holds = path === region.note.path && span.from <= node.from && node.to <= span.to;
  if (holds || region.trail.includes(path)) return 'embeds itself';
  return region.trail.length >= maxDepth ? `is embedded more than ${maxDepth} deep` : undefined;
}

function inlineNote(
  node: SyntaxNode,
  region: Region,
  link: LinkFact,
  embedded: NoteSource,
  span: Span | undefined,
) {
  if (!span) {
    const message = `${shownText(link)}: no such heading or block, so the whole note stands here`;
    region.out.report({ code: 'ANCHOR-MISSING', from: node.from, message });
  }
  const trail = [...region.trail, region.note.path];
  const { text, findings, exposed } = region.render(embedded, span ?? wholeBody(embedded), trail);
  // Only here it goes round: the other note's own page says nothing of it.
  for (const { code, message } of findings) {
    if (code === 'EMBED-CYCLE') region.out.report({ code, from: node.from, message });
  }
  if (exposed) {
    const message = `${shownText(link)} has a comment that is not closed: what stands behind %% would be published`;
    region.out.report({ code: 'COMMENT-OPEN', severity: 'error', from: node.from, message });
  }
  const shifted = shiftHeadings(text, levelAbove(region, node));
  region.out.replace(
    node.from,
    node.to,
    indentLike(shifted, region.note.text, node.from, region.eol),
    'embed',
  );
}

function wholeBody({ text }: NoteSource): Span {
  return { from: bodyStart(text, findExtent(text)), to: text.length };
}

function standsAlone(node: SyntaxNode, text: string): boolean {
  const paragraph = node.parent;
  if (!paragraph || !/^(Paragraph|Task)$/.test(paragraph.name)) return false;
  if (paragraph.name === 'Task' || parentsOf(paragraph).includes('FootnoteDefinition')) return false;
  return (
    text.slice(paragraph.from, node.from).trim() === '' && text.slice(node.to, paragraph.to).trim() === ''
  );
}

/** The stretch that a fragment names: a section up to the next heading of its rank, or one block. */
function embeddedSpan(note: NoteSource, fragment: string | undefined): Span | undefined {
  if (fragment === undefined) return wholeBody(note);
  const found = findFragment(fragment, note.facts);
  if (!found.found || !found.span) return undefined;
  const { from } = found.span;
  if (fragment.startsWith('^')) return blockSpan(note, from);
  const at = note.facts.headings.findIndex((heading) => heading.span.from === from);
  const heading = note.facts.headings[at];
  if (!heading) return found.span;
  const next = note.facts.headings.find((other, i) => i > at && other.level <= heading.level);
  return { from, to: next ? wholeLines(note.text, next.span.from, next.span.from).from : note.text.length };
}

function blockSpan(note: NoteSource, from: number): Span | undefined {
  const block = note.facts.blocks.find((each) => each.span.from === from);
  return block?.span;
}

function levelAbove({ note }: Region, node: SyntaxNode): number {
  return note.facts.headings.findLast((heading) => heading.span.from < node.from)?.level ?? 0;
}

function removeEmbed(node: SyntaxNode, region: Region): void {
  const { text } = region.note;
  const lines = wholeLines(text, node.from, node.to);
  const alone = isAlone(text, node.from, node.to);
  const inside = lines.from >= region.span.from && lines.to <= region.span.to;
  if (alone && inside) region.out.replace(lines.from, lines.to, '', 'embed-private');
  else region.out.replace(node.from, node.to, '', 'embed-private');
}
