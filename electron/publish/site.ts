import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Target } from '../../shared/hugo/settings.ts';
import { type Config, isTable, plainFacts, type SiteFacts, siteFacts } from '../../shared/hugo/site.ts';
import { refuse } from '../../shared/words/refusal.ts';
import { findHugo, type Hugo } from './hugo.ts';
import type { Memory } from './memory.ts';
import { filesUnder, readSiteConfig, slashes, themeFolders } from './site-config.ts';

/** A Hugo site on disk, as far as publishing needs it. */
export interface Site {
  /** Real path of its folder. */
  root: string;
  /** Content folder of the default language, relative to the root, with `/`. */
  content: string;
  /** Where Hugo puts what it builds, relative to the root. */
  publishDir: string;
  facts: SiteFacts;
  hugo: Hugo | undefined;
  /** Section for notes at the vault's root. */
  mainSection: string;
  /** The configuration names it; otherwise it is the one with most pages. */
  sectionGiven: boolean;
}

/** Path in the blog, with `/`, of a file under its content folder. */
export function inContent({ content }: Pick<Site, 'content'>, path: string): string {
  return content === '' ? path : `${content}/${path}`;
}

/**
 * Read a site.
 * @throws AppError `not-found` where the folder or its configuration is missing; `invalid-params` where it is broken;
 *   `blocked` where the site holds the vault, or is it
 */
export async function readSite(
  target: Target,
  vaultDir: string,
  embedded?: Hugo,
  memory?: Memory,
): Promise<Site> {
  if (target.format === 'commonmark') return plainFolder(target, vaultDir);
  const root = resolve(vaultDir, target.root);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw refuse('not-found', 'no-folder', { path: root });
  }
  const real = realpathSync(root);
  const config = readSiteConfig(real);
  const hugo = await chooseHugo(target.hugo, real, embedded, memory);
  const content = slashes(target.content ?? contentDir(config));
  refuseOverlap(vaultDir, real, join(real, content));
  return {
    root: real,
    content,
    publishDir: String(config.publishdir ?? 'public'),
    facts: siteFacts(config, layoutFiles(real, config), hugo?.numbers, content),
    hugo,
    mainSection: givenSection(config) ?? largestSection(join(real, content)),
    sectionGiven: givenSection(config) !== undefined,
  };
}

/**
 * A folder for plain Markdown; one that is not there yet is made when something is written into it.
 * @throws AppError `invalid-path` where a file stands there; `blocked` where it lies in the vault, or holds it
 */
function plainFolder(target: Target, vaultDir: string): Site {
  const root = resolve(vaultDir, target.root);
  const stats = statSync(root, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) throw refuse('invalid-path', 'no-folder', { path: root });
  const real = realPlace(root);
  // A hidden folder may hold a site; plain notes are all that would lie here, among settings and what git keeps.
  if (contains(realpathSync(vaultDir), real)) throw withinVault(root);
  refuseOverlap(vaultDir, real, real);
  return {
    root: real,
    content: '',
    publishDir: 'public',
    facts: plainFacts,
    hugo: undefined,
    mainSection: '',
    sectionGiven: true,
  };
}

/** The real path of what may not be there yet. */
function realPlace(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return join(realPlace(dirname(path)), basename(path));
}

/** The person's own Hugo is what builds their blog; the embedded one stands in where there is none. */
async function chooseHugo(
  wanted: string,
  base: string,
  embedded?: Hugo,
  memory?: Memory,
): Promise<Hugo | undefined> {
  if (wanted === 'none') return undefined;
  if (wanted === 'embedded') return embedded;
  return (await findHugo(wanted, base, memory)) ?? (wanted === 'auto' ? embedded : undefined);
}

function contentDir(config: Config): string {
  const language = String(config.defaultcontentlanguage ?? 'en').toLowerCase();
  const languages = isTable(config.languages) ? config.languages : {};
  const own = languages[language];
  return String((isTable(own) ? own.contentdir : undefined) ?? config.contentdir ?? 'content');
}

/** People open their blog's content folder as a vault: then there is nothing to export. */
function refuseOverlap(vaultDir: string, root: string, content: string): void {
  const vault = realpathSync(vaultDir);
  const real = existsSync(content) ? realpathSync(content) : content;
  if (contains(root, vault) || contains(real, vault)) {
    throw refuse('blocked', 'holds-vault', { path: root });
  }
  if (holdsVisibly(vault, root) || holdsVisibly(vault, real)) {
    throw withinVault(root);
  }
}

const withinVault = (root: string) => refuse('blocked', 'in-vault', { path: root });

/** Hidden folders are no part of a vault. */
function holdsVisibly(vault: string, path: string): boolean {
  if (!contains(vault, path)) return false;
  return !relative(vault, path)
    .split(sep)
    .some((segment) => segment.startsWith('.'));
}

function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** What `readSite` knows of a site by files that need not lie in its folder, as those of a theme; undefined where there is none. */
export function layoutStanding(root: string): string | undefined {
  try {
    const config = readSiteConfig(root);
    return [JSON.stringify(config), ...layoutFiles(root, config)].join('\n');
  } catch {
    // Whoever reads the site says what is wrong with it.
    return undefined;
  }
}

function layoutFiles(root: string, config: Config): string[] {
  const folders = [
    resolve(root, String(config.layoutdir ?? 'layouts')),
    ...themeFolders(root, config).map((folder) => join(folder, 'layouts')),
    ...vendored(join(root, '_vendor')),
  ];
  return folders.flatMap((folder) => filesUnder(folder));
}

function vendored(folder: string): string[] {
  const layouts = new Set<string>();
  for (const file of filesUnder(folder)) {
    const at = file.indexOf('/layouts/');
    if (at > 0) layouts.add(join(folder, file.slice(0, at), 'layouts'));
  }
  return [...layouts];
}

function givenSection(config: Config): string | undefined {
  const params = isTable(config.params) ? config.params : {};
  const said = [params.mainsections ?? config.mainsections].flat()[0];
  return typeof said === 'string' && said !== '' ? said : undefined;
}

function largestSection(content: string): string {
  const counts = new Map<string, number>();
  for (const file of filesUnder(content)) {
    const section = file.split('/')[0] ?? '';
    if (!file.endsWith('.md') || !file.includes('/') || basename(file).startsWith('_index.')) continue;
    counts.set(section, (counts.get(section) ?? 0) + 1);
  }
  let best = 'posts';
  let most = 0;
  for (const [section, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (count > most) [best, most] = [section, count];
  }
  return best;
}
