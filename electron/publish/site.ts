import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { AppError } from '../../shared/contract/errors.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { type Config, isTable, type SiteFacts, siteFacts } from '../../shared/hugo/site.ts';
import { findHugo, type Hugo } from './hugo.ts';

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

const configNames = [
  'hugo.toml',
  'hugo.yaml',
  'hugo.yml',
  'hugo.json',
  'config.toml',
  'config.yaml',
  'config.yml',
  'config.json',
];

/**
 * Read a site.
 * @throws AppError `not-found` where the folder or its configuration is missing; `invalid-params` where it is broken;
 *   `blocked` where the site holds the vault, or is it
 */
export async function readSite(target: Target, vaultDir: string): Promise<Site> {
  const root = resolve(vaultDir, target.root);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('not-found', `${root} is no folder`, { path: root });
  }
  const real = realpathSync(root);
  const config = readConfig(real);
  const hugo = await findHugo(target.hugo, real);
  const content = slashes(target.content ?? contentDir(config));
  refuseOverlap(vaultDir, real, join(real, content));
  return {
    root: real,
    content,
    publishDir: String(config.publishdir ?? 'public'),
    facts: siteFacts(config, layoutFiles(real, config), hugo?.numbers),
    hugo,
    mainSection: givenSection(config) ?? largestSection(join(real, content)),
    sectionGiven: givenSection(config) !== undefined,
  };
}

/** Whether a folder looks like a Hugo site. */
export function isSite(root: string): boolean {
  return (
    configNames.some((name) => existsSync(join(root, name))) || existsSync(join(root, 'config', '_default'))
  );
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
    throw overlap(
      root,
      'The vault lies in this site: its notes are there already, and nothing is to be exported',
    );
  }
  if (holdsVisibly(vault, root) || holdsVisibly(vault, real)) {
    throw overlap(root, 'This site lies in the vault: publishing would write into its own source');
  }
}

function overlap(root: string, message: string): AppError {
  return new AppError('blocked', `${message} (${root})`, { path: root });
}

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

/** The configuration with all keys in lower case: one file, or the folders that a production build reads. */
export function readConfig(root: string): Config {
  const single = configNames.map((name) => join(root, name)).find((file) => existsSync(file));
  let config = single ? readTable(single) : undefined;
  for (const stage of ['_default', 'production']) {
    const folder = join(root, 'config', stage);
    if (existsSync(folder)) config = merge(config ?? {}, readFolder(folder));
  }
  if (!config) throw new AppError('not-found', `${root} holds no Hugo configuration`, { path: root });
  return config;
}

function readFolder(folder: string): Config {
  let config: Config = {};
  for (const file of filesUnder(folder)) {
    if (!/\.(toml|ya?ml|json)$/.test(file)) continue;
    const name = basename(file, extname(file)).toLowerCase();
    const part = readTable(join(folder, file));
    const language = /^(menus?|params|languages?)\.([\w-]+)$/.exec(name);
    if (language) continue;
    config = merge(config, name === 'hugo' || name === 'config' ? part : { [name]: part });
  }
  return config;
}

function readTable(file: string): Config {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  try {
    const parsed: unknown = file.endsWith('.toml') ? parseToml(text) : parseYaml(text);
    return isTable(parsed) ? lowerKeys(parsed) : {};
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new AppError('invalid-params', `${file}: ${reason}`, { path: file });
  }
}

function lowerKeys(value: Config): Config {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.toLowerCase(), isTable(each) ? lowerKeys(each) : each]),
  );
}

function merge(base: Config, over: Config): Config {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isTable(before) && isTable(value) ? merge(before, value) : value;
  }
  return result;
}

function layoutFiles(root: string, config: Config): string[] {
  const themesDir = join(root, String(config.themesdir ?? 'themes'));
  const themes = [config.theme].flat().filter((theme) => typeof theme === 'string');
  const folders = [
    join(root, String(config.layoutdir ?? 'layouts')),
    ...themes.map((theme) => join(themesDir, theme, 'layouts')),
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

/** Paths of all files in a folder, relative to it, with `/`, in order; none where there is no such folder. */
export function filesUnder(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashes(relative(folder, join(entry.parentPath, entry.name))))
    .sort();
}

function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
