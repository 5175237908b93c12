import { parse, TomlError } from 'smol-toml';
import type { TextEdit } from '../text/edit.ts';
import { LineIndex } from '../text/lines.ts';
import type { FrontMatterProblem, Property, PropertyType, PropertyValue, Span } from './facts.ts';
import { type Format, removeLines, type Source } from './front-matter-format.ts';
import { dateType, toPropertyValue, typeOf } from './property-type.ts';
import { tomlNode, tomlWriter } from './toml-node.ts';
import { type Statement, scanToml } from './toml-scan.ts';
import { isTable, type TomlStyle, tomlKey, tomlSection, tomlValue } from './toml-write.ts';
import { editWithin } from './value-edit.ts';

/** A property and the statements it is made of: more than one for tables and dotted keys, perhaps apart. */
interface Group {
  name: string;
  statements: Statement[];
  pieces: Span[];
}

/** TOML front matter: `[table]`s are properties that hold an object, native dates are the text in the file. */
export const toml: Format = {
  read(source) {
    try {
      return { properties: readProperties(source), problem: undefined };
    } catch (error) {
      return { properties: [], problem: problemOf(error) };
    }
  },

  set(source, name, value, type) {
    const group = groups(source).find((one) => one.name === name);
    const style = styleFor(source, group, value, type);
    if (!group) return [insertPair(source, name, value, style)];
    const [first, ...rest] = group.statements;
    if (first?.kind === 'pair' && first.simple && rest.length === 0) {
      return [{ ...first.value, insert: tomlValue(value, style) }];
    }
    return replaceGroup(source, group, value, style);
  },

  within(source, name, from, to) {
    const group = groups(source).find((one) => one.name === name);
    const node = group && tomlNode(source.text, whole(source, group));
    const writer = tomlWriter(styleFor(source, group, to, undefined));
    return node && editWithin(source.text, source.eol, node, { from, to }, writer);
  },

  unset(source, name) {
    const group = groups(source).find((one) => one.name === name);
    return (group?.pieces ?? []).map((piece) => removeLines(source.text, piece));
  },

  rename(source, name, to) {
    const group = groups(source).find((one) => one.name === name);
    const named = group?.statements.filter((one) => one.root === name) ?? [];
    return named.map((one) => ({ ...one.rootSpan, insert: renamedKey(source.text, one.rootSpan, to) }));
  },
};

/** The first two lines are the delimiter and the first of the document. */
function problemOf(error: unknown): FrontMatterProblem {
  if (error instanceof TomlError) {
    const message = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    return { message, line: error.line + 1, column: error.column };
  }
  if (error instanceof RangeError) return { message: 'Nested too deeply', line: 2, column: 1 };
  throw error;
}

function readProperties(source: Source): Property[] {
  const { text, inner } = source;
  const checked = parse(text.slice(inner.from, inner.to), { integersAsBigInt: 'asNeeded' });
  const lines = new LineIndex(text.slice(0, inner.to));
  const all = groups(source);
  const dates = all.flatMap((group) => group.statements.flatMap((one) => one.dates));
  const dated = dates.length > 0;
  const data = dated ? parse(withQuotedDates(source, dates), { integersAsBigInt: 'asNeeded' }) : checked;
  return all.map(({ name, statements, pieces }) => {
    const value = toPropertyValue(Object.hasOwn(data, name) ? data[name] : null);
    const span = pieces[0] ?? inner;
    return { name, type: propertyType(statements[0], value), value, span, line: lines.line(span.from) };
  });
}

/** The document with every native date as a string of its own text, so that nothing is lost in reading it. */
function withQuotedDates({ text, inner }: Source, dates: readonly Span[]): string {
  let result = '';
  let at = inner.from;
  for (const { from, to } of dates) {
    result += `${text.slice(at, from)}'${text.slice(from, to)}'`;
    at = to;
  }
  return result + text.slice(at, inner.to);
}

function propertyType(statement: Statement | undefined, value: PropertyValue): PropertyType {
  const native = statement?.simple && isNative(statement);
  if (!native || typeof value !== 'string') return typeOf(value);
  if (!value.includes('-')) return 'text';
  return value.length === 10 ? 'date' : 'datetime';
}

/** The value is one native date and nothing else. */
function isNative({ value, dates }: Statement): boolean {
  return dates.length === 1 && dates[0]?.from === value.from && dates[0]?.to === value.to;
}

function groups({ text, inner }: Source): Group[] {
  const byName = new Map<string, Group>();
  let table: string | undefined;
  let last: Group | undefined;
  for (const statement of scanToml(text, inner)) {
    if (statement.kind === 'table') table = statement.root;
    const name = table ?? statement.root;
    const group = byName.get(name) ?? { name, statements: [], pieces: [] };
    byName.set(name, group);
    const piece = group.pieces.at(-1);
    if (piece && last === group) piece.to = statement.span.to;
    else group.pieces.push({ ...statement.span });
    // The pairs of a table belong to its property, and only its own names are names of the property.
    group.statements.push(statement.kind === 'pair' && table !== undefined ? inTable(statement) : statement);
    last = group;
  }
  return [...byName.values()];
}

/** The statements of a property as they were read: in a group, pairs of a table have lost their own names. */
function whole({ text, inner }: Source, { statements }: Group): Statement[] {
  const starts = new Set(statements.map(({ span }) => span.from));
  return scanToml(text, inner).filter(({ span }) => starts.has(span.from));
}

function inTable(statement: Statement): Statement {
  return { ...statement, root: '', simple: false };
}

function styleFor(
  source: Source,
  group: Group | undefined,
  value: PropertyValue,
  type: PropertyType | undefined,
): TomlStyle {
  const { text, eol } = source;
  const statements = group?.statements ?? [];
  const first = statements[0];
  const old = first ? text.slice(first.value.from, first.value.to) : '';
  const natives = new Set(statements.flatMap((one) => one.dates.map(({ from, to }) => text.slice(from, to))));
  const native = first ? isNative(first) : type === 'date' || type === 'datetime';
  if (typeof value === 'string' && native && type !== 'text' && isTomlDate(value)) natives.add(value);
  return {
    quote: tripled(old, eol) ?? statements.find((one) => one.quote)?.quote ?? usualQuote(source),
    natives,
    itemIndent: old.startsWith('[') ? /\n([ \t]*)(?=[^\s#\]])/.exec(old)?.[1] : undefined,
    trailingComma: /,\s*(?:#[^\n]*\s*)*\]$/.test(old),
    float: /^[+-]?\d[\d_]*(?:\.|[eE])/.test(old),
    eol,
  };
}

/** A string over several lines stays one, where a line end of the file is the one that TOML reads back. */
function tripled(old: string, eol: string): string | undefined {
  return eol === '\n' && /^(?:"""|''')/.test(old) ? old.slice(0, 3) : undefined;
}

/** The sign that the first string of the front matter is quoted with; Hugo's own archetypes use `'`. */
function usualQuote(source: Source): string {
  return scanToml(source.text, source.inner).find((one) => one.quote)?.quote ?? "'";
}

function isTomlDate(text: string): boolean {
  const exact = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/;
  return exact.test(text) && dateType(text) !== undefined;
}

/** After the last pair that belongs to no table, or before everything. */
function insertPair(source: Source, name: string, value: PropertyValue, style: TomlStyle): TextEdit {
  const statements = scanToml(source.text, source.inner);
  const table = statements.findIndex((one) => one.kind === 'table');
  const last = (table < 0 ? statements : statements.slice(0, table)).at(-1);
  const at = last ? removeLines(source.text, last.span).to : source.inner.from;
  return { from: at, to: at, insert: `${tomlKey(name)} = ${tomlValue(value, style)}${source.eol}` };
}

/** A property of several statements becomes one: a table again where it was one and still is, else a pair. */
function replaceGroup(source: Source, group: Group, value: PropertyValue, style: TomlStyle): TextEdit[] {
  const [first, ...rest] = group.pieces;
  const removed = rest.map((piece) => removeLines(source.text, piece));
  if (!first) return removed;
  const key = tomlKey(group.name);
  if (group.statements[0]?.kind === 'pair') {
    return [{ ...first, insert: `${key} = ${tomlValue(value, style)}` }, ...removed];
  }
  if (isTable(value)) return [{ ...first, insert: tomlSection(key, value, style) }, ...removed];
  return [removeLines(source.text, first), ...removed, insertPair(source, group.name, value, style)];
}

function renamedKey(text: string, span: Span, to: string): string {
  const quote = text[span.from];
  if (quote === '"') return JSON.stringify(to);
  return quote === "'" && !/['\p{Cc}]/u.test(to) ? `'${to}'` : tomlKey(to);
}
