import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'smol-toml';
import type { Config } from '../../shared/hugo/site.ts';
import { fileStamp, type ReadOnce } from './memory.ts';
import { filesUnder, readSiteConfig } from './site-config.ts';

/** Text of a site's files by path, as the embedded Hugo takes them. */
export type EngineFiles = Record<string, string>;

/** What a build reads as text. Pictures and the like cannot be handed over: they come out empty. */
const text =
  /\.(md|markdown|html?|xml|txt|toml|ya?ml|json|csv|css|scss|sass|js|mjs|ts|jsx|tsx|svg|ics|webmanifest|org|adoc)$/i;
const left = new Set(['.git', 'node_modules', 'resources', 'static', 'public']);
const config = 'config.toml';

/**
 * A site for the embedded Hugo, which knows one configuration file of one name, in TOML, and needs a page for every
 * section. Its build has no time zones: dates without an offset count as UTC there.
 * @param root folder of the site
 * @param options.overlay files that stand for those on disk, or beside them
 * @param options.known texts read before, for those that are as they were
 */
export function readEngineFiles(
  root: string,
  options: { drafts: boolean; overlay?: EngineFiles; known?: ReadOnce<string> },
): EngineFiles {
  const files: EngineFiles = {};
  for (const path of filesUnder(root)) {
    const top = path.split('/')[0] ?? '';
    if (left.has(top) || top === 'config' || !path.includes('/')) continue;
    files[path] = text.test(path) ? textOf(join(root, path), options.known) : '';
  }
  Object.assign(files, options.overlay);
  return { ...files, ...sectionPages(files), [config]: engineConfig(readSiteConfig(root), options.drafts) };
}

function textOf(file: string, known: ReadOnce<string> | undefined): string {
  const read = () => readFileSync(file, 'utf8');
  return known ? known.get(file, fileStamp(statSync(file)), read) : read();
}

/** The configuration as one file, without what the embedded Hugo cannot do. */
export function engineConfig(given: Config, drafts: boolean): string {
  const { timezone: _, publishdir: __, ...kept } = given;
  const all = drafts ? { builddrafts: true, buildfuture: true } : {};
  return stringify(withoutNulls({ ...kept, ...all, publishdir: 'public' }) as Config);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => each !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutNulls(each)]));
}

/** An empty page for each folder of `content/` that has none and is no bundle. */
function sectionPages(files: EngineFiles): EngineFiles {
  const folders = new Set<string>();
  const taken = new Set<string>();
  for (const path of Object.keys(files)) {
    if (!path.startsWith('content/')) continue;
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
    if (/^_?index\./.test(parts.at(-1) ?? '')) taken.add(parts.slice(0, -1).join('/'));
  }
  const inBundle = (folder: string) =>
    [...taken].some((each) => folder.startsWith(`${each}/`) && isBundle(files, each));
  const bare = [...folders].filter((folder) => !taken.has(folder) && !inBundle(folder));
  return Object.fromEntries(bare.map((folder) => [`${folder}/_index.md`, '']));
}

function isBundle(files: EngineFiles, folder: string): boolean {
  return Object.keys(files).some((path) => path.startsWith(`${folder}/index.`));
}
