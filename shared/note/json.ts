import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { TextEdit } from '../text/edit.ts';
import { LineIndex } from '../text/lines.ts';
import type { FrontMatterProblem, Property, PropertyValue, Span } from './facts.ts';
import {
  effective,
  type Format,
  lineStart,
  type Member,
  removeMembers,
  type Source,
} from './front-matter-format.ts';
import { toPropertyValue, typeOf } from './property-type.ts';

/** One member of the object; offsets into the note. */
interface Entry extends Member {
  read: PropertyValue;
}

/** Arrays and objects inside one another; the parser recurses. */
const DEPTH = 200;

/** JSON front matter: an object at the very start of the note. */
export const json: Format = {
  read(source) {
    const { entries, problem } = parseJson(source);
    if (problem) return { properties: [], problem };
    const lines = new LineIndex(source.text.slice(0, source.inner.to));
    return { properties: effective(entries.map((entry) => property(lines, entry))), problem };
  },

  set(source, name, value) {
    const { entries } = parseJson(source);
    const entry = entries.findLast((one) => one.name === name);
    if (!entry) return [addMember(source, entries, name, value)];
    const old = source.text.slice(entry.value.from, entry.value.to);
    const spread = old.includes('\n') || (!/^[[{]/.test(old) && indentOf(source, entries) !== undefined);
    return [{ ...entry.value, insert: written(source, value, entry.key.from, spread) }];
  },

  unset: (source, name) => removeMembers(parseJson(source).entries, name),

  rename(source, name, to) {
    const named = parseJson(source).entries.filter((one) => one.name === name);
    return named.map(({ key }) => ({ ...key, insert: JSON.stringify(to) }));
  },
};

function parseJson({ text, inner }: Source): { entries: Entry[]; problem: FrontMatterProblem | undefined } {
  const source = text.slice(inner.from, inner.to);
  if (depthOf(source) > DEPTH)
    return { entries: [], problem: { message: 'Nested too deeply', line: 1, column: 1 } };
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { disallowComments: true });
  const entries = (root?.children ?? []).flatMap((node) => entryOf(inner.from, node) ?? []);
  const error = errors[0];
  const message = error && printParseErrorCode(error.error);
  return { entries, problem: message ? problemAt(text, message, inner.from + error.offset) : undefined };
}

function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth);
    else if (char === ']' || char === '}') depth--;
  }
  return deepest;
}

function entryOf(offset: number, node: Node): Entry | undefined {
  const [key, value] = node.children ?? [];
  if (!key || !value) return undefined;
  return {
    name: String(key.value),
    key: spanOf(offset, key),
    value: spanOf(offset, value),
    read: readValue(value),
  };
}

function spanOf(offset: number, node: Node): Span {
  return { from: offset + node.offset, to: offset + node.offset + node.length };
}

function readValue(node: Node): PropertyValue {
  if (node.type === 'array') return (node.children ?? []).map(readValue);
  if (node.type !== 'object') return toPropertyValue(node.value);
  const members = (node.children ?? []).flatMap(({ children }) =>
    children?.[0] && children[1] ? [[String(children[0].value), readValue(children[1])] as const] : [],
  );
  return Object.fromEntries(members);
}

function problemAt(text: string, message: string, offset: number): FrontMatterProblem {
  const lines = new LineIndex(text.slice(0, offset));
  return { message, line: lines.line(offset), column: lines.column(offset) };
}

function property(lines: LineIndex, { name, key, value, read }: Entry): Property {
  const span = { from: key.from, to: value.to };
  return { name, type: typeOf(read), value: read, span, line: lines.line(key.from) };
}

/** White space before the first member of its line; undefined where all stand on one line. */
function indentOf({ text }: Source, entries: readonly Entry[]): string | undefined {
  const last = entries.at(-1);
  if (!last) return undefined;
  const before = text.slice(lineStart(text, last.key.from), last.key.from);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

function addMember(source: Source, entries: readonly Entry[], name: string, value: PropertyValue): TextEdit {
  const last = entries.at(-1);
  const indent = indentOf(source, entries);
  if (!last) {
    const { from, to } = source.inner;
    const member = `${JSON.stringify(name)}: ${JSON.stringify(value, null, 2)}`;
    const lines = `{\n${member}`.replaceAll('\n', `${source.eol}  `) + source.eol;
    return { from, to, insert: `${lines}}` };
  }
  const separator = indent === undefined ? ', ' : `,${source.eol}${indent}`;
  const member = `${JSON.stringify(name)}: ${written(source, value, last.key.from, indent !== undefined)}`;
  return { from: last.value.to, to: last.value.to, insert: separator + member };
}

/** A value as text; over several lines it is indented from the line that `at` stands on. */
function written({ text, eol }: Source, value: PropertyValue, at: number, spread: boolean): string {
  if (!spread) return oneLine(value);
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
  return JSON.stringify(value, null, indent || 2).replaceAll('\n', eol + indent);
}

function oneLine(value: PropertyValue): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${oneLine(inner)}`);
  return `{${members.join(', ')}}`;
}
