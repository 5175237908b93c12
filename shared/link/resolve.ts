import type { Block, Heading, LinkFact, Span } from '../note/facts.ts';
import { basename, dirname, isNote, join, pathKey } from '../text/path.ts';
import { anchorNames } from './heading-anchors.ts';
import {
  encodeDestination,
  encodeFragment,
  escapeLabel,
  fitsWiki,
  relativePath,
  withoutMd,
} from './link-text.ts';

/** What of a link decides where it points. */
export type LinkTarget = Pick<LinkFact, 'kind' | 'path'>;

/** Every path of the vault whose file name has this key (`linkKey`), in any order. */
export type Candidates = (key: string) => readonly string[];

/** The key under which a file is looked for: its name, composed and in lower case, without `.md`. */
export function linkKey(path: string): string {
  const key = pathKey(basename(path));
  return key.endsWith('.md') ? key.slice(0, -3) : key;
}

/** The keys of the files that may change where a link points when they come or go; two at most. */
export function linkKeys(link: LinkTarget): string[] {
  const name = basename(link.path.trim());
  return /^\.{0,2}$/.test(name) ? [] : [...new Set([linkKey(name), pathKey(name)])];
}

/**
 * The file that a link in `source` points to, or undefined while there is none. Names are compared composed and
 * without case. A leading `/` means the root, `./` and `../` the folder of the source, and nothing else; any
 * other path is the end of a full path, for Markdown links first one from the folder of the source.
 */
export function resolveLink(link: LinkTarget, source: string, candidates: Candidates): string | undefined {
  const path = link.path.trim();
  if (path === '') return source;
  if (path.endsWith('/')) return undefined;
  if (path.startsWith('/')) return atPath(join(path), candidates);
  const near = join(dirname(source), path);
  if (/^\.\.?(?:\/|$)/.test(path)) return atPath(near, candidates);
  if (link.kind === 'markdown') return atPath(near, candidates) ?? byName(path, source, candidates);
  return byName(path, source, candidates);
}

/** The file at exactly this path; the spelling as written wins over another in case. */
function atPath(path: string | undefined, candidates: Candidates): string | undefined {
  if (path === undefined || path === '') return undefined;
  for (const name of [path, `${path}.md`]) {
    const found = candidates(linkKey(name)).filter((candidate) => pathKey(candidate) === pathKey(name));
    if (found.length > 0) return found.find((candidate) => candidate === name) ?? found.toSorted(byOrder)[0];
  }
  return undefined;
}

function byName(path: string, source: string, candidates: Candidates): string | undefined {
  for (const name of [path, `${path}.md`]) {
    const key = pathKey(name);
    const found = candidates(linkKey(name)).filter((candidate) => endsWithPath(pathKey(candidate), key));
    if (found.length > 0) return best(found, name, dirname(source));
  }
  return undefined;
}

function endsWithPath(candidate: string, path: string): boolean {
  return candidate === path || candidate.endsWith(`/${path}`);
}

/** The full path from the root, then the folder of the source, then the shortest path, then the alphabet. */
function best(found: readonly string[], name: string, folder: string): string | undefined {
  if (found.length === 1) return found[0];
  const rank = (path: string) => {
    if (path === name) return 0;
    if (pathKey(path) === pathKey(name)) return 1;
    return dirname(path) === folder ? 2 : 3;
  };
  return found.toSorted((a, b) => rank(a) - rank(b) || byOrder(a, b))[0];
}

/**
 * All files that a wikilink names equally well, where only the length of their paths decides which one it is: the one
 * it points to first. Fewer than two: nothing is ambiguous.
 */
export function equalTargets(link: LinkTarget, source: string, candidates: Candidates): string[] {
  const path = link.path.trim();
  if (link.kind !== 'wiki' || /^(?:$|\/|\.\.?(?:\/|$))|\/$/.test(path)) return [];
  for (const name of [path, `${path}.md`]) {
    const key = pathKey(name);
    const found = candidates(linkKey(name)).filter((candidate) => endsWithPath(pathKey(candidate), key));
    if (found.length === 0) continue;
    const plain = found.some((each) => pathKey(each) === key || dirname(each) === dirname(source));
    return plain ? [] : found.toSorted(byOrder);
  }
  return [];
}

function byOrder(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

type PlacedHeading = Pick<Heading, 'level' | 'text' | 'line' | 'source'> & Partial<Pick<Heading, 'span'>>;

/** What of a note fragments name. */
export interface FragmentFacts {
  headings: readonly PlacedHeading[];
  blocks: readonly Pick<Block, 'id' | 'line' | 'span'>[];
}

/** Where a fragment leads. */
export interface FragmentPlace {
  found: boolean;
  /** 1-based; 1 where nothing is found. */
  line: number;
  /** The heading or block. */
  span?: Span;
}

/**
 * The place that a fragment names: `^id` a block, `H` a heading, `H1#H2` a heading below another. Headings match
 * without case, punctuation and space around them, the first in the note wins; where none does, `H` may be the anchor
 * that Hugo and GitHub give one (`saml20-接入-1`). For files that are no notes (`facts` undefined) every fragment is
 * taken as found: it is for their own viewer (`page=3`).
 */
export function findFragment(fragment: string, facts: FragmentFacts | undefined): FragmentPlace {
  const parts = fragmentParts(fragment);
  const last = parts.at(-1);
  if (!facts || last === undefined) return { found: true, line: 1 };
  const place = namesBlock(fragment)
    ? facts.blocks.find((block) => block.id?.toLowerCase() === last.slice(1).toLowerCase())
    : (headingBelow(facts.headings, parts.map(headingKey), 0) ??
      facts.headings.find((heading) => isCalled(heading, headingKey(fragment))) ??
      headingOfAnchor(facts.headings, fragment));
  return place ? { found: true, line: place.line, span: place.span } : { found: false, line: 1 };
}

/** Anchors hold no white space, and more than hyphens. */
function headingOfAnchor(headings: readonly PlacedHeading[], fragment: string): PlacedHeading | undefined {
  const anchor = fragment.trim().toLowerCase();
  if (!/[^-]/.test(anchor) || /\s/.test(anchor)) return undefined;
  return headings[anchorNames(headings.map(({ text }) => text)).indexOf(anchor)];
}

/** `H1#H2` as its parts, without the space around them. */
export function fragmentParts(fragment: string): string[] {
  return fragment
    .split('#')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether a fragment is to be looked for among blocks. */
export const namesBlock = (fragment: string): boolean =>
  fragmentParts(fragment).at(-1)?.startsWith('^') === true;

/** The form in which headings and fragments are compared. A text of punctuation alone is compared as it is. */
export function headingKey(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().trim();
  return plain.replace(/[\p{P}\p{S}\s]+/gu, ' ').trim() || plain;
}

/** By what it shows, or by all that is written in it. */
function isCalled({ text, source }: PlacedHeading, key: string | undefined): boolean {
  return headingKey(text) === key || (source !== undefined && headingKey(source) === key);
}

function headingBelow(
  headings: readonly PlacedHeading[],
  keys: readonly string[],
  from: number,
): PlacedHeading | undefined {
  const [key, ...rest] = keys;
  const above = headings[from - 1]?.level ?? 0;
  for (let index = from; index < headings.length; index++) {
    const heading = headings[index];
    if (!heading || heading.level <= above) return undefined;
    if (!isCalled(heading, key)) continue;
    const found = rest.length === 0 ? heading : headingBelow(headings, rest, index + 1);
    if (found) return found;
  }
  return undefined;
}

/** How a new link is to be written. */
export interface LinkTextContext {
  /** Path of the note that the link will stand in. */
  source: string;
  candidates: Candidates;
  format: 'shortest' | 'relative' | 'absolute';
  /** Markdown links instead of wikilinks. */
  markdown: boolean;
  /** Heading, or block id with its `^`. */
  fragment?: string | undefined;
  /** The text to show; left out where the link shows it anyway. */
  text?: string | undefined;
  embed?: boolean | undefined;
  /** Inside a table, where `|` has to be escaped. */
  inTable?: boolean | undefined;
}

/**
 * The source of a new link to `target`, in the form of the vault's setting, and such that it points there. A
 * target that no wikilink can hold (a `#` in its name) is linked in Markdown.
 */
export function linkTextFor(target: string, context: LinkTextContext): string {
  const { fragment, text, embed = false, inTable = false } = context;
  const mark = embed ? '!' : '';
  const markdown = context.markdown || !fitsWiki(target);
  const path = target === context.source && fragment ? '' : linkPath(target, context, markdown);
  if (!markdown) {
    const inside = fragment ? `${path}#${fragment}` : path;
    const shown = text === undefined || text === inside ? '' : `${inTable ? '\\' : ''}|${text}`;
    return `${mark}[[${inside}${shown}]]`;
  }
  const label = text ?? fragment?.replace(/^\^/, '') ?? withoutMd(basename(target));
  const anchor = fragment ? `#${encodeFragment(fragment)}` : '';
  const shown = inTable ? escapeLabel(label).replaceAll('|', '\\|') : escapeLabel(label);
  return `${mark}[${shown}](${encodeDestination(path)}${anchor})`;
}

/** The first way to write the path, from what the setting wants to the longest, that leads to the target. */
export function linkPath(
  target: string,
  context: Pick<LinkTextContext, 'source' | 'candidates' | 'format'>,
  markdown: boolean,
): string {
  const kind = markdown ? 'markdown' : 'wiki';
  const written = pathForms(target, context).flatMap((path) => (markdown ? [path] : [withoutMd(path), path]));
  const leads = (path: string) => resolveLink({ kind, path }, context.source, context.candidates) === target;
  return written.find(leads) ?? `/${target}`;
}

function pathForms(
  target: string,
  { source, candidates, format }: Pick<LinkTextContext, 'source' | 'candidates' | 'format'>,
): string[] {
  const full = [target, `/${target}`];
  if (format === 'absolute') return full;
  const near = relativePath(target, source);
  if (format === 'relative') return [near, `./${near}`, ...full];
  return isOnly(target, candidates) ? [basename(target), ...full] : full;
}

/** Whether no other file has this name. */
export function isOnly(target: string, candidates: Candidates): boolean {
  const same = candidates(linkKey(target)).filter((path) => isNote(path) === isNote(target));
  return same.length === 1;
}
