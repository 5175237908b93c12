import type { Heading, NoteFacts } from '../note/facts.ts';
import type { TextEdit } from '../text/edit.ts';
import { anchorNames } from './heading-anchors.ts';
import { destinationStyle, encodeFragment } from './link-text.ts';
import { distinctEdits, putInQuotes } from './quoting.ts';
import type { NotePlan, PlacedLink } from './rename.ts';
import { findFragment, fragmentParts, headingKey } from './resolve.ts';

export interface HeadingRename {
  /** The note that holds the heading. */
  path: string;
  /** Its facts before. */
  facts: Pick<NoteFacts, 'headings' | 'blocks'>;
  /** Index into `facts.headings`. */
  heading: number;
  /** Its text afterwards, inline marks removed. */
  text: string;
  /** Every link to `path`, those in the note itself included. */
  links: readonly PlacedLink[];
}

/**
 * The edits that let `#heading` links follow a heading that gets another text; the heading itself is the caller's.
 * Where an earlier heading has the same text, the headings above are named too.
 */
export function planHeadingRename({ path, facts, heading, text, links }: HeadingRename): NotePlan[] {
  const renamed = facts.headings[heading];
  if (!renamed) return [];
  const headings = facts.headings.map((one) => (one === renamed ? called(one, text) : one));
  const own = namedFor(headings, heading);
  const toAnchor = anchorRename(facts.headings, headings);
  return plans(links, path, (fragment, kind) => {
    const anchor = kind === 'markdown' ? toAnchor(fragment) : undefined;
    if (anchor !== undefined) return anchor === fragment ? undefined : anchor;
    const chain = headingChain(fragment, facts);
    if (!chain.includes(renamed)) return undefined;
    if (chain.length === 1 || chain.at(-1) === renamed) return own;
    return chain.map((one) => linkable(one === renamed ? text : one.text)).join('#');
  });
}

/** The same heading with another text, which is its source too. */
export function called({ level, span, line }: Heading, text: string): Heading {
  return { level, text, span, line };
}

/**
 * What becomes of a fragment that is the anchor of a heading, and not its text: other programs know no other. That of a
 * heading which keeps its text may have another number. Undefined for all other fragments.
 */
function anchorRename(before: readonly Heading[], after: readonly Heading[]) {
  const old = anchorNames(before.map(({ text }) => text));
  const fresh = anchorNames(after.map(({ text }) => text));
  const leads = (fragment: string, headings: readonly Heading[], index: number) =>
    findFragment(fragment, { headings: [...headings], blocks: [] }).span === headings[index]?.span;
  return (fragment: string): string | undefined => {
    const index = old.indexOf(fragment);
    if (index < 0 || before[index]?.text === fragment || !leads(fragment, before, index)) return undefined;
    const anchor = fresh[index] ?? '';
    return leads(anchor, after, index) ? anchor : undefined;
  };
}

/** The edits that let `#^id` links to `path` follow a block whose id changes. */
export function planBlockIdRename(
  path: string,
  id: string,
  to: string,
  links: readonly PlacedLink[],
): NotePlan[] {
  return plans(links, path, (fragment) => {
    const parts = fragmentParts(fragment);
    if (parts.at(-1)?.toLowerCase() !== `^${id.toLowerCase()}`) return undefined;
    return [...parts.slice(0, -1), `^${to}`].join('#');
  });
}

function plans(
  links: readonly PlacedLink[],
  path: string,
  rewrite: (fragment: string, kind: PlacedLink['kind']) => string | undefined,
): NotePlan[] {
  const found = new Map<string, TextEdit[]>();
  for (const link of links) {
    const fragment =
      link.target === path && link.fragment !== undefined ? rewrite(link.fragment, link.kind) : undefined;
    if (fragment === undefined) continue;
    found.set(link.source, [...(found.get(link.source) ?? []), ...fragmentEdits(link, fragment)]);
  }
  return [...found].map(([path, edits]) => ({ path, edits: distinctEdits(edits) }));
}

/** The heading that each part of a fragment names; empty where it names none. */
function headingChain(fragment: string, facts: HeadingRename['facts']): Heading[] {
  const at = (parts: string[]) => {
    const { span } = findFragment(parts.join('#'), facts);
    return facts.headings.find((heading) => heading.span === span);
  };
  const parts = fragmentParts(fragment);
  const last = parts.some((part) => part.startsWith('^')) ? undefined : at(parts);
  if (!last) return [];
  if (headingKey(last.text) !== headingKey(parts.at(-1) ?? '')) return [last];
  const above = headingsAbove(facts.headings, facts.headings.indexOf(last));
  const named = parts
    .slice(0, -1)
    .map((part) => above.find((one) => headingKey(one.text) === headingKey(part)));
  return [...named.filter((one) => one !== undefined), last];
}

/** The shortest fragment that names a heading: its text, with more and more of the headings above it. */
export function namedFor(headings: readonly Heading[], index: number): string {
  const wanted = headings[index];
  const chain = [...headingsAbove(headings, index), ...(wanted ? [wanted] : [])].map((one) =>
    linkable(one.text),
  );
  for (let from = chain.length - 1; from > 0; from--) {
    const fragment = chain.slice(from).join('#');
    if (findFragment(fragment, { headings: [...headings], blocks: [] }).span === wanted?.span)
      return fragment;
  }
  return chain.join('#');
}

/** Outermost first. */
function headingsAbove(headings: readonly Heading[], index: number): Heading[] {
  const found: Heading[] = [];
  let level = headings[index]?.level ?? 0;
  for (let at = index - 1; at >= 0 && level > 1; at--) {
    const heading = headings[at];
    if (!heading || heading.level >= level) continue;
    found.unshift(heading);
    level = heading.level;
  }
  return found;
}

/** The text of a heading as a link can hold it: what has a meaning there gives way, matching ignores it anyway. */
function linkable(text: string): string {
  return text
    .replace(/[#|^:[\]]|%%/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function fragmentEdits({ kind, raw, from: start, angled, quote }: PlacedLink, fragment: string): TextEdit[] {
  const hash = raw.indexOf('#') + 1;
  const old = raw.slice(hash).trimEnd();
  const span = { from: start + hash, to: start + hash + old.length };
  return kind === 'markdown'
    ? [{ ...span, insert: encodeFragment(fragment, destinationStyle(old, angled)) }]
    : putInQuotes(span, fragment, quote);
}
