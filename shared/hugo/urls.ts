import type { Generation } from './goldmark.ts';
import { urlName } from './names.ts';

/** What of a site's configuration decides the URL of a page. */
export interface UrlRules {
  generation: Generation;
  uglyUrls: boolean;
  disablePathToLower: boolean;
  /** What stands before the path of every page of this language: '' or `/en`. */
  prefix: string;
  /** Pattern by section, such as `/:year/:slug/`. */
  permalinks: ReadonlyMap<string, string>;
  /** Where the date of a page stands; see `pageDate`. */
  dates: readonly string[];
}

/** What of a page's front matter decides its URL. */
export interface PageAddress {
  /** Path under `content/`, such as `posts/a.md`. */
  path: string;
  title: string;
  slug?: string | undefined;
  url?: string | undefined;
  /** As written; the zone of the site is not applied. */
  date?: string | undefined;
}

/**
 * URL of a page from the site's root, decoded, such as `/posts/a/`.
 * Undefined where a permalink pattern holds something that cannot be told from here.
 */
export function pageUrl(page: PageAddress, rules: UrlRules): string | undefined {
  if (page.url) return page.url.startsWith('/') ? page.url : `${rules.prefix}/${page.url}`;
  const folders = page.path.split('/');
  const file = folders.pop() ?? '';
  const stem = file.replace(/\.[^.]*$/, '');
  const name = (text: string) => pathName(text, rules);
  if (stem === '_index') return finish(folders.map(name), rules);
  if (stem === 'index') {
    const bundle = folders.pop() ?? '';
    return singleUrl(folders, bundle, page, rules);
  }
  return singleUrl(folders, stem, page, rules);
}

function singleUrl(folders: string[], stem: string, page: PageAddress, rules: UrlRules): string | undefined {
  const pattern = rules.permalinks.get(folders[0] ?? '');
  if (pattern !== undefined) return fromPattern(pattern, folders, stem, page, rules);
  const last = page.slug ? slugName(page.slug, rules) : pathName(stem, rules);
  return finish([...folders.map((folder) => pathName(folder, rules)), last], rules);
}

function fromPattern(pattern: string, folders: string[], stem: string, page: PageAddress, rules: UrlRules) {
  const date = /^(\d{4})-(\d\d)-(\d\d)/.exec(page.date ?? '');
  const fileName = pathName(stem, rules);
  const title = slugName(page.title, rules);
  const values: Record<string, string | undefined> = {
    year: date?.[1],
    month: date?.[2],
    day: date?.[3],
    section: folders[0] ?? '',
    sections: folders.map((folder) => pathName(folder, rules)).join('/'),
    title,
    slug: page.slug ? slugName(page.slug, rules) : title,
    filename: fileName,
    contentbasename: fileName,
    slugorfilename: page.slug ? slugName(page.slug, rules) : fileName,
    slugorcontentbasename: page.slug ? slugName(page.slug, rules) : fileName,
  };
  let known = true;
  const path = pattern.replace(/:([a-z]+)(\[[^\]]*\])?/g, (_, token: string, slice?: string) => {
    const value = slice ? undefined : values[token];
    known &&= value !== undefined;
    return value ?? '';
  });
  return known ? finish(path.split('/'), rules) : undefined;
}

function finish(segments: string[], rules: UrlRules): string {
  const path = segments.filter((segment) => segment !== '').join('/');
  if (path === '') return `${rules.prefix}/`;
  return `${rules.prefix}/${path}${rules.uglyUrls ? '.html' : '/'}`;
}

function pathName(text: string, rules: UrlRules): string {
  if (!rules.disablePathToLower) return urlName(text, rules.generation);
  // Lowering is all that the option takes away; lower-case twins tell where letters were.
  const lowered = urlName(text, rules.generation);
  return keepCase(text, lowered);
}

function keepCase(text: string, lowered: string): string {
  const letters = [...text];
  let at = 0;
  return [...lowered]
    .map((char) => {
      const found = letters.findIndex((letter, i) => i >= at && letter.toLowerCase() === char);
      if (found < 0) return char;
      at = found + 1;
      return letters[found] ?? char;
    })
    .join('');
}

/** A slug keeps its slashes; an old Hugo keeps hyphens for space at its ends, which nobody means. */
function slugName(text: string, rules: UrlRules): string {
  return pathName(text.trim().replace(/\s+/g, ' '), { ...rules, generation: 'old' });
}
