import type { HeadingIdType } from './anchors.ts';
import { dateOrder } from './dates.ts';
import type { Generation } from './goldmark.ts';
import type { UrlRules } from './urls.ts';

/** What a site can render, read from its configuration, layouts and Hugo. */
export interface SiteFacts {
  /** Who reads the pages: Hugo, or any tool that knows CommonMark. */
  reader: 'hugo' | 'commonmark';
  /** Major and minor of its Hugo; undefined where there is none on this machine. */
  version: readonly [number, number] | undefined;
  /** How heading ids are made. */
  anchors: Generation;
  idType: HeadingIdType;
  /** Headings get ids by themselves. */
  autoIds: boolean;
  /** `{#id}` after a heading, and on the line after a block. */
  headingAttributes: boolean;
  blockAttributes: boolean;
  /** Raw HTML is let through. */
  unsafe: boolean;
  /** `==x==` is rendered. */
  mark: boolean;
  /** A render hook for quotes that can tell callouts. */
  callouts: boolean;
  urls: UrlRules;
  /** Path of the base URL without its last slash: '' or `/blog`. */
  basePath: string;
  /** Codes of its languages in lower case, the default one first. */
  languages: string[];
  /** Shortcodes that the site or its themes define, and those that this Hugo brings. */
  ownShortcodes: ReadonlySet<string>;
  builtinShortcodes: ReadonlySet<string>;
}

/** A table of configuration with its keys in lower case, as Hugo reads them. */
export type Config = { [key: string]: unknown };

const oldShortcodes =
  'figure gist highlight instagram param ref relref tweet twitter twitter_simple vimeo vimeo_simple youtube';

/**
 * Read the facts out of a site's configuration.
 * @param content content folder that is published to: another language may have its own
 * @param layouts paths of files under `layouts/` of the site and its themes, relative to each `layouts/`
 */
export function siteFacts(
  config: Config,
  layouts: readonly string[],
  version: readonly [number, number] | undefined,
  content?: string,
): SiteFacts {
  const since = (minor: number) => version === undefined || version[0] > 0 || version[1] >= minor;
  const goldmark = table(config, 'markup', 'goldmark');
  const parser = table(goldmark, 'parser');
  const idType = String(parser.autoheadingidtype ?? parser.autoidtype ?? 'github').toLowerCase();
  const hook = layouts.some((file) => /(^|\/)_markup\/render-blockquote[^/]*\.html$/.test(file));
  return {
    reader: 'hugo',
    version,
    anchors: since(144) ? 'new' : 'old',
    idType: idType === 'blackfriday' || idType === 'github-ascii' ? idType : 'github',
    autoIds: parser.autoheadingid !== false,
    headingAttributes: table(parser, 'attribute').title !== false,
    blockAttributes: table(parser, 'attribute').block === true,
    unsafe: table(goldmark, 'renderer').unsafe === true,
    mark:
      since(126) && version !== undefined && table(goldmark, 'extensions', 'extras', 'mark').enable === true,
    callouts: version !== undefined && since(134) && hook,
    urls: { ...urlRules(config, since(123) ? 'new' : 'old'), prefix: languagePrefix(config, content) },
    basePath: basePath(config.baseurl),
    languages: languages(config),
    ownShortcodes: shortcodes(layouts),
    builtinShortcodes: new Set([...oldShortcodes.split(' '), ...(since(140) ? ['details', 'qr', 'x'] : [])]),
  };
}

/** A folder of plain Markdown: no more than CommonMark, tables and HTML, and ids of headings as GitHub makes them. */
export const plainFacts: SiteFacts = {
  ...siteFacts({}, [], undefined),
  reader: 'commonmark',
  headingAttributes: false,
  unsafe: true,
  builtinShortcodes: new Set(),
};

function urlRules(config: Config, generation: Generation): Omit<UrlRules, 'prefix'> {
  const permalinks = new Map<string, string>();
  const given = table(config, 'permalinks');
  for (const [section, pattern] of Object.entries({ ...given, ...table(given, 'page') })) {
    if (typeof pattern === 'string') permalinks.set(section, pattern);
  }
  return {
    generation,
    uglyUrls: config.uglyurls === true,
    disablePathToLower: config.disablepathtolower === true,
    permalinks,
    dates: datesOf(table(config, 'frontmatter').date),
  };
}

function datesOf(given: unknown): string[] {
  const names = Array.isArray(given) ? given.map((each) => String(each).toLowerCase()) : [];
  const all = names.flatMap((each) => (each === ':default' ? dateOrder : each));
  return all.length > 0 ? [...new Set(all)] : dateOrder;
}

/** Each language but the first has its pages in a folder of its own; the first too, where the site says so. */
function languagePrefix(config: Config, content: string | undefined): string {
  const [standard = '', ...others] = languages(config);
  const folder = (code: string) =>
    String(table(config, 'languages', code).contentdir ?? '').replace(/\/+$/, '');
  const code = others.find((each) => content !== undefined && folder(each) === content) ?? standard;
  const apart = code !== standard || (others.length > 0 && config.defaultcontentlanguageinsubdir === true);
  return apart ? `/${code}` : '';
}

function basePath(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string') return '';
  const path =
    /^(?:[a-z]+:)?\/\/[^/]*(\/.*)?$/i.exec(baseUrl)?.[1] ?? (baseUrl.startsWith('/') ? baseUrl : '');
  return path.replace(/\/+$/, '');
}

function languages(config: Config): string[] {
  const standard = String(config.defaultcontentlanguage ?? 'en').toLowerCase();
  const given = Object.keys(table(config, 'languages')).map((code) => code.toLowerCase());
  return [standard, ...given.filter((code) => code !== standard)];
}

function shortcodes(layouts: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const file of layouts) {
    const name = /^_?shortcodes\/(.+?)(?:\.[^/]*)?$/.exec(file)?.[1];
    if (name) names.add(name);
  }
  return names;
}

function table(config: Config, ...path: string[]): Config {
  let here: unknown = config;
  for (const key of path) here = isTable(here) ? here[key] : undefined;
  return isTable(here) ? here : {};
}

export function isTable(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
