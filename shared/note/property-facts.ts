import type { LineIndex } from '../text/lines.ts';
import type { FrontMatter, LinkFact, Property, PropertyValue, Span, TagFact } from './facts.ts';
import { wikiTarget } from './link-target.ts';

const WIKI_LINK = /!?\[\[(?:(?!\[\[|\]\])[^\n])+\]\]/g;

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
  let at = 0;
  for (const value of stringsIn(property.value)) {
    for (const raw of value.match(WIKI_LINK) ?? []) {
      const found = source.indexOf(raw, at);
      if (found < 0) continue;
      at = found + raw.length;
      const from = property.span.from + found;
      links.push(wikiLink(lines, raw, { from, to: from + raw.length }));
    }
  }
  return links;
}

function wikiLink(lines: LineIndex, raw: string, span: Span): LinkFact {
  const embed = raw.startsWith('!');
  const start = embed ? 3 : 2;
  const { path, fragment, text, length } = wikiTarget(raw.slice(start, -2));
  const target = { from: span.from + start, to: span.from + start + length };
  const place = { line: lines.line(span.from), column: lines.column(span.from), block: -1 };
  return { kind: 'wiki', embed, raw, span, path, fragment, text, target, ...place };
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
