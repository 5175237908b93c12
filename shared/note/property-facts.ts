import type { LineIndex } from '../text/lines.ts';
import type { FrontMatter, LinkFact, Property, PropertyValue, Span, TagFact } from './facts.ts';
import { wikiTarget } from './link-target.ts';

const WIKI_LINK = /!?\[\[(?:(?!\[\[|\]\])[^\n])+\]\]/g;
/** In the source of a value, which may go on in the next line where YAML reads a space. */
const WRITTEN_LINK = /!?\[\[(?:(?!\[\[|\]\]|\n\s*\n)[\s\S])+\]\]/g;

/** What the properties of a note say about it: its title, other names, tags and links. */
export interface PropertyFacts {
  title: string | undefined;
  aliases: string[];
  tags: TagFact[];
  links: LinkFact[];
}

/** Read the properties that mean something to us; all others are just kept. */
export function propertyFacts(text: string, lines: LineIndex, front: FrontMatter | undefined): PropertyFacts {
  const properties = front?.properties ?? [];
  const title = textOf(named(properties, 'title')?.value);
  return {
    title: title?.trim() ? title.trim() : undefined,
    aliases: aliasesOf(properties),
    tags: tagsOf(text, lines, named(properties, 'tags')),
    links: properties.flatMap((property) => linksOf(text, lines, property)),
  };
}

function named(properties: readonly Property[], name: string): Property | undefined {
  return properties.find((property) => property.name.toLowerCase() === name);
}

/** Names in `aliases` and in `params.aliases`; what holds a `/` is a redirect of Hugo's. */
function aliasesOf(properties: readonly Property[]): string[] {
  const params = named(properties, 'params')?.value;
  const nested = isRecord(params) ? params.aliases : undefined;
  const all = [...listOf(named(properties, 'aliases')?.value), ...listOf(nested)];
  return [...new Set(all.filter((alias) => !alias.includes('/')))];
}

function tagsOf(text: string, lines: LineIndex, property: Property | undefined): TagFact[] {
  if (!property) return [];
  const { from, to } = property.span;
  let at = from + text.slice(from, to).search(/[=:]/) + 1;
  return listOf(property.value, /[,\s]+/).flatMap((entry) => {
    const name = entry.replace(/^#/, '');
    if (name === '') return [];
    const found = text.indexOf(name, at);
    const inside = found >= 0 && found + name.length <= to;
    const span = inside ? { from: found, to: found + name.length } : { ...property.span };
    if (inside) at = span.to;
    return [{ name, span, line: lines.line(span.from) }];
  });
}

/** Wikilinks inside the strings of a property, at the places where they stand in its source. */
function linksOf(text: string, lines: LineIndex, property: Property): LinkFact[] {
  const source = text.slice(property.span.from, property.span.to);
  if (!source.includes('[[')) return [];
  const links: LinkFact[] = [];
  const written = [...source.matchAll(WRITTEN_LINK)];
  let next = 0;
  for (const value of stringsIn(property.value)) {
    for (const said of value.match(WIKI_LINK) ?? []) {
      let at = next;
      while (at < written.length && !readingOf(written[at]?.[0] ?? '', said)) at++;
      const found = written[at];
      if (!found) continue;
      next = at + 1;
      const from = property.span.from + found.index;
      links.push(wikiLink(lines, found[0], said, { from, to: from + found[0].length }));
    }
  }
  return links;
}

/** @param said what stands in the source as `raw`, without the escapes of quotes */
function wikiLink(lines: LineIndex, raw: string, said: string, span: Span): LinkFact {
  const embed = said.startsWith('!');
  const start = embed ? 3 : 2;
  const { path, fragment, text, length } = wikiTarget(said.slice(start, -2));
  const end = span.from + sourceLength(raw, said, start + length);
  const target = { from: span.from + start, to: end };
  const place = { line: lines.line(span.from), column: lines.column(span.from), block: -1 };
  return { kind: 'wiki', embed, raw, span, path, fragment, text, target, ...place };
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g;

/** How a string may be read: as it stands, between the single quotes of YAML, between double quotes. */
const READINGS: readonly ((source: string) => string)[] = [
  (source) => source,
  (source) => source.replaceAll("''", "'"),
  (source) =>
    source.replace(ESCAPE, (whole, byte, short, long, other) => {
      const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
      return other ?? (code <= 0x10ffff ? String.fromCodePoint(code) : whole);
    }),
];

function readingOf(raw: string, said: string) {
  const readings = /['\\]/.test(raw) ? READINGS : READINGS.slice(0, 1);
  const read = readings.find((one) => one(folded(raw)) === said);
  return read && ((source: string) => read(folded(source)));
}

const folded = (source: string) => source.replace(/[ \t]*\r?\n[ \t]*/g, ' ');

/** How much of `raw` stands for the first `length` units of what it says. */
function sourceLength(raw: string, said: string, length: number): number {
  const read = readingOf(raw, said);
  const begin = said.slice(0, length);
  for (let at = length; at < raw.length; at++) {
    if (read?.(raw.slice(0, at)) === begin && read(raw.slice(at)) === said.slice(length)) return at;
  }
  return length;
}

/** All strings in a value, in order, without recursion: a hostile one is nested deeply. */
function stringsIn(value: PropertyValue): string[] {
  const strings: string[] = [];
  const stack: PropertyValue[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null) {
      for (const inner of Object.values(next).reverse()) stack.push(inner);
    }
  }
  return strings;
}

/** A list, or what stands in its place: a string with its entries, one after another. */
function listOf(value: PropertyValue | undefined, separator = /,/): string[] {
  const entries = typeof value === 'string' ? value.split(separator) : Array.isArray(value) ? value : [value];
  return entries.map((entry) => textOf(entry)?.trim() ?? '').filter((entry) => entry !== '');
}

function textOf(value: PropertyValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isRecord(value: PropertyValue | undefined): value is { [key: string]: PropertyValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
