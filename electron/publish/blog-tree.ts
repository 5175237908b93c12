import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashBytes } from '../disk/atomic-write.ts';
import type { Manifest } from './manifest.ts';
import { inContent, type Site } from './site.ts';

/** What lies in the blog's content and static folders, read once for a plan. */
export interface BlogTree {
  /** Paths of files that are none of ours, from the blog's root, in order. */
  own: readonly string[];
  /** The same where `own` and the folders are the same. */
  key: string;
  /** Whether the blog has a file or page of its own at this URL path. */
  holds(urlPath: string): boolean;
}

export function readBlogTree(site: Site, { files }: Manifest): BlogTree {
  const own: string[] = [];
  const there = new Set<string>();
  const links: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of entriesOf(join(site.root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) links.push(path);
      else if (!files.has(path)) there.add(path);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && !files.has(path)) own.push(path);
    }
  };
  const folders = site.facts.reader === 'hugo' ? [site.content, 'static'] : [];
  for (const folder of folders) walk(folder);
  own.sort();
  /** Behind a link only the disk knows. */
  const isThere = (path: string) =>
    there.has(path) ||
    (links.some((link) => path === link || path.startsWith(`${link}/`)) &&
      !files.has(path) &&
      existsSync(join(site.root, path)));
  return {
    own,
    key: hashBytes(Buffer.from([...there, '', ...links].sort().join('\n'))),
    holds(urlPath) {
      const clean = urlPath.replace(/^\/+|\/+$/g, '');
      if (clean === '') return true;
      if (clean.split('/').includes('..')) return false;
      const names = [clean, `${clean}.md`, `${clean}/index.md`, `${clean}/_index.md`];
      return names.some((name) => isThere(inContent(site, name)) || isThere(`static/${name}`));
    },
  };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
