import { type Document, isCollection, isScalar, isSeq, type ToStringOptions, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../text/edit.ts';
import { LineIndex } from '../text/lines.ts';
import type { Property, PropertyType, PropertyValue, Span } from './facts.ts';
import {
  effective,
  type Format,
  lineEnd,
  lineStart,
  removeLines,
  removeMembers,
  type Source,
} from './front-matter-format.ts';
import { toPropertyValue, typeOf } from './property-type.ts';
import { editWithin } from './value-edit.ts';
import { yamlNode, yamlWriter } from './yaml-node.ts';
import { hostile, type ParsedYaml, parseYaml, type YamlEntry } from './yaml-parse.ts';
import { renamedKey, yamlKey, yamlTail } from './yaml-write.ts';

/** A document whose aliases would unfold to more than this is an attack. */
const MAX_ALIASES = 100;

/** YAML front matter; dates are strings, as they stand. */
export const yaml: Format = {
  read(source) {
    const { document, entries, problem } = parseYaml(source);
    if (problem) return { properties: [], problem };
    const lines = new LineIndex(source.text.slice(0, source.inner.to));
    try {
      return { properties: effective(entries.map((entry) => property(document, lines, entry))), problem };
    } catch (error) {
      return { properties: [], problem: hostile(error) };
    }
  },

  set(source, name, value, type) {
    const parsed = parseYaml(source);
    const entry = parsed.entries.findLast((one) => one.name === name);
    if (parsed.flow) return [setInFlow(source, parsed, entry, name, value)];
    if (entry) return [replaceValue(source, entry, value, type)];
    const indent = ' '.repeat(columnOf(source, parsed.entries[0]));
    const pair = indent + yamlKey(name) + yamlTail(value, undefined, type, {});
    return [{ ...end(source), insert: pair.replaceAll('\n', source.eol + indent) + source.eol }];
  },

  within(source, name, from, to) {
    const entry = parseYaml(source).entries.findLast((one) => one.name === name);
    const node = entry && yamlNode(source.text, source.inner.from, entry.pair.value);
    return node && editWithin(source.text, source.eol, node, { from, to }, yamlWriter);
  },

  unset(source, name) {
    const { entries, flow } = parseYaml(source);
    if (flow) return removeMembers(entries, name);
    const named = entries.filter((one) => one.name === name);
    return named.map(({ key, value }) => removeLines(source.text, { from: key.from, to: value.to }));
  },

  rename(source, name, to) {
    const named = parseYaml(source).entries.filter((one) => one.name === name);
    return named.map(({ key }) => ({ ...key, insert: renamedKey(source.text.charAt(key.from), to) }));
  },
};

function property(document: Document, lines: LineIndex, { name, key, value, pair }: YamlEntry): Property {
  const node = pair.value as { toJS?: (document: Document, options: object) => unknown } | null;
  const read = toPropertyValue(node?.toJS?.(document, { maxAliasCount: MAX_ALIASES }));
  const span = { from: key.from, to: value.to };
  return { name, type: typeOf(read), value: read, span, line: lines.line(key.from) };
}

function columnOf({ text }: Source, entry: YamlEntry | undefined): number {
  return entry ? entry.key.from - lineStart(text, entry.key.from) : 0;
}

function end({ inner }: Source): Span {
  return { from: inner.to, to: inner.to };
}

/** A new value in the manner of the old one: quotes, one line or several, indent; comments on its first line stay. */
function replaceValue(
  source: Source,
  entry: YamlEntry,
  value: PropertyValue,
  type: PropertyType | undefined,
): TextEdit {
  const { text, eol } = source;
  const old = text.slice(entry.value.from, entry.value.to);
  const indent = ' '.repeat(columnOf(source, entry));
  const tail = yamlTail(value, entry.pair.value, type, layoutOf(text, entry)).replaceAll('\n', eol + indent);
  const firstEnd = lineEnd(text, entry.colonEnd);
  const kept = withSaid(source, entry, value, type, tail);
  if (kept) return kept;
  if (entry.value.from >= firstEnd || old.startsWith('#')) {
    const from = tail.startsWith(eol) ? firstEnd : entry.colonEnd;
    return { from, to: entry.value.to, insert: tail };
  }
  if (tail.includes(eol)) return { ...withComment(text, entry, tail, eol) };
  const empty = entry.value.to === entry.colonEnd;
  return { ...entry.value, insert: empty ? tail : tail.trimStart() };
}

/** Where lines of their own hold the old value, what is said in them stays; undefined where that is no matter. */
function withSaid(
  source: Source,
  entry: YamlEntry,
  value: PropertyValue,
  type: PropertyType | undefined,
  tail: string,
): TextEdit | undefined {
  const { text, eol } = source;
  const { colonEnd, value: span } = entry;
  const old = entry.pair.value;
  if (
    Array.isArray(value) &&
    value.length === 0 &&
    isSeq(old) &&
    isListOfLines(text, source.inner.from, old)
  ) {
    const [name = '', ...lines] = text.slice(colonEnd, span.to).split(/\r?\n/);
    if (!/^\s*(?:#.*)?$/.test(name)) return undefined;
    const said = lines.filter((line) => /^\s*#/.test(line));
    return { from: colonEnd, to: lineEnd(text, span.to), insert: [tail + name, ...said].join(eol) };
  }
  if (!isScalar(old) || !/^[|>]/.test(text.slice(span.from, span.to))) return undefined;
  const head = lineEnd(text, span.from);
  const [mark = '', comment = ''] = /^\S+(\s.*)?$/.exec(text.slice(span.from, head)) ?? [];
  const words = typeof value === 'string' && /^\S(?:.*\S)?$/.test(value) ? value : undefined;
  const end = text.slice(0, span.to).trimEnd().length;
  const indent = /^\s*?([ \t]+)(?=\S)/.exec(text.slice(head, span.to))?.[1];
  const isText = words !== undefined && (type === undefined || type === 'text');
  if (isText && indent !== undefined && /^>-(?!\d)/.test(mark))
    return { from: head, to: end, insert: eol + indent + words };
  if (comment.trim() === '') return undefined;
  const first = tail.includes(eol) ? tail.indexOf(eol) : tail.length;
  return { from: colonEnd, to: end, insert: tail.slice(0, first) + comment + tail.slice(first) };
}

/** Whether each item has a line to itself, so that what else begins with `#` there is a comment. */
function isListOfLines(text: string, start: number, { flow, items }: YAMLSeq): boolean {
  const oneLine = (item: unknown) => {
    const [from, to] = (isScalar(item) && item.range) || [];
    return from !== undefined && to !== undefined && !text.slice(start + from, start + to).includes('\n');
  };
  return flow !== true && items.every(oneLine);
}

/** Several lines in place of one: the comment behind the old value stays on the first of them. */
function withComment(text: string, { colonEnd, value }: YamlEntry, tail: string, eol: string): TextEdit {
  const to = lineEnd(text, value.to);
  const comment = text.slice(value.to, to).trimEnd();
  const first = tail.indexOf(eol);
  return { from: colonEnd, to, insert: tail.slice(0, first) + comment + tail.slice(first) };
}

/** How the old value lays out its lines. */
function layoutOf(text: string, { key, value, pair }: YamlEntry): ToStringOptions {
  const old = text.slice(value.from, value.to);
  const column = key.from - lineStart(text, key.from);
  const item = /\n([ \t]*)(?=[^\s#])/.exec(old)?.[1];
  const step = item === undefined ? 2 : item.length - column;
  const padded = isCollection(pair.value) && pair.value.flow === true && /^[[{] /.test(old);
  return { indent: step > 0 ? step : 2, indentSeq: step > 0, flowCollectionPadding: padded };
}

function setInFlow(
  source: Source,
  { document, entries }: ParsedYaml,
  entry: YamlEntry | undefined,
  name: string,
  value: PropertyValue,
): TextEdit {
  const written = JSON.stringify(value);
  if (entry) {
    const empty = entry.value.to === entry.colonEnd;
    return { ...entry.value, insert: empty ? ` ${written}` : written };
  }
  const last = entries.at(-1);
  const brace = source.inner.from + ((document.contents?.range?.[1] ?? 1) - 1);
  const at = last && last.value.to > last.colonEnd ? last.value.to : brace;
  return { from: at, to: at, insert: `${last ? ', ' : ''}${JSON.stringify(name)}: ${written}` };
}
