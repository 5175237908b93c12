import type { LinkFact } from '../note/facts.ts';
import type { TextEdit } from '../text/edit.ts';
import { basename, dirname, join, pathKey } from '../text/path.ts';
import { destinationStyle, encodeDestination, fitsWiki, relativePath, withoutMd } from './link-text.ts';
import { distinctEdits, type FrontMatterQuote, putInQuotes } from './quoting.ts';
import { type Candidates, isOnly, resolveLink } from './resolve.ts';

/** A link where it stands, and the file that it points to, both before the move. */
export interface PlacedLink {
  kind: LinkFact['kind'];
  /** Path of the note that holds it. */
  source: string;
  /** As in `LinkFact`: decoded, without fragment. */
  path: string;
  /** Path of the file that it points to. */
  target: string;
  /** Offset of `raw` in the source. */
  from: number;
  /** The path, with its fragment, as it stands in the source (`LinkFact.target`). */
  raw: string;
  /** A Markdown destination between `<` and `>`. */
  angled: boolean;
  /** Only needed to rename headings and block ids. */
  fragment?: string | undefined;
  /** In front matter: the quotes around it (`frontMatterQuote`). */
  quote?: FrontMatterQuote | undefined;
}

/** What is to be written into a note, by its path after the move; the offsets are those before any edit. */
export interface NotePlan {
  path: string;
  edits: TextEdit[];
}

/**
 * The edits after which every link points to the same file as before, at its new place. Only the path in a link is
 * rewritten: fragment, text shown, embedding, extension, and the way it is encoded stay. A bare name stays bare
 * while it is the only one, a relative path stays relative, a full path full. Links that still lead there stay as
 * they are. Notes without edits are left out.
 * @param links every link that stands in a moved note, points to a moved file, or names one of the new names
 *   (`linkKey`), which the move may catch; others may be there too
 * @param moved from path before to path after, for every file that gets another; a folder is all the files in it
 * @param candidates the files as they are after the move
 */
export function planRename(
  links: readonly PlacedLink[],
  moved: ReadonlyMap<string, string>,
  candidates: Candidates,
): NotePlan[] {
  const plans = new Map<string, TextEdit[]>();
  for (const link of links) {
    if (link.path === '') continue;
    const newSource = moved.get(link.source) ?? link.source;
    const move = { ...link, newSource, newTarget: moved.get(link.target) ?? link.target };
    const path = newPath(move, candidates);
    if (path !== undefined) plans.set(newSource, [...(plans.get(newSource) ?? []), ...pathEdits(link, path)]);
  }
  return [...plans].map(([path, edits]) => ({ path, edits: distinctEdits(edits) }));
}

/** One link, with its ends after the move. */
interface LinkMove extends PlacedLink {
  newSource: string;
  newTarget: string;
}

/** The path to write; undefined where the one that stands there will do. */
function newPath(move: LinkMove, candidates: Candidates): string | undefined {
  const { kind, path: old, target, newSource, newTarget } = move;
  const leads = (path: string) => resolveLink({ kind, path }, newSource, candidates) === newTarget;
  const form = formOf(move);
  if (basename(target) === basename(newTarget) && leads(old) && keepsForm(form, move)) return undefined;
  const extended = pathKey(basename(old)) === pathKey(basename(target));
  const wanted = [inForm(form, move, candidates), newTarget, `/${newTarget}`].flatMap((path) =>
    extended ? [path] : [withoutMd(path), path],
  );
  const found = wanted.find((path) => leads(path) && (kind === 'markdown' || fitsWiki(path)));
  return found === old ? undefined : found;
}

type Form = 'root' | 'relative' | 'bare' | 'full' | 'ending';

function formOf({ kind, path, source, target }: LinkMove): Form {
  if (path.startsWith('/')) return 'root';
  if (/^\.\.?\//.test(path)) return 'relative';
  if (kind === 'markdown' && leadsFrom(source, path, target)) return 'relative';
  if (!path.includes('/')) return 'bare';
  return samePath(path, target) ? 'full' : 'ending';
}

/** Whether a path that still leads to the target does so in its own way. */
function keepsForm(form: Form, { path, newSource, newTarget }: LinkMove): boolean {
  if (form === 'relative') return leadsFrom(newSource, path, newTarget);
  return form !== 'full' || samePath(path, newTarget);
}

function inForm(form: Form, move: LinkMove, candidates: Candidates): string {
  const { newTarget } = move;
  switch (form) {
    case 'root':
      return `/${newTarget}`;
    case 'relative':
      return relativeForm(move);
    case 'bare':
      return isOnly(newTarget, candidates) ? basename(newTarget) : newTarget;
    case 'ending':
      return newTarget.split('/').slice(-move.path.split('/').length).join('/');
    case 'full':
      return newTarget;
  }
}

/** A wikilink is relative only by its dots; in Markdown they are kept where they were. */
function relativeForm({ kind, path: old, newSource, newTarget }: LinkMove): string {
  const path = relativePath(newTarget, newSource);
  const dotted = kind === 'wiki' || old.startsWith('./');
  return dotted && !path.startsWith('../') ? `./${path}` : path;
}

/** Whether `path`, taken from the folder of `source`, is `target`, given with or without `.md`. */
export function leadsFrom(source: string, path: string, target: string): boolean {
  const near = join(dirname(source), path);
  return near !== undefined && samePath(near, target);
}

function samePath(path: string, target: string): boolean {
  const key = pathKey(path);
  const wanted = pathKey(target);
  return key === wanted || `${key}.md` === wanted;
}

/** The edits that put `path` in the place of the path of a link, in the style that it is written in. */
function pathEdits({ kind, raw, from: start, angled, quote }: PlacedLink, path: string): TextEdit[] {
  const hash = raw.indexOf('#');
  const old = hash < 0 ? raw : raw.slice(0, hash);
  const from = start + (old.length - old.trimStart().length);
  const to = from + old.trim().length;
  return kind === 'markdown'
    ? [{ from, to, insert: encodeDestination(path, destinationStyle(old, angled)) }]
    : putInQuotes({ from, to }, path, quote);
}
