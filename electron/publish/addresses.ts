import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../shared/hugo/diagnostics.ts';
import { contentPath, otherSlug, type RoutedPage, routeNote } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { propertyOf } from '../../shared/hugo/transform/front-matter.ts';
import { pageUrl } from '../../shared/hugo/urls.ts';
import type { FrontMatter, NoteFacts } from '../../shared/note/facts.ts';
import { readFrontMatter, setProperty } from '../../shared/note/front-matter.ts';
import { extname, isNote, stem } from '../../shared/text/path.ts';
import type { PageAddress } from './attachments.ts';
import type { Manifest } from './manifest.ts';
import type { Memory } from './memory.ts';
import type { NoteHead, VaultReader } from './reader.ts';
import { inContent, type Site } from './site.ts';
import { filesUnder } from './site-config.ts';

/** Where a note goes, or why it cannot. */
export interface NoteAddress {
  address: PageAddress | undefined;
  finding: Finding | undefined;
}

/** The same for the same front matter: it is looked up for all notes of each plan. */
export function addressAgain(
  path: string,
  site: Site,
  target: Target,
  reader: VaultReader,
  hasFiles: (path: string) => boolean,
  memory: Memory | undefined,
): NoteAddress {
  const head = reader.head(path);
  const known = memory?.slot('addresses', () => new WeakMap<NoteHead, Map<string, NoteAddress>>());
  if (!head || !known) return addressOf(path, site, target, reader, hasFiles);
  const mayBundle = target.layout === 'auto' && bundles(target);
  const key = `${mayBundle && hasFiles(path)} ${path}`;
  const before = known.get(head);
  const address = before?.get(key) ?? addressOf(path, site, target, reader, hasFiles);
  if (before) before.set(key, address);
  else known.set(head, new Map([[key, address]]));
  return address;
}

/** The address of one note, by its path, its front matter and the rules of the site. */
export function addressOf(
  path: string,
  site: Site,
  target: Target,
  reader: VaultReader,
  hasFiles: (path: string) => boolean,
): NoteAddress {
  if (site.facts.reader === 'commonmark') {
    const content = contentPath(path, target.map, site.mainSection);
    return { address: { source: path, content, url: undefined }, finding: undefined };
  }
  const bundle =
    target.layout === 'bundle' || (target.layout === 'auto' && bundles(target) && hasFiles(path));
  const { content, hazard } = routeNote(path, { map: target.map, mainSection: site.mainSection, bundle });
  if (content === undefined || hazard) {
    return { address: undefined, finding: { code: 'NAME-HAZARD', from: 0, message: '', ...hazard } };
  }
  const head = reader.head(path);
  const url = urlOf(content, head?.frontMatter, head?.title ?? '', site);
  return { address: { source: path, content, url }, finding: undefined };
}

function bundles({ attachments }: Target): boolean {
  return attachments === 'bundle';
}

export function urlOf(
  content: string,
  front: FrontMatter | undefined,
  title: string,
  site: Site,
): string | undefined {
  const text = (name: string) => {
    const value = propertyOf(front, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const address = {
    path: content,
    title: text('title') ?? title,
    slug: text('slug'),
    url: text('url'),
    date: text('date'),
  };
  return pageUrl(address, site.facts.urls);
}

/** Whether files go along with a note, its own or those of notes that it embeds. */
export function createFileCheck(reader: VaultReader): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const check = (path: string): boolean => {
    const before = known.get(path);
    if (before !== undefined) return before;
    // While it is being looked into, a note that embeds itself has none.
    known.set(path, false);
    const has = reader.head(path)?.links.some((link) => link.block >= 0 && leadsToFile(path, link)) ?? false;
    known.set(path, has);
    return has;
  };
  const leadsToFile = (path: string, link: NoteFacts['links'][number]): boolean => {
    const aim = reader.resolve(path, link);
    if (aim === undefined || aim === path) return false;
    return isNote(aim) ? link.embed && check(aim) : true;
  };
  return check;
}

/** Pages of the blog that are none of ours: what may collide with a new one. */
export function foreignPages(site: Site, manifest: Manifest, taken: ReadonlySet<string>): RoutedPage[] {
  const root = join(site.root, site.content);
  const pages: RoutedPage[] = [];
  for (const content of filesUnder(root)) {
    const path = inContent(site, content);
    if (extname(content) !== '.md' || manifest.files.has(path) || taken.has(path)) continue;
    const front = readFrontMatter(readFileSync(join(root, content), 'utf8').replace(/^\uFEFF/, ''));
    pages.push({ source: undefined, content, url: urlOf(content, front, stem(content), site) });
  }
  return pages;
}

/** A finding for a note that cannot stand beside another, with a slug that would set it apart. */
export function collisionFinding(
  path: string,
  code: 'URL-COLLISION' | 'NAME-HAZARD',
  message: string,
  reader: VaultReader,
): Finding {
  const note = reader.note(path);
  const slug = otherSlug(path);
  const front = note?.facts.frontMatter;
  const mends =
    code === 'URL-COLLISION' && slug !== '' && front && !front.problem && !propertyOf(front, 'slug');
  return {
    code,
    from: 0,
    message,
    ...(mends && note
      ? { fix: { title: `Give it the slug ${slug}`, edits: setProperty(note.text, 'slug', slug) } }
      : {}),
  };
}

/** Whether the blog holds a file or page of its own at this URL path. */
export function isOnBlog(site: Site, manifest: Manifest, urlPath: string): boolean {
  const clean = urlPath.replace(/^\/+|\/+$/g, '');
  if (clean === '') return true;
  if (clean.split('/').includes('..')) return false;
  const names = [clean, `${clean}.md`, `${clean}/index.md`, `${clean}/_index.md`];
  const paths = [site.content, 'static'].flatMap((folder) => names.map((name) => `${folder}/${name}`));
  return paths.some((path) => !manifest.files.has(path) && existsSync(join(site.root, path)));
}
