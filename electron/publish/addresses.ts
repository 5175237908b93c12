import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageDate } from '../../shared/hugo/dates.ts';
import type { Finding } from '../../shared/hugo/diagnostics.ts';
import { contentPath, otherSlug, type RoutedPage, routeNote } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { propertyOf } from '../../shared/hugo/transform/front-matter.ts';
import { pageUrl } from '../../shared/hugo/urls.ts';
import { readFrontMatter, setProperty } from '../../shared/note/front-matter.ts';
import { extname, isNote, pageName, stem } from '../../shared/text/path.ts';
import type { PageAddress } from './attachments.ts';
import type { BlogTree } from './blog-tree.ts';
import type { Memory } from './memory.ts';
import { type HeadFrontMatter, type HeadLink, linksOf, type NoteHead, type VaultReader } from './reader.ts';
import { inContent, type Site } from './site.ts';

/** Where a note goes, or why it cannot. */
export interface NoteAddress {
  address: PageAddress | undefined;
  finding: Finding | undefined;
}

/** The address of one note, by its path, its front matter and the rules of the site. */
export function addressOf(
  path: string,
  site: Site,
  target: Target,
  reader: VaultReader,
  bundle: boolean,
): NoteAddress {
  if (site.facts.reader === 'commonmark') {
    const content = contentPath(path, target.map, site.mainSection);
    return { address: { source: path, content, url: undefined }, finding: undefined };
  }
  const { content, hazard } = routeNote(path, { map: target.map, mainSection: site.mainSection, bundle });
  if (content === undefined || hazard) {
    return { address: undefined, finding: { code: 'NAME-HAZARD', from: 0, message: '', ...hazard } };
  }
  const head = reader.head(path);
  const url = urlOf(content, head?.frontMatter, head?.title ?? '', site);
  return { address: { source: path, content, url }, finding: undefined };
}

/** Whether the page of a note lies in a folder of its own, by the settings and the files that go along with it. */
export function createBundling(
  { layout, attachments, format }: Target,
  reader: VaultReader,
  memory: Memory | undefined,
): Bundling {
  const always = (bundle: boolean): Bundling => ({ has: () => bundle, rest() {} });
  if (format !== 'hugo') return always(false);
  if (layout !== 'auto') return always(layout === 'bundle');
  return attachments === 'bundle' ? createFileCheck(reader, memory) : always(false);
}

interface Bundling {
  has(path: string): boolean;
  /** Keep what was found out for the next plan. */
  rest(): void;
}

export function urlOf(
  content: string,
  front: Pick<HeadFrontMatter, 'properties'> | undefined,
  title: string,
  site: Site,
): string | undefined {
  const text = (name: string) => {
    const value = propertyOf(front, name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const { date, slug } = pageDate(site.facts.urls.dates, text, pageName(content));
  const address = {
    path: content,
    title: text('title') ?? title,
    slug: propertyOf(front, 'slug') === undefined ? slug : text('slug'),
    url: text('url'),
    date,
  };
  return pageUrl(address, site.facts.urls);
}

const noLinks = '[[],[]]';

/** What a note reaches at first hand: a file, or else notes that it embeds. */
type Reach = true | string[];

/** Whether files go along with a note, its own or those of notes that it embeds. */
function createFileCheck(reader: VaultReader, memory: Memory | undefined): Bundling {
  const kept = keptReaches(reader, memory);
  const known = new Map<string, boolean>();
  const check = (path: string): boolean => {
    const before = known.get(path);
    if (before !== undefined) return before;
    // While it is being looked into, a note that embeds itself has none.
    known.set(path, false);
    const head = reader.head(path);
    const reached = !head || head.links === noLinks ? [] : (kept.get(path, head) ?? lookFrom(path, head));
    const has = reached === true || reached.some(check);
    known.set(path, has);
    return has;
  };
  const lookFrom = (path: string, head: NoteHead): Reach => {
    const reached = reachOf(path, linksOf(head));
    kept.set(path, head, reached);
    return reached;
  };
  const reachOf = (path: string, links: readonly HeadLink[]): Reach => {
    const embedded: string[] = [];
    for (const link of links) {
      const aim = reader.resolve(path, link);
      if (aim === undefined || aim === path) continue;
      if (!isNote(aim)) return true;
      if (link.embed) embedded.push(aim);
    }
    return embedded;
  };
  return { has: check, rest: kept.rest };
}

/** It is the same while the note is and all names of the vault are. */
function keptReaches(reader: VaultReader, memory: Memory | undefined) {
  const table = memory?.table('files-of-notes');
  const [names = '', text = '{}'] = table?.get('all')?.split('\n') ?? [];
  const known = new Map<string, [hash: string, Reach]>(
    names === reader.names() ? Object.entries(JSON.parse(text)) : [],
  );
  let fresh = false;
  return {
    get(path: string, { hash }: NoteHead): Reach | undefined {
      const [before, reach] = known.get(path) ?? [];
      return before === hash.slice(0, 16) ? reach : undefined;
    },
    set(path: string, { hash }: NoteHead, reach: Reach) {
      known.set(path, [hash.slice(0, 16), reach]);
      fresh = true;
    },
    rest() {
      const there = [...known].filter(([path]) => reader.exists(path));
      if (fresh) table?.set('all', `${reader.names()}\n${JSON.stringify(Object.fromEntries(there))}`);
    },
  };
}

/** Pages of the blog that are none of ours: what may collide with a new one. */
export function foreignPages(site: Site, blog: BlogTree, taken: ReadonlySet<string>): RoutedPage[] {
  const pages: RoutedPage[] = [];
  const folder = inContent(site, '');
  for (const path of blog.own) {
    if (!path.startsWith(folder) || extname(path) !== '.md' || taken.has(path)) continue;
    const content = path.slice(folder.length);
    const front = readFrontMatter(readFileSync(join(site.root, path), 'utf8').replace(/^\uFEFF/, ''));
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
