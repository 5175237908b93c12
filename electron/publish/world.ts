import { matchesAny } from '../../shared/hugo/glob.ts';
import { contentPath } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import type { LinkAim } from '../../shared/hugo/transform/context.ts';
import { relativeHref } from '../../shared/hugo/transform/href.ts';
import { hiddenReason, type Visibility } from '../../shared/hugo/visibility.ts';
import type { LinkFact } from '../../shared/note/facts.ts';
import { dirname, isNote, join as joinPath } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { PageAddress } from './attachments.ts';
import type { BlogTree } from './blog-tree.ts';
import type { VaultReader } from './reader.ts';
import type { Site } from './site.ts';
import type { PublishSource } from './source.ts';

/** A note that cannot be read has no page. */
const always: Visibility = { draft: false, starts: undefined, expires: undefined };

/** What the links of a plan lead to. */
export interface World {
  /** The same where every link leads to the same. */
  key: string;
  aim(page: PageAddress, note: string, link: Pick<LinkFact, 'kind' | 'path'>): LinkAim;
  /** Attachment that a link reaches as it stands, and its path under the content folder. */
  beside(
    page: PageAddress,
    link: Pick<LinkFact, 'kind' | 'path'>,
  ): { source: string; content: string } | undefined;
}

/** @param pages every page that is on the blog after the plan, by the note it is made of */
export function createWorld(
  source: PublishSource,
  site: Site,
  target: Target,
  reader: VaultReader,
  blog: BlogTree,
  pages: ReadonlyMap<string, PageAddress>,
): World {
  const plain = site.facts.reader === 'commonmark';
  const now = source.now().getTime();
  const urls = new Set([...pages.values()].map((page) => page.url));
  const files = new Map<string, string>();
  for (const path of reader.attachmentPaths) files.set(contentPath(path, target.map, site.mainSection), path);

  const visibility = (path: string): Visibility => reader.head(path) ?? always;

  /** A URL as a path under the content folder would have it. */
  const inLanguage = (url: string) => {
    const { prefix } = site.facts.urls;
    return prefix !== '' && url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : url;
  };

  const beside: World['beside'] = (page, link) => {
    const url = plain ? undefined : urlPath(page, link, site);
    const content = plain ? fileBeside(page, link) : url && inLanguage(url).replace(/^\/+/, '');
    const found = content === undefined ? undefined : files.get(content);
    if (content === undefined || found === undefined) return undefined;
    return matchesAny(target.select.exclude, found) ? undefined : { source: found, content };
  };

  const isPageUrl = (page: PageAddress, link: Pick<LinkFact, 'kind' | 'path'>): boolean => {
    const url = urlPath(page, link, site);
    return url !== undefined && (urls.has(url) || urls.has(`${url}/`));
  };

  const isForeign = (page: PageAddress, link: Pick<LinkFact, 'kind' | 'path'>): boolean => {
    const url = urlPath(page, link, site);
    return url !== undefined && (blog.holds(url) || blog.holds(inLanguage(url)));
  };

  return {
    key: worldKey(reader, pages, blog, visibility, now),
    beside,
    aim(page, note, link) {
      const own = note === page.source;
      if (own && (beside(page, link) || isPageUrl(page, link))) return { kind: 'kept' };
      const path = reader.resolve(note, link);
      if (path === undefined) return { kind: own && isForeign(page, link) ? 'kept' : 'missing' };
      if (!isNote(path)) return aimFile(path, target);
      const address = pages.get(path);
      if (!address) return { kind: 'hidden', path, reason: 'it is not published', unselected: true };
      const reason =
        path === page.source || plain
          ? undefined
          : hiddenReason(visibility(page.source), visibility(path), now);
      if (reason !== undefined) return { kind: 'hidden', path, reason, unselected: false };
      return { kind: 'page', path, content: address.content, url: urlFrom(page, address, link, site) };
    },
  };
}

function aimFile(path: string, target: Target): LinkAim {
  if (!matchesAny(target.select.exclude, path)) return { kind: 'attachment', path };
  return { kind: 'hidden', path, reason: 'the settings exclude it', unselected: true };
}

/** Times go by what has come by now: only that decides what readers see. */
function worldKey(
  reader: VaultReader,
  pages: ReadonlyMap<string, PageAddress>,
  blog: BlogTree,
  visibility: (path: string) => Visibility,
  now: number,
): string {
  const come = (time: number | undefined) => (time === undefined ? '' : `${time}${time <= now ? '!' : ''}`);
  const lines = [reader.names(), blog.key];
  for (const [path, { content, url }] of pages) {
    const { draft, starts, expires, unrendered = false } = visibility(path);
    lines.push(`${path}\0${content}\0${url}\0${draft}\0${unrendered}\0${come(starts)}\0${come(expires)}`);
  }
  return hashBytes(Buffer.from(lines.join('\n')));
}

/** A link as a page of Hugo, by its URL; in a folder of plain files by the path from one to the other. */
function urlFrom(
  page: PageAddress,
  { content, url }: PageAddress,
  link: Pick<LinkFact, 'kind' | 'path'>,
  site: Site,
): string | undefined {
  if (site.facts.reader === 'hugo') return url;
  return fileBeside(page, link) === content ? link.path : relativeHref(content, page.content);
}

/** The file that a relative Markdown link reaches as it stands. */
function fileBeside(page: PageAddress, { kind, path }: Pick<LinkFact, 'kind' | 'path'>): string | undefined {
  if (kind !== 'markdown' || path === '' || path.startsWith('/')) return undefined;
  return joinPath(dirname(page.content), path);
}

/** Where a browser would go with a Markdown link from this page; undefined for links to notes by file name. */
function urlPath(
  page: PageAddress,
  { kind, path }: Pick<LinkFact, 'kind' | 'path'>,
  site: Site,
): string | undefined {
  if (kind !== 'markdown' || path === '' || /\.md$/i.test(path) || page.url === undefined) return undefined;
  const base = path.startsWith('/') ? '' : page.url.replace(/[^/]*$/, '');
  const segments: string[] = [];
  for (const segment of `${base}/${path}`.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const whole = `/${segments.join('/')}`;
  const { basePath } = site.facts;
  if (!path.startsWith('/') || basePath === '') return whole;
  return whole.startsWith(`${basePath}/`) ? whole.slice(basePath.length) : undefined;
}
