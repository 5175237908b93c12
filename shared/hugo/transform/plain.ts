import type { Span } from '../../note/facts.ts';
import { piecesOf } from '../../note/pieces.ts';
import type { Region } from './context.ts';
import { mayHoldAddress } from './hidden.ts';
import { markdownLink, wikiLink } from './links.ts';
import { bestMark } from './marks.ts';
import { mayHoldPrivate } from './private.ts';

/** What a rule besides those for links could want to see: images, embeds, callouts, ids of blocks, inline footnotes. */
const special = /!\[|\[!|\^\[|\^[\w-]+[ \t\r]*$|\{\{[<%]|<!--more-->/m;

/**
 * The stretches of a region, in order, in which anything but a link can ask for an edit; their letters show it. Most
 * of a note needs no syntax tree: where its links are, the facts say.
 */
export function stretchesToRead(region: Region): Span[] {
  const { note, span, trail, page } = region;
  const isBody = trail.length === 0 && span.to === note.text.length;
  if (!isBody || mayHoldPrivate(note.text, page.target.private)) return [span];
  const asks = createTest(region);
  if (!asks(note.text)) return [];
  const stretches: Span[] = [];
  for (const piece of piecesOf(note.text, span, note.facts.blocks)) {
    if (!asks(note.text.slice(piece.from, piece.to))) continue;
    const last = stretches.at(-1);
    if (last?.to === piece.from) last.to = piece.to;
    else stretches.push({ ...piece });
  }
  return stretches;
}

function createTest({ page: { target, site } }: Region): (text: string) => boolean {
  const form = target.highlight === 'auto' ? bestMark(site) : target.highlight;
  const html = !site.unsafe && target.raw_html !== 'off';
  return (text) =>
    special.test(text) ||
    mayHoldAddress(text) ||
    (form !== 'keep' && text.includes('==')) ||
    (target.inline_tags !== 'keep' && text.includes('#')) ||
    (html && /<[a-z/!?]/i.test(text));
}

/** The rules for links, where they are all there is to do. */
export function linksAlone(region: Region, from: number, to: number): void {
  for (const link of region.note.facts.links) {
    if (link.block < 0 || link.span.from < from || link.span.from >= to) continue;
    if (link.kind === 'wiki') wikiLink(link.span, region);
    else markdownLink(link.span, region);
  }
}
