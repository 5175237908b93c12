import { anchorName } from '../../shared/hugo/anchors.ts';
import { githubIds } from '../../shared/hugo/github-ids.ts';
import { headingIds, pageHeadings, readHeadings } from '../../shared/hugo/headings.ts';
import type { SiteFacts } from '../../shared/hugo/site.ts';
import type { PageContext } from '../../shared/hugo/transform/context.ts';
import { blockAnchors, takesAttribute } from '../../shared/hugo/transform/marks.ts';
import { transformPage } from '../../shared/hugo/transform/page.ts';
import { findFragment } from '../../shared/link/resolve.ts';
import { bodyStart, findExtent } from '../../shared/note/extent.ts';
import { mapOffset } from '../../shared/text/edit.ts';
import type { ReadNote } from './reader.ts';

/** The ids that the page of one note holds. */
export interface PageAnchors {
  /** Undefined where there is no such heading or block; '' where there is, without an id. */
  find(fragment: string): string | undefined;
  /** Headings whose id is to be written out, because one of these fragments leads there. */
  pins(fragments: Iterable<string>): Map<number, string>;
}

interface Anchor {
  id: string;
  /** The id is not the same in every Hugo, or cannot be told. */
  pin: boolean;
}

/**
 * Find the ids of a page by making it once: private sections are gone then, and notes that it embeds have brought
 * headings of their own. Links in it do not matter: a heading with a link has its id written out.
 */
export function readAnchors(note: ReadNote, page: PageContext): PageAnchors {
  const draft = transformPage(note, { ...page, pins: new Map(), anchor: () => undefined });
  const anchors = headingAnchors(note, draft.text, draft.edits, page.site);
  const byHeading = (from: number | undefined) => (from === undefined ? undefined : anchors.get(from));
  const given = new Set([...anchors.values()].map((each) => each.id));

  const anchorOf = (fragment: string): Anchor | undefined => {
    const found = findFragment(fragment, note.facts);
    if (fragment.trim().startsWith('^')) return blockAnchor(note, page, fragment, byHeading);
    const exact = found.found ? byHeading(found.span?.from) : undefined;
    if (exact) return exact;
    return given.has(fragment) ? { id: fragment, pin: false } : undefined;
  };
  return {
    find: (fragment) => anchorOf(fragment)?.id,
    pins(fragments) {
      const pins = new Map<number, string>();
      const wanted = new Set([...fragments].map((fragment) => anchorOf(fragment)));
      for (const [from, anchor] of anchors) {
        if (wanted.has(anchor) && anchor.pin) pins.set(from, anchor.id);
      }
      return pins;
    },
  };
}

/** Anchors of a note's own headings, by the offset of the heading in the note; none for those that are taken out. */
function headingAnchors(
  note: ReadNote,
  text: string,
  edits: readonly { from: number; to: number; insert: string }[],
  site: SiteFacts,
): Map<number, Anchor> {
  const start = bodyStart(text, findExtent(text));
  const rendered = pageHeadings(text.slice(start), { attributes: site.headingAttributes });
  const plain = site.reader === 'commonmark';
  const ids = plain ? githubIds(rendered) : headingIds(rendered, site.anchors, site.idType);
  const others = headingIds(rendered, site.anchors === 'old' ? 'new' : 'old', site.idType);
  const places = new Map(rendered.map((heading, i) => [heading.from + start, i]));
  const used = new Set(ids);
  const anchors = new Map<number, Anchor>();
  for (const heading of readHeadings(note.text, note.tree)) {
    const i = places.get(mapOffset(edits, heading.from, 1));
    const there = i === undefined ? undefined : rendered[i];
    if (i === undefined || !there || there.level !== heading.level) continue;
    const touched = edits.some(
      (edit) => edit.from < heading.to && edit.to > heading.from && edit.insert !== '',
    );
    const shown = note.facts.headings.find((each) => each.span.from === heading.from)?.text ?? there.raw;
    const unsure = !plain && (there.unsure || touched);
    const anchor = anchorFor(
      { given: there.given, id: ids[i] ?? '', other: others[i] ?? '', unsure, plain: shown },
      site,
      used,
    );
    anchors.set(heading.from, anchor);
  }
  return anchors;
}

interface HeadingId {
  given: string | undefined;
  /** By this site's Hugo, and by one of the other kind. */
  id: string;
  other: string;
  unsure: boolean;
  plain: string;
}

function anchorFor(
  { given, id, other, unsure, plain }: HeadingId,
  site: SiteFacts,
  used: Set<string>,
): Anchor {
  if (given !== undefined) return { id: given, pin: false };
  if (!site.headingAttributes) return { id: site.autoIds && !unsure ? id : '', pin: false };
  if (site.autoIds && !unsure && id === other) return { id, pin: false };
  used.delete(id);
  // The id of an old Hugo holds all of the heading, and is the same whatever Hugo this machine has.
  const wanted = site.anchors === 'old' ? id : other;
  return { id: freeId(unsure || wanted === '' ? plain : wanted, site, used), pin: true };
}

function freeId(text: string, site: SiteFacts, used: Set<string>): string {
  const base = anchorName(text, site.idType) || 'heading';
  let id = base;
  for (let n = 1; used.has(id); n++) id = `${base}-${n}`;
  used.add(id);
  return id;
}

/** A block has an id of its own where the site can hold one, else that of the heading above it. */
function blockAnchor(
  note: ReadNote,
  page: PageContext,
  fragment: string,
  byHeading: (from: number | undefined) => Anchor | undefined,
): Anchor | undefined {
  const id = fragment.trim().slice(1);
  const block = note.facts.blocks.find((each) => each.id?.toLowerCase() === id.toLowerCase());
  if (!block) return undefined;
  const above = byHeading(note.facts.headings[block.heading]?.span.from);
  const fallback = above ?? { id: '', pin: false };
  if (block.kind === 'heading') return fallback;
  const own = { id: block.id ?? id, pin: false };
  if (blockAnchors(page.site) === 'html') return own;
  if (blockAnchors(page.site) === 'none') return fallback;
  const node = note.tree.resolveInner(block.span.to, -1);
  return node.name === 'BlockId' && takesAttribute(node, { page }) ? own : fallback;
}
