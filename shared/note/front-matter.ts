import { AppError } from '../contract/errors.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { bodyStart, type Extent, findExtent } from './extent.ts';
import type {
  FrontMatter,
  FrontMatterFormat,
  FrontMatterProblem,
  Property,
  PropertyType,
  PropertyValue,
} from './facts.ts';
import { type Format, lineEnd, MAX_LENGTH, type Source } from './front-matter-format.ts';
import { json } from './json.ts';
import { coerce } from './property-type.ts';
import { toml } from './toml.ts';
import { yaml } from './yaml.ts';

const FORMATS: Record<FrontMatterFormat, Format> = { toml, yaml, json };

/** Read the front matter of a note; undefined where it has none. What is broken has a `problem` and no properties. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const extent = findExtent(text);
  if (!extent) return undefined;
  const { format, span, inner } = extent;
  return { format, span, inner, ...read(text, extent) };
}

/** Where the body begins: after the front matter and the end of its line. */
export function splitNote(text: string): { bodyFrom: number } {
  return { bodyFrom: bodyStart(text, findExtent(text)) };
}

/**
 * Edits that give a property a value. An old value is replaced in place, in its own manner; a new property goes to
 * the end of the top level; a note without front matter gets one, in `format`. All other bytes stay.
 * Throws `invalid-front-matter` where it is broken, `invalid-params` for a value that cannot be of `type`.
 */
export function setProperty(
  text: string,
  name: string,
  value: PropertyValue,
  type?: PropertyType,
  format: FrontMatterFormat = 'toml',
): TextEdit[] {
  checkName(name);
  const block = editable(text);
  if (!block) return [create(text, name, coerce(value, type), type, format)];
  const old = block.properties.find((one) => one.name === name);
  const wanted = asWritten(text, old, coerce(value, type), type);
  if (old && same(old.value, wanted) && (type === undefined || type === old.type)) return [];
  const edits = FORMATS[block.format].set(sourceOf(text, block), name, wanted, type);
  const change = (one: Property) => (one.name === name ? { ...one, value: wanted } : one);
  const added = { name, value: wanted };
  const kept = type === undefined || type === old?.type ? editsWithin(text, block, old, wanted) : undefined;
  return kept ?? verified(text, edits, block.properties, change, added);
}

/** A number that becomes a text is the text that stands there: 1.10 is not 1.1. */
function asWritten(
  text: string,
  old: Property | undefined,
  wanted: PropertyValue,
  type: PropertyType | undefined,
): PropertyValue {
  if (type !== 'text' || typeof old?.value !== 'number' || wanted !== String(old.value)) return wanted;
  const source = text.slice(old.span.from, old.span.to);
  const [, raw = ''] = /[:=]\s*([^\s#,]+)\s*(?:#.*)?$/.exec(source) ?? [];
  return /^[+-]?\.?\d[\w.+-]*$/.test(raw) ? raw : wanted;
}

/** Edits of a list or table that is written with `hasMarks`, which stay; undefined where there are none, or they cannot. */
function editsWithin(
  text: string,
  block: FrontMatter,
  old: Property | undefined,
  wanted: PropertyValue,
): TextEdit[] | undefined {
  if (!old || typeof old.value !== 'object' || old.value === null || !hasMarks(text, block, old))
    return undefined;
  const edits = FORMATS[block.format].within?.(sourceOf(text, block), old.name, old.value, wanted);
  const change = (one: Property) => (one.name === old.name ? { ...one, value: wanted } : one);
  return edits && isRight(text, edits, block.properties, change) ? edits : undefined;
}

/** Whether a property can be given a value without the loss of what is said in it, and of what it refers to. */
export function keepsMarks(text: string, name: string, value: PropertyValue): boolean {
  const block = readFrontMatter(text);
  const old = block?.properties.find((one) => one.name === name);
  if (!block || !old || !hasMarks(text, block, old)) return true;
  return editsWithin(text, block, old, value) !== undefined;
}

/**
 * Whether there may be a comment in a property, or an anchor or alias of YAML. Tables of TOML may be written in parts:
 * then what is said anywhere counts.
 */
function hasMarks(text: string, { format, inner }: FrontMatter, { span, value }: Property): boolean {
  const parts = format === 'toml' && typeof value === 'object' && value !== null && !Array.isArray(value);
  const { from, to } = parts ? inner : { from: span.from, to: lineEnd(text, span.to) };
  const source = text.slice(from, to);
  return source.includes('#') || (format === 'yaml' && /(?:^|[\s,:[{-])[&*]\S/.test(source));
}

/** Edits that take a property out, with its lines; none where it is not there. */
export function unsetProperty(text: string, name: string): TextEdit[] {
  const block = editable(text);
  if (!block?.properties.some((one) => one.name === name)) return [];
  const edits = FORMATS[block.format].unset(sourceOf(text, block), name);
  return verified(text, edits, block.properties, (one) => (one.name === name ? undefined : one));
}

/** Edits that give a property another name, in all places where a TOML table has it. Its value stays as it is. */
export function renameProperty(text: string, name: string, to: string): TextEdit[] {
  checkName(to);
  const block = editable(text);
  if (name === to) return [];
  if (!block?.properties.some((one) => one.name === name)) {
    throw new AppError('not-found', `There is no property ${name}`, { name });
  }
  if (block.properties.some((one) => one.name === to)) {
    throw new AppError('exists', `There is a property ${to} already`, { name: to });
  }
  const edits = FORMATS[block.format].rename(sourceOf(text, block), name, to);
  return verified(text, edits, block.properties, (one) => (one.name === name ? { ...one, name: to } : one));
}

function read(
  text: string,
  extent: Extent,
): { properties: Property[]; problem: FrontMatterProblem | undefined } {
  const fail = (message: string) => ({ properties: [], problem: { message, line: 1, column: 1 } });
  if (!extent.closed) return fail('The front matter has no end');
  if (extent.inner.to - extent.inner.from > MAX_LENGTH) return fail('The front matter is too large');
  return FORMATS[extent.format].read(sourceOf(text, extent));
}

function sourceOf(text: string, { inner }: Pick<Extent, 'inner'>): Source {
  return { text, inner, eol: lineEndOf(text) };
}

/** The line end of the first line stands for all. */
function lineEndOf(text: string): string {
  const feed = text.indexOf('\n');
  return feed > 0 && text.charCodeAt(feed - 1) === 13 ? '\r\n' : '\n';
}

function checkName(name: string): void {
  if (name.trim() === '' || /\p{Cc}/u.test(name) || !name.isWellFormed()) {
    throw new AppError('invalid-params', 'A property needs a name of one line', { name });
  }
}

function editable(text: string): FrontMatter | undefined {
  const block = readFrontMatter(text);
  if (block?.problem) {
    const { message, line, column } = block.problem;
    throw new AppError('invalid-front-matter', message, { line, column });
  }
  return block;
}

function create(
  text: string,
  name: string,
  value: PropertyValue,
  type: PropertyType | undefined,
  format: FrontMatterFormat,
): TextEdit {
  const eol = lineEndOf(text);
  const mark = format === 'yaml' ? '---' : '+++';
  const frame = format === 'json' ? `{}${eol}` : `${mark}${eol}${mark}${eol}`;
  const extent = findExtent(frame);
  const source = { text: frame, inner: extent?.inner ?? { from: 0, to: 0 }, eol };
  const at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const insert = applyEdits(frame, FORMATS[format].set(source, name, value, type));
  return { from: at, to: at, insert };
}

/**
 * The edits, once it is certain that they do what they should and nothing else: what reads them back finds the
 * expected properties. It does not where, say, an anchor that others refer to would go.
 */
function verified(
  text: string,
  edits: TextEdit[],
  before: readonly Property[],
  change: (property: Property) => Property | undefined,
  added?: Pick<Property, 'name' | 'value'>,
): TextEdit[] {
  if (isRight(text, edits, before, change, added)) return edits;
  throw new AppError('invalid-front-matter', 'This property cannot be changed without breaking others');
}

function isRight(
  text: string,
  edits: readonly TextEdit[],
  before: readonly Property[],
  change: (property: Property) => Property | undefined,
  added?: Pick<Property, 'name' | 'value'>,
): boolean {
  const expected = new Map(before.flatMap((one) => change(one) ?? []).map((one) => [one.name, one.value]));
  if (added) expected.set(added.name, added.value);
  const after = readFrontMatter(applyEdits(text, edits));
  const found = after?.properties ?? [];
  const right =
    found.length === expected.size && found.every((one) => alike(one.value, expected.get(one.name)));
  return right && !after?.problem;
}

function same(a: PropertyValue, b: PropertyValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The same but for the order of names in tables, which TOML cannot always keep. */
function alike(a: PropertyValue, b: PropertyValue | undefined): boolean {
  return same(sorted(a), b === undefined ? undefined : sorted(b));
}

function sorted(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}
