import type { Region } from './context.ts';
import { markdownLink, wikiLink } from './links.ts';
import { bestMark } from './marks.ts';
import { mayHoldPrivate } from './private.ts';

/** What a rule besides those for links could want to see: images, embeds, callouts, ids of blocks, inline footnotes. */
const special = /!\[|\[!|\^\[|\^[\w-]+[ \t\r]*$|\{\{[<%]|<!--more-->/m;

/**
 * Whether nothing but links can ask for an edit in a note, which its letters show. Most notes are like that, and need
 * no syntax tree: where their links are, the facts say.
 */
export function isPlain({ page, note, trail }: Region): boolean {
  const { target, site } = page;
  const { text } = note;
  if (trail.length > 0 || special.test(text) || mayHoldPrivate(text, target.private)) return false;
  const form = target.highlight === 'auto' ? bestMark(site) : target.highlight;
  if (form !== 'keep' && text.includes('==')) return false;
  if (target.inline_tags !== 'keep' && text.includes('#')) return false;
  return site.unsafe || target.raw_html === 'off' || !/<[a-z/!?]/i.test(text);
}

export function linksAlone(region: Region): void {
  for (const link of region.note.facts.links) {
    if (link.block < 0) continue;
    if (link.kind === 'wiki') wikiLink(link.span, region);
    else markdownLink(link.span, region);
  }
}
