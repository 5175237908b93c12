import { AppError } from '../../shared/contract/errors.ts';
import { pageDate } from '../../shared/hugo/dates.ts';
import { matchesAny } from '../../shared/hugo/glob.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { propertyOf } from '../../shared/hugo/transform/front-matter.ts';
import { pageName } from '../../shared/text/path.ts';
import { isWithheld, type Manifest } from './manifest.ts';
import { type HeadLink, linksOf, type VaultReader } from './reader.ts';

export interface Choice {
  path: string;
  /** Why it stays at home; undefined where it goes to the blog. */
  reason: string | undefined;
  /** Asked for by path, where the settings would not have chosen it. */
  byHand: boolean;
}

/** What keeps a note at home whoever asks for it. */
export function denial(path: string, reader: VaultReader, target: Target): string | undefined {
  if (matchesAny(target.select.exclude, path)) return 'excluded by the settings';
  const head = reader.head(path);
  if (!head) return 'not UTF-8';
  const denied = target.select.deny_tags.map((tag) => tag.replace(/^#/, '').toLowerCase());
  const tag = head.tags.find((name) => denied.some((each) => covers(each, name.toLowerCase())));
  if (tag !== undefined) return `tagged ${tag}`;
  if (target.drafts === 'skip' && head.draft) return 'a draft';
  return undefined;
}

function covers(tag: string, name: string): boolean {
  return name === tag || name.startsWith(`${tag}/`);
}

/** Choose among all notes by the settings. */
export function chooseAll(
  reader: VaultReader,
  target: Target,
  manifest: Manifest,
  dates: readonly string[],
): Choice[] {
  const asked = new Set(
    [...manifest.files.values()].filter((each) => each.byHand).map((each) => each.source),
  );
  return reader.notePaths.map((path) => {
    const byHand = asked.has(path);
    const reason =
      denial(path, reader, target) ??
      (isWithheld(manifest, path) ? 'taken off the blog by hand' : undefined) ??
      (byHand ? undefined : unselected(path, reader, target, dates));
    return { path, reason, byHand };
  });
}

function unselected(
  path: string,
  reader: VaultReader,
  { select, format }: Target,
  dates: readonly string[],
): string | undefined {
  if (select.include && !matchesAny(select.include, path))
    return 'not among the notes that the settings include';
  if (format === 'hugo' && !select.include && !select.require_property && !hasDate(path, reader, dates))
    return 'no date in its front matter';
  const { require_property: wanted } = select;
  if (wanted === undefined) return undefined;
  const value = propertyOf(reader.head(path)?.frontMatter, wanted.toLowerCase());
  return value === undefined || value === null || value === false ? `no property ${wanted}` : undefined;
}

/** By its front matter, or by its name where the site has Hugo read dates there. */
function hasDate(path: string, reader: VaultReader, dates: readonly string[]): boolean {
  if (dates.includes(':filename') && pageDate([':filename'], () => undefined, pageName(path)).date)
    return true;
  const front = reader.head(path)?.frontMatter;
  if (!front) return false;
  return front.problem ? front.problem.dated : propertyOf(front, 'date') !== undefined;
}

/**
 * Exactly the notes that are asked for; a folder stands for all in it, and a file for the notes that show it.
 * @throws AppError `not-found`
 */
export function choosePaths(
  paths: readonly string[],
  reader: VaultReader,
  target: Target,
  dates: readonly string[],
): Choice[] {
  const found = new Set<string>();
  for (const wanted of paths) {
    const path = wanted.replace(/^\.\//, '').replace(/\/+$/, '');
    const exact = [path, `${path}.md`].find((each) => reader.exists(each));
    const inside = reader.notePaths.filter((each) => path === '' || each.startsWith(`${path}/`));
    const shown = exact === undefined && inside.length === 0 ? showing(path, reader) : inside;
    if (exact !== undefined) found.add(exact);
    else if (shown.length > 0) for (const each of shown) found.add(each);
    else throw new AppError('not-found', `There is no note ${wanted}`, { path: wanted });
  }
  return [...found].sort().map((path) => {
    const reason = denial(path, reader, target);
    const byHand = reason === undefined && unselected(path, reader, target, dates) !== undefined;
    return { path, reason, byHand };
  });
}

/** Notes that link to a file. */
function showing(file: string, reader: VaultReader): string[] {
  if (!reader.attachmentPaths.has(file)) return [];
  const leads = (path: string) => (link: HeadLink) => reader.resolve(path, link) === file;
  return reader.notePaths.filter((path) => {
    const head = reader.head(path);
    return head !== undefined && linksOf(head).some(leads(path));
  });
}
