import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { AppError } from '../../shared/contract/errors.ts';
import { type Config, isTable } from '../../shared/hugo/site.ts';
import { mergeTheme } from '../../shared/hugo/theme-config.ts';
import { refuse } from '../../shared/words/refusal.ts';

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

/** Whether a folder looks like a Hugo site. */
export function isSite(root: string): boolean {
  return (
    configNames.some((name) => existsSync(join(root, name))) || existsSync(join(root, 'config', '_default'))
  );
}

/** The configuration as Hugo goes by it: the site's own, with what it takes from its themes. */
export function readSiteConfig(root: string): Config {
  let config = readConfig(root);
  for (const folder of themeFolders(root, config)) config = mergeTheme(config, themeConfig(folder));
  return config;
}

/** Folders of the themes of a site, and of those that they name in turn; the first says more than the next. */
export function themeFolders(root: string, config: Config): string[] {
  const places = [join(root, '_vendor'), resolve(root, String(config.themesdir ?? 'themes'))];
  const found = new Set<string>();
  const add = (each: Config) => {
    for (const name of themesOf(each)) {
      const folder = places.map((place) => join(place, name)).find((path) => existsSync(path));
      if (folder === undefined || found.has(folder)) continue;
      found.add(folder);
      add(themeConfig(folder));
    }
  };
  add(config);
  return [...found];
}

function themesOf({ theme, module }: Config): string[] {
  const imports = isTable(module) ? [module.imports ?? []].flat() : [];
  const paths = imports.map((each) => (isTable(each) ? each.path : undefined));
  return [theme, ...paths].flat().filter((name) => typeof name === 'string');
}

const themeConfig = (folder: string): Config => (isSite(folder) ? readConfig(folder) : {});

/** The site's own configuration with all keys in lower case: one file, or the folders that a production build reads. */
function readConfig(root: string): Config {
  const single = configNames.map((name) => join(root, name)).find((file) => existsSync(file));
  let config = single ? readTable(single) : undefined;
  for (const stage of ['_default', 'production']) {
    const folder = join(root, 'config', stage);
    if (existsSync(folder)) config = merge(config ?? {}, readFolder(folder));
  }
  if (!config) throw refuse('not-found', 'no-site', { path: root });
  return config;
}

function readFolder(folder: string): Config {
  let config: Config = {};
  for (const file of filesUnder(folder)) {
    if (!/\.(toml|ya?ml|json)$/.test(file)) continue;
    const name = basename(file, extname(file)).toLowerCase();
    config = merge(config, partOf(name, readTable(join(folder, file))));
  }
  return config;
}

/** What a file of a configuration folder stands for, by its name: `params`, `languages`, `params.zh`, `hugo`. */
function partOf(name: string, table: Config): Config {
  const [key = '', language] = name.split('.');
  if (language === undefined) return key === 'hugo' || key === 'config' ? table : { [key]: table };
  return { languages: { [language]: key === 'languages' ? table : { [key]: table } } };
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

/** Paths of all files in a folder, relative to it, with `/`, in order; none where there is no such folder. */
export function filesUnder(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashes(relative(folder, join(entry.parentPath, entry.name))))
    .sort();
}

export function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
