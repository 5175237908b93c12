import {
  Document,
  isCollection,
  isScalar,
  parseDocument,
  Scalar,
  stringify,
  type ToStringOptions,
  visit,
  type YAMLMap,
} from 'yaml';
import type { PropertyType, PropertyValue } from './facts.ts';
import { dateType } from './property-type.ts';

const WRITING: ToStringOptions = { lineWidth: 0, nullStr: '', simpleKeys: true };

/** What follows `name:`, with LF and without the last one: begins with a space or a line end. */
export function yamlTail(
  value: PropertyValue,
  old: unknown,
  type: PropertyType | undefined,
  layout: ToStringOptions,
): string {
  const compat = isPlainDate(value, old, type) ? null : 'yaml-1.1';
  const document = new Document({ k: value }, { compat, version: '1.2' });
  const node = (document.contents as unknown as YAMLMap).get('k', true);
  if (isScalar(node) && isScalar(old)) node.type = scalarType(old, value, type);
  if (isCollection(node) && isCollection(old)) {
    node.flow = old.flow === true;
    keepQuotes(node.items, old.items);
  }
  if (isCollection(node) && node.items.length === 0) node.flow = true;
  visit(document, { Scalar: (_key, scalar) => quoteFragile(scalar) });
  const tail = document.toString({ flowCollectionPadding: false, ...WRITING, ...layout }).slice(2, -1);
  return readsBack(tail, value) ? tail : ` ${JSON.stringify(value)}`;
}

/** What the library writes it does not always read as the same; JSON, which is YAML too, it does. */
function readsBack(tail: string, value: PropertyValue): boolean {
  const read = parseDocument(`k:${tail}\n`, { logLevel: 'silent' });
  return read.errors.length === 0 && JSON.stringify(read.toJS()) === JSON.stringify({ k: value });
}

/** Lines that begin or end with white space would not come back from a block of lines: they are quoted. */
function quoteFragile(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value !== 'string' || !value.includes('\n')) return;
  if (/^\s|[^\S\n]\n|[^\S\n]$|\n\n$/.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
}

/** A date stands without quotes, which other readers of YAML 1.1 would ask for, unless it had some or is to be text. */
function isPlainDate(value: PropertyValue, old: unknown, type: PropertyType | undefined): boolean {
  if (typeof value !== 'string' || !dateType(value) || type === 'text') return false;
  return type !== undefined || !isScalar(old) || old.type === Scalar.PLAIN;
}

function scalarType(
  old: Scalar,
  value: PropertyValue,
  type: PropertyType | undefined,
): Scalar.Type | undefined {
  if (typeof value !== 'string' || typeof old.value !== 'string') return undefined;
  const lines = old.type === 'BLOCK_LITERAL' || old.type === 'BLOCK_FOLDED';
  if (lines) return value.includes('\n') ? Scalar.BLOCK_LITERAL : undefined;
  return type === 'date' || type === 'datetime' ? Scalar.PLAIN : (old.type as Scalar.Type | undefined);
}

/** Items of a list keep their quotes where they stay, and take those of the first item where they are new. */
function keepQuotes(items: unknown[], old: readonly unknown[]): void {
  const known = old.filter((item): item is Scalar => isScalar(item) && typeof item.value === 'string');
  for (const item of items) {
    if (!isScalar(item) || typeof item.value !== 'string') continue;
    item.type = (known.find((one) => one.value === item.value) ?? known[0])?.type as Scalar.Type | undefined;
  }
}

/** `name:`, quoted where it has to be. */
export function yamlKey(name: string): string {
  return stringify({ [name]: null }, { compat: 'yaml-1.1', version: '1.2', ...WRITING }).slice(0, -1);
}

/** A new name in the quotes of the old one. */
export function renamedKey(quote: string, to: string): string {
  if (quote === '"') return JSON.stringify(to);
  if (quote === "'" && !/\p{Cc}/u.test(to)) return `'${to.replaceAll("'", "''")}'`;
  return yamlKey(to).slice(0, -1);
}
