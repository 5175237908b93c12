import type { Property, PropertyValue, Span } from '../facts.ts';
import { typeOf } from '../property-type.ts';

/** Characters that YAML does not allow as they are, or reads as white space; inside a class. */
const CONTROL = '\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff';
const QUOTED = `"[^"\\\\${CONTROL}]*"|'[^'${CONTROL}]*'`;
/** Begins with a letter: so it is no number, and no sign of YAML's. */
const WORD = 'A-Za-z_\\u3400-\\u9fff';
const ITEM = `${QUOTED}|[${WORD}][${WORD}0-9 /.+-]*`;
const FLOW = `\\[ *(?:(?:${ITEM})(?: *, *(?:${ITEM}))* *)?\\]`;
const DATE =
  '[1-9]\\d{3}-\\d{2}-\\d{2}(?:[Tt ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:[Zz]|[+-]\\d{2}:\\d{2})?)?';
/** Text up to the end of the line, where no `: ` and no ` #` can be in it. */
const TEXT = `(?:[/.]?[${WORD}]|/)(?:[^${CONTROL}:#]|:(?=[^\\s:]))*`;
const VALUE = `(${QUOTED})|(${FLOW})|(0|-?[1-9]\\d{0,14})|(${DATE}|${TEXT})`;
const END = ' *(?:\\r?\\n|$)';

const PAIR = new RegExp(`([${WORD}][${WORD}0-9-]*):(?: +(?:${VALUE}))?${END}`, 'y');
const ENTRY = new RegExp(`( *)- +(?:${VALUE})${END}`, 'y');
/** Text that is folded: lines of one indent under a `>`. */
const FOLDED = new RegExp(`([${WORD}][${WORD}0-9-]*): +>(-?) *\\r?\\n`, 'y');
const LINE = new RegExp(`( +)([^\\s${CONTROL}][^${CONTROL}]*)(?<! )\\r?\\n`, 'y');
const EMPTY = /\r?\n|$/y;
const PARTS = new RegExp(ITEM, 'g');
/** Words that mean something else than themselves, in some case. */
const MEANING = /^(?:true|false|null|\.inf|\.nan)$/i;

/** The properties of YAML that is plain from the first to the last line; undefined where it is not, or may be wrong. */
export function scanPlainYaml(text: string, { from, to }: Span): Property[] | undefined {
  const source = text.slice(from, to);
  const properties: Property[] = [];
  for (let at = 0, line = 2; at < source.length; ) {
    PAIR.lastIndex = at;
    const pair = PAIR.exec(source);
    const read = pair ? readPair(source, at, pair) : readFolded(source, at);
    if (read) {
      const span = { from: from + at, to: from + read.to };
      properties.push({ name: read.name, type: typeOf(read.value), value: read.value, span, line });
    }
    const next = read?.next ?? emptyEnd(source, at);
    if (next < 0) return undefined;
    at = next;
    line += read?.lines ?? 1;
  }
  return properties;
}

interface Pair {
  name: string;
  value: PropertyValue;
  /** Where the value ends. */
  to: number;
  /** Where the next line begins, and how many lines these were. */
  next: number;
  lines: number;
}

function emptyEnd(source: string, at: number): number {
  EMPTY.lastIndex = at;
  return EMPTY.test(source) ? EMPTY.lastIndex : -1;
}

function readPair(source: string, at: number, pair: RegExpExecArray): Pair | undefined {
  const [whole, name = '', ...groups] = pair;
  if (MEANING.test(name)) return undefined;
  const next = at + whole.length;
  if (groups.some((group) => group !== undefined)) {
    const value = readValue(groups);
    return value === undefined ? undefined : { name, value, to: at + whole.trimEnd().length, next, lines: 1 };
  }
  return readEntries(source, name, next) ?? { name, value: null, to: at + name.length + 1, next, lines: 1 };
}

function readFolded(source: string, at: number): Pair | undefined {
  FOLDED.lastIndex = at;
  const [head = '', name = '', strip] = FOLDED.exec(source) ?? [];
  if (head === '' || MEANING.test(name)) return undefined;
  const lines: string[] = [];
  let next = at + head.length;
  let to = next;
  let indent: string | undefined;
  for (;;) {
    LINE.lastIndex = next;
    const [whole = '', own, text = ''] = LINE.exec(source) ?? [];
    if (whole === '' || own !== (indent ?? own)) break;
    indent = own;
    lines.push(text);
    to = next + whole.trimEnd().length;
    next += whole.length;
  }
  if (lines.length === 0) return undefined;
  return { name, value: lines.join(' ') + (strip === '-' ? '' : '\n'), to, next, lines: 1 + lines.length };
}

/** A list of one value a line; undefined where none follows. What follows it and is none is not plain. */
function readEntries(source: string, name: string, from: number): Pair | undefined {
  const value: PropertyValue[] = [];
  let next = from;
  let to = from;
  let indent: string | undefined;
  for (;;) {
    ENTRY.lastIndex = next;
    const [whole = '', own, ...groups] = ENTRY.exec(source) ?? [];
    const read = own === (indent ?? own) ? readValue(groups) : undefined;
    if (read === undefined) break;
    indent = own;
    value.push(read);
    to = next + whole.trimEnd().length;
    next += whole.length;
  }
  return value.length > 0 ? { name, value, to, next, lines: 1 + value.length } : undefined;
}

function readValue([quoted, flow, number, plain]: (string | undefined)[]): PropertyValue | undefined {
  if (quoted !== undefined) return quoted.slice(1, -1);
  if (flow !== undefined) return flowItems(flow);
  return number === undefined ? plain && plainValue(plain.replace(/ +$/, '')) : Number(number);
}

function flowItems(flow: string): PropertyValue[] | undefined {
  const items = (flow.match(PARTS) ?? []).map((item) => item.replace(/ +$/, ''));
  if (items.some((item) => MEANING.test(item))) return undefined;
  return items.map((item) => (/^['"]/.test(item) ? item.slice(1, -1) : item));
}

function plainValue(text: string): PropertyValue | undefined {
  if (!MEANING.test(text)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' ? null : undefined;
}
