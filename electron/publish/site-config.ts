import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { AppError } from '../../shared/contract/errors.ts';
import { type Config, isTable } from '../../shared/hugo/site.ts';

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
