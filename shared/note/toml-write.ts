import { AppError } from '../contract/errors.ts';
import type { PropertyValue } from './facts.ts';

/** How the values around, or before, are written. */
export interface TomlStyle {
  quote: string;
  /** Texts that stand as native dates. */
  natives: ReadonlySet<string>;
  /** The indent of the items of an array over several lines; undefined for one line. */
  itemIndent: string | undefined;
  trailingComma: boolean;
  /** Whole numbers are written as floats, as before. */
  float: boolean;
  eol: string;
}

type Table = { [key: string]: PropertyValue };

export function isTable(value: PropertyValue): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function tomlKey(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : basicString(name);
}

/** A value on the right side of `=`. TOML has no null. */
export function tomlValue(value: PropertyValue, style: TomlStyle): string {
  if (value === null) throw new AppError('invalid-params', 'TOML has no null');
  if (typeof value === 'string') return style.natives.has(value) ? value : tomlString(value, style.quote);
  if (typeof value === 'number') return tomlNumber(value, style.float);
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? tomlArray(value, style) : inlineTable(value, style);
}

/** `[path]` with its pairs, and the tables inside it after it; without the last line end. */
export function tomlSection(path: string, table: Table, style: TomlStyle): string {
  const entries = Object.entries(table);
  const pairs = entries
    .filter(([, value]) => !isTable(value))
    .map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value, style)}`);
  const inner = entries.flatMap(([key, value]) =>
    isTable(value) ? ['', tomlSection(`${path}.${tomlKey(key)}`, value, style)] : [],
  );
  return [`[${path}]`, ...pairs, ...inner].join(style.eol);
}

function tomlArray(values: readonly PropertyValue[], style: TomlStyle): string {
  const inline = { ...style, itemIndent: undefined };
  const items = values.map((value) => tomlValue(value, inline));
  if (style.itemIndent === undefined || items.length === 0) return `[${items.join(', ')}]`;
  const lines = items.map((item) => `${style.eol}${style.itemIndent}${item}`).join(',');
  return `[${lines}${style.trailingComma ? ',' : ''}${style.eol}]`;
}

function inlineTable(table: Table, style: TomlStyle): string {
  const inline = { ...style, itemIndent: undefined };
  const pairs = Object.entries(table).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value, inline)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function tomlNumber(value: number, float: boolean): string {
  const text = String(value);
  return float && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** `quote` may be of three signs: then a text of several lines stays one. */
function tomlString(value: string, quote: string): string {
  if (quote.length === 3 && value.includes('\n')) return multiString(value);
  return quote.startsWith("'") && !hasControl(value) && !value.includes("'")
    ? `'${value}'`
    : basicString(value);
}

function multiString(value: string): string {
  const lines = value.split('\n').map((line) => basicString(line).slice(1, -1));
  return `"""\n${lines.join('\n')}"""`;
}

/** JSON's escapes are TOML's, but for DEL. */
function basicString(value: string): string {
  return JSON.stringify(value.toWellFormed()).replaceAll('\x7f', '\\u007f');
}

function hasControl(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code < 32 && code !== 9) || code === 127) return true;
  }
  return !value.isWellFormed();
}
