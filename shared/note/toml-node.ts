import type { PropertyValue, Span } from './facts.ts';
import { type Statement, scanTomlValue, type TomlValue } from './toml-scan.ts';
import { type TomlStyle, tomlKey, tomlValue } from './toml-write.ts';
import type { ValueEntry, ValueNode, ValueWriter } from './value-edit.ts';

/** What stands in a property of TOML, and where: in one value, or in tables and names of several parts. */
export function tomlNode(text: string, statements: readonly Statement[]): ValueNode | undefined {
  const [first, ...rest] = statements;
  if (!first) return undefined;
  if (first.kind === 'pair' && first.path.length === 1 && rest.length === 0) {
    return valueNode(scanTomlValue(text, first.value));
  }
  const top = table(first.span);
  let at = top;
  let section: Span | undefined;
  for (const statement of statements) {
    const { kind, listed, path, value } = statement;
    const span = { ...statement.span };
    if (kind === 'table') {
      const found = follow(top, listed ? path.slice(0, -1) : path, span);
      if (!found) return undefined;
      at = listed ? nextOf(found, path.at(-1) ?? '', span) : found;
      section = span;
      continue;
    }
    const holder = follow(at, path.slice(0, -1), span);
    const node = valueNode(scanTomlValue(text, value));
    if (!holder || !node) return undefined;
    holder.entries.push({ key: path.at(-1), spans: [span], node, ...(path.length > 1 && { last: true }) });
    if (section) section.to = span.to;
  }
  return top.entries[0]?.node;
}

function table(span: Span): ValueNode {
  return { kind: 'table', span, flow: false, entries: [] };
}

/** The table at a path, made where it is not there; of a list of tables, its last one. All on the way get `span`. */
function follow(top: ValueNode, path: readonly string[], span: Span): ValueNode | undefined {
  let at = top;
  for (const key of path) {
    const { spans, node } = entryOf(at, key, table(span));
    if (node.flow) return undefined;
    spans.push(span);
    const last = node.kind === 'list' ? node.entries.at(-1) : undefined;
    last?.spans.push(span);
    at = last?.node ?? node;
  }
  return at.kind === 'table' ? at : undefined;
}

/** One more table of the list `key`. */
function nextOf(holder: ValueNode, key: string, span: Span): ValueNode {
  const { spans, node } = entryOf(holder, key, { ...table(span), kind: 'list' });
  const item = table(span);
  spans.push(span);
  node.entries.push({ key: undefined, spans: [span], node: item, last: true });
  return item;
}

function entryOf({ entries }: ValueNode, key: string, fresh: ValueNode): ValueEntry {
  const found = entries.find((one) => one.key === key);
  if (found) return found;
  const made = { key, spans: [], node: fresh, last: true };
  entries.push(made);
  return made;
}

function valueNode({ kind, span, entries }: TomlValue): ValueNode | undefined {
  const inside: ValueEntry[] = [];
  for (const entry of entries) {
    const node = valueNode(entry.value);
    if (!node || (kind === 'table' && entry.key === undefined)) return undefined;
    inside.push({ key: entry.key, spans: [entry.span], node });
  }
  return { kind, span, flow: kind !== 'scalar', entries: inside };
}

/** @param style how values are written */
export function tomlWriter(style: TomlStyle): ValueWriter {
  const inline = { ...style, itemIndent: undefined };
  const written = (value: PropertyValue) => tomlValue(value, inline);
  return {
    value: written,
    entry(key, value, { kind }) {
      if (kind === 'list') return written(value);
      return key === undefined ? undefined : `${tomlKey(key)} = ${written(value)}`;
    },
  };
}
