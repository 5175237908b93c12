/** Links after a part of a note has come to stand in another one. */
import type { TextEdit } from '../text/edit.ts';
import { destinationStyle, encodeDestination, encodeFragment, fitsWiki, withoutMd } from './link-text.ts';
import { leadsFrom, type PlacedLink } from './rename.ts';
import { type LinkTextContext, linkPath, resolveLink } from './resolve.ts';

export interface Relinked {
  link: PlacedLink;
  /** Where the link stands, and what it points to, afterwards. */
  source: string;
  target: string;
  /** Another fragment than it had. */
  fragment?: string | undefined;
}

/**
 * The edit after which a link that stands in `source` points to `target`; undefined where it does so already. Its
 * offsets are those before. The text shown, the embedding and the fragment stay.
 */
export function relink(
  { link, source, target, fragment }: Relinked,
  settings: Pick<LinkTextContext, 'candidates' | 'format'>,
): TextEdit | undefined {
  const { kind, raw, from, angled } = link;
  const hash = raw.indexOf('#');
  const written = hash < 0 ? raw : raw.slice(0, hash);
  const path = newPath(link, source, target, settings);
  const style = destinationStyle(raw, angled);
  const start = path === undefined ? written : kind === 'markdown' ? encodeDestination(path, style) : path;
  const end =
    fragment === undefined
      ? raw.slice(written.length)
      : `#${kind === 'markdown' ? encodeFragment(fragment, style) : fragment}`;
  const insert = start + end;
  return insert === raw ? undefined : { from, to: from + raw.length, insert };
}

/** The path to write; undefined where the one that is there will do. */
function newPath(
  link: PlacedLink,
  source: string,
  target: string,
  { candidates, format }: Pick<LinkTextContext, 'candidates' | 'format'>,
): string | undefined {
  const { kind, path, fragment } = link;
  if (target === source && fragment !== undefined) return path === '' ? undefined : '';
  const markdown = kind === 'markdown';
  // A Markdown link that is a way through the folders stays one: other programs know no other.
  const relative = markdown && path !== '' && leadsFrom(link.source, path, link.target);
  const leads = relative
    ? leadsFrom(source, path, target)
    : path !== '' && resolveLink({ kind, path }, source, candidates) === target;
  if (leads) return undefined;
  const found = linkPath(target, { source, candidates, format: relative ? 'relative' : format }, markdown);
  return markdown || fitsWiki(found) ? found : withoutMd(found);
}
