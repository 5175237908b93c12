import { slug } from '../../shared/hugo/names.ts';
import { contentPath } from '../../shared/hugo/routes.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { relativeHref } from '../../shared/hugo/transform/href.ts';
import { basename, dirname, join as joinPath } from '../../shared/text/path.ts';
import type { Manifest } from './manifest.ts';
import type { VaultReader } from './reader.ts';
import { inContent, type Site } from './site.ts';

/** An attachment on its way to the blog. */
export interface PlacedFile {
  /** Path in the vault. */
  source: string;
  /** Path in the blog repo. */
  path: string;
  url: string | null;
  /** Notes whose pages it goes with. */
  owners: Set<string>;
}

/** All attachments of one plan, by their path in the blog. */
export interface Placement {
  files: ReadonlyMap<string, PlacedFile>;
  /**
   * Put an attachment where the page of `owner` finds it.
   * @param content path of the page under the content folder
   * @param written the path that a Markdown link gives, which is kept where it leads into the bundle
   * @returns what a link says for it, decoded
   */
  place(attachment: string, owner: PageAddress, written: string | undefined): string;
  /** Take along a file that a link reaches as it stands. `content` is its path under the content folder. */
  keep(attachment: string, owner: string, content: string): void;
}

export interface PageAddress {
  source: string;
  content: string;
  url: string | undefined;
}

export function createPlacement(
  site: Site,
  target: Target,
  reader: VaultReader,
  before: Manifest,
): Placement {
  if (site.facts.reader === 'commonmark') return placeAsIs(target);
  return placeOnSite(site, target, reader, heldByOthers(site, reader, before));
}

/** Whether pages of another content folder show another file at this path: one blog can have two targets. */
function heldByOthers(site: Site, reader: VaultReader, { files }: Manifest) {
  const folder = inContent(site, '');
  const others = new Set<string>();
  for (const [path, { kind, source }] of files) {
    if (kind === 'note' && !path.startsWith(folder)) others.add(source);
  }
  return (path: string, attachment: string) => {
    const entry = files.get(path);
    const isTheirs = entry?.kind === 'attachment' && entry.owners.some((owner) => others.has(owner));
    return isTheirs && entry.outputHash !== reader.attachmentHash(attachment);
  };
}

/** In a folder of plain Markdown every file lies as in the vault, and links lead to it from where they stand. */
function placeAsIs(target: Target): Placement {
  const files = new Map<string, PlacedFile>();
  const add = (source: string, path: string, owner: string) => {
    const there = files.get(path) ?? { source, path, url: null, owners: new Set<string>() };
    there.owners.add(owner);
    files.set(path, there);
  };
  return {
    files,
    place(attachment, owner, written) {
      const path = contentPath(attachment, target.map, '');
      add(attachment, path, owner.source);
      const reaches = written !== undefined && joinPath(dirname(owner.content), written) === path;
      return reaches && !written.startsWith('/') ? written : relativeHref(path, owner.content);
    },
    keep: (attachment, owner, content) => add(attachment, content, owner),
  };
}

function placeOnSite(
  site: Site,
  target: Target,
  reader: VaultReader,
  isTheirs: (path: string, attachment: string) => boolean,
): Placement {
  const files = new Map<string, PlacedFile>();
  const hrefs = new Map<string, string>();
  const sayings = new Map<string, string>();

  const isFree = (path: string, attachment: string) => {
    const there = files.get(path);
    if (isTheirs(path, attachment)) return false;
    return !there || there.source === attachment || sameContent(reader, there.source, attachment);
  };
  const add = (path: string, source: string, url: string, owner: string) => {
    const there = files.get(path) ?? { source, path, url, owners: new Set<string>() };
    there.owners.add(owner);
    files.set(path, there);
  };
  const freeName = (folder: string, wanted: string, attachment: string) => {
    const dot = wanted.lastIndexOf('.');
    const [name, extension] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
    let free = wanted;
    for (let n = 1; !isFree(`${folder}/${free}`, attachment); n++) free = `${name}-${n}${extension}`;
    return free;
  };

  return {
    files,
    place(attachment, owner, written) {
      const shelf = shelfOf(owner, site, target);
      const key = `${shelf.folder}\0${attachment}`;
      // A page that is made twice has to come out the same.
      const same = `${key}\0${written}`;
      const said = sayings.get(same);
      if (said !== undefined) return said;
      const before = hrefs.get(key);
      if (before !== undefined) {
        add(
          `${shelf.folder}/${before.slice(shelf.href.length)}`,
          attachment,
          shelf.url + before.slice(shelf.href.length),
          owner.source,
        );
        sayings.set(same, before);
        return before;
      }
      const own = shelf.bundle ? keptPath(written) : undefined;
      const kept = own !== undefined && isFree(`${shelf.folder}/${own}`, attachment) ? own : undefined;
      const name = kept ?? freeName(shelf.folder, safeName(attachment), attachment);
      add(`${shelf.folder}/${name}`, attachment, shelf.url + name, owner.source);
      const href = kept !== undefined && written !== undefined ? written : shelf.href + name;
      hrefs.set(key, shelf.href + name);
      sayings.set(same, href);
      return href;
    },
    keep(attachment, owner, content) {
      add(inContent(site, content), attachment, `${site.facts.urls.prefix}/${content}`, owner);
    },
  };
}

interface Shelf {
  /** Folder in the blog repo. */
  folder: string;
  /** What stands before a name in a link, and in its URL. */
  href: string;
  url: string;
  bundle: boolean;
}

/** A bundle holds its own files; any other page has them under `static/`. */
function shelfOf({ content, url }: PageAddress, site: Site, target: Target): Shelf {
  // With ugly URLs a bundle's page stands beside its folder, not in it: a relative link would miss.
  const isBundle = /^_?index\.md$/.test(basename(content)) && !site.facts.urls.uglyUrls;
  if (target.attachments === 'bundle' && isBundle) {
    const folder = [site.content, dirname(content)].filter((part) => part !== '').join('/');
    return { folder, href: '', url: url?.replace(/[^/]*$/, '') ?? '', bundle: true };
  }
  const name = target.attachments === 'bundle' ? 'attachments' : target.attachments.slice('static:'.length);
  const dir = name.replace(/^\/+|\/+$/g, '');
  return { folder: `static/${dir}`, href: `${site.facts.basePath}/${dir}/`, url: `/${dir}/`, bundle: false };
}

/** A relative path that stays within the bundle, without `./`. */
function keptPath(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const path = written.replace(/^(?:\.\/)+/, '');
  const segments = path.split('/');
  const plain =
    segments.every((segment) => segment !== '' && !/^[.#]/.test(segment)) && !/[\\?*:"<>|\n]/.test(path);
  return plain && !/\.md$/i.test(path) ? path : undefined;
}

function safeName(attachment: string): string {
  const name = slug(basename(attachment));
  const extension = /\.[A-Za-z0-9]+$/.exec(basename(attachment))?.[0].toLowerCase() ?? '';
  return name === '' || name === extension.slice(1) ? `file${extension}` : name;
}

function sameContent(reader: VaultReader, a: string, b: string): boolean {
  return reader.attachmentHash(a) === reader.attachmentHash(b);
}
