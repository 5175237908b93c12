import { basename, dirname, pathKey, stem } from '../text/path.ts';
import type { Finding } from './diagnostics.ts';
import { contentName, slug } from './names.ts';
import type { Target } from './settings.ts';

/** Where a note goes. */
export interface Route {
  /** Path under the content folder; a bundle ends in `/index.md`. Undefined where its name cannot be published. */
  content: string | undefined;
  hazard: Pick<Finding, 'code' | 'message' | 'fix'> | undefined;
}

/** The place of a note in the content folder: as in the vault, under the section that the settings map it to. */
export function routeNote(
  path: string,
  options: { map: Target['map']; mainSection: string; bundle: boolean },
): Route {
  const hazard = nameHazard(path);
  if (hazard) return { content: undefined, hazard: { code: 'NAME-HAZARD', message: hazard } };
  const mapped = mapFolder(path, options);
  const folders = dirname(mapped)
    .split('/')
    .filter((folder) => folder !== '')
    .map(contentName);
  const name = stem(mapped);
  const branch = name === '_index' || name === 'index';
  const file = branch ? name : contentName(name);
  const rest = branch || !options.bundle ? `${file}.md` : `${file}/index.md`;
  return { content: [...folders, rest].join('/'), hazard: undefined };
}

/** Path under the content folder of a file that stays where it is. */
export function contentPath(path: string, map: Target['map'], mainSection: string): string {
  return mapFolder(path, { map, mainSection });
}

/** The longest prefix of the map wins; without one, a note at the vault's root goes to the main section. */
function mapFolder(path: string, { map, mainSection }: { map: Target['map']; mainSection: string }): string {
  const rules = map.map(({ from, to }) => ({ from: trimmed(from), to: trimmed(to) }));
  const best = rules
    .filter(({ from }) => from === '' || path === from || path.startsWith(`${from}/`))
    .sort((a, b) => b.from.length - a.from.length)[0];
  if (best)
    return [best.to, path.slice(best.from.length).replace(/^\//, '')].filter((part) => part !== '').join('/');
  if (path.includes('/') || stem(path) === '_index') return path;
  return mainSection === '' ? path : `${mainSection}/${path}`;
}

/** Where in the vault a page would have come from: `mapFolder` the other way. */
export function vaultPath(content: string, map: Target['map']): string {
  const rules = map.map(({ from, to }) => ({ from: trimmed(from), to: trimmed(to) }));
  const best = rules
    .filter(({ to }) => to === '' || content.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
  if (!best) return content;
  return [best.from, content.slice(best.to.length).replace(/^\//, '')]
    .filter((part) => part !== '')
    .join('/');
}

function trimmed(folder: string): string {
  return folder.replace(/^\.?\/+|\/+$/g, '');
}

function nameHazard(path: string): string | undefined {
  const name = basename(path);
  if (!name.endsWith('.md')) return `Hugo takes ${name} for no page: name it in lower case, .md`;
  for (const segment of [...dirname(path).split('/'), stem(path)]) {
    if (segment === '' || segment === '_index') continue;
    if (/^[.#]/.test(segment)) return `Hugo skips names that begin with "${segment[0]}": rename ${segment}`;
    if (contentName(segment) === '') return `Nothing of the name "${segment}" may stand in a URL: rename it`;
    if (/[\\"\n\r\t]/.test(segment)) return `"${segment}" holds a character that no URL should: rename it`;
  }
  return undefined;
}

/** A page for the judgement of collisions. `source` is undefined for a page of the blog that is none of ours. */
export interface RoutedPage {
  source: string | undefined;
  content: string;
  url: string | undefined;
}

export interface Collision {
  source: string;
  code: 'URL-COLLISION' | 'NAME-HAZARD';
  message: string;
}

/** Pages that cannot stand beside one another, told for each of our notes that is in it. */
export function findCollisions(pages: readonly RoutedPage[], languages: readonly string[]): Collision[] {
  return [...sameUrl(pages, languages), ...swallowed(pages)];
}

/** Notes that would be one file on a disk that takes no notice of case, or of how accents are composed. */
export function findSameFiles(pages: readonly RoutedPage[]): Collision[] {
  const groups = Map.groupBy(pages, ({ content }) => pathKey(content));
  return [...groups.values()].flatMap((group) =>
    group.flatMap(({ source }) => {
      const others = group.filter((other) => other.source !== source).map((other) => other.content);
      if (source === undefined || others.length === 0) return [];
      return { source, code: 'URL-COLLISION', message: `${others.join(', ')} would be the same file` };
    }),
  );
}

function sameUrl(pages: readonly RoutedPage[], languages: readonly string[]): Collision[] {
  const groups = new Map<string, RoutedPage[]>();
  const add = (key: string, page: RoutedPage) => {
    const group = groups.get(key) ?? [];
    if (!group.includes(page)) group.push(page);
    groups.set(key, group);
  };
  for (const page of pages) {
    if (page.url !== undefined) add(`url ${withoutLanguage(page, languages) ?? page.url}`, page);
    add(`file ${pathKey(page.content)}`, page);
    add(`file ${pathKey(page.content.replace(/\/index\.md$/, '.md'))}`, page);
  }
  const told = new Set<string>();
  const collisions: Collision[] = [];
  for (const [key, group] of groups) {
    for (const page of group.length > 1 ? group : []) {
      if (page.source === undefined || told.has(page.source)) continue;
      told.add(page.source);
      const others = group.filter((other) => other !== page).map((other) => other.source ?? other.content);
      const place = key.startsWith('url ') ? `the URL ${key.slice(4)}` : 'the same file';
      collisions.push({
        source: page.source,
        code: 'URL-COLLISION',
        message: `${others.join(', ')} would have ${place} too`,
      });
    }
  }
  return collisions;
}

/** `n.en.md` is the English `n.md`: the standard language has its URL, each other one its own. */
function withoutLanguage({ content, url }: RoutedPage, languages: readonly string[]): string | undefined {
  const language = /\.([A-Za-z-]+)\.md$/.exec(content)?.[1]?.toLowerCase();
  if (language === undefined || !languages.includes(language) || url === undefined) return undefined;
  const plain = url.replace(new RegExp(`\\.${language}(?=/$|\\.html$)`), '');
  return language === languages[0] ? plain : `/${language}${plain}`;
}

/** An `index.md` makes its folder one page: what lies beside it or below is no page any more. */
function swallowed(pages: readonly RoutedPage[]): Collision[] {
  const bundles = new Map<string, RoutedPage>();
  for (const page of pages)
    if (basename(page.content) === 'index.md') bundles.set(dirname(page.content), page);
  const collisions = new Map<string, Collision>();
  for (const page of pages) {
    const bundle = holderOf(page, bundles);
    if (!bundle) continue;
    const message = `${bundle.source ?? bundle.content} makes its folder one page, and ${page.source ?? page.content} would vanish in it`;
    for (const { source } of [bundle, page]) {
      if (source !== undefined) collisions.set(source, { source, code: 'NAME-HAZARD', message });
    }
  }
  return [...collisions.values()];
}

function holderOf(page: RoutedPage, bundles: ReadonlyMap<string, RoutedPage>): RoutedPage | undefined {
  for (let folder = dirname(page.content); folder !== ''; folder = dirname(folder)) {
    const bundle = bundles.get(folder);
    if (bundle && bundle !== page) return bundle;
  }
  return undefined;
}

/** A slug that sets a note apart from those with its URL. */
export function otherSlug(path: string): string {
  const folder = dirname(path).split('/').at(-1) ?? '';
  return slug(folder ? `${folder} ${stem(path)}` : `${stem(path)} 2`);
}
