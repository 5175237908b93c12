import { diffItems } from '../text/diff.ts';
import type { TextEdit } from '../text/edit.ts';
import type { PropertyValue, Span } from './facts.ts';
import { lineEnd, lineStart, removeLines } from './front-matter-format.ts';

/** A value as it stands in a text, with what is in it. */
export interface ValueNode {
  kind: 'scalar' | 'list' | 'table';
  span: Span;
  /** In brackets, with commas; else each entry has lines of its own. */
  flow: boolean;
  entries: ValueEntry[];
  /** What the format knows of it. */
  source?: unknown;
}

/** An item of a list, or a name with its value. */
export interface ValueEntry {
  /** Undefined in a list. */
  key: string | undefined;
  /** Where it stands; several places for a table of TOML that is written in parts. */
  spans: Span[];
  node: ValueNode;
  /** Nothing can be put behind it: it is a table of its own, or its name is a part of a longer one. */
  last?: boolean;
}

/** How a format writes what is put in; undefined for what it cannot. */
export interface ValueWriter {
  /** A value of one line in place of another. */
  value(value: PropertyValue, old: ValueNode): string | undefined;
  /** An entry of `holder`, without a comma; further lines, with LF, as if it began in the first column. */
  entry(key: string | undefined, value: PropertyValue, holder: ValueNode): string | undefined;
}

/** Where edits are collected. */
interface Editing {
  text: string;
  eol: string;
  writer: ValueWriter;
  edits: TextEdit[];
}

/**
 * Edits that change a value from the inside: what stays in it stays byte for byte, with what is said beside and between.
 * Undefined where that cannot be.
 */
export function editWithin(
  text: string,
  eol: string,
  node: ValueNode,
  change: { from: PropertyValue; to: PropertyValue },
  writer: ValueWriter,
): TextEdit[] | undefined {
  const editing: Editing = { text, eol, writer, edits: [] };
  if (!edit(node, change.from, change.to, editing)) return undefined;
  return editing.edits.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** False where it cannot be done. */
function edit(node: ValueNode, from: PropertyValue, to: PropertyValue, editing: Editing): boolean {
  if (told(from) === told(to)) return true;
  if (node.flow && node.kind !== 'scalar' && !holdsComment(editing.text, node))
    return replace(node, to, editing);
  if (node.kind === 'list' && Array.isArray(from) && Array.isArray(to))
    return editList(node, from, to, editing);
  if (node.kind === 'table' && isTable(from) && isTable(to)) return editTable(node, from, to, editing);
  return (node.kind === 'scalar' || node.flow) && replace(node, to, editing);
}

function replace(node: ValueNode, to: PropertyValue, { text, writer, edits }: Editing): boolean {
  const insert = writer.value(to, node);
  if (insert === undefined || insert.includes('\n') || holdsComment(text, node)) return false;
  // A name of YAML may have nothing behind its colon.
  const space = node.span.from === node.span.to ? ' ' : '';
  edits.push({ ...node.span, insert: space + insert });
  return true;
}

function editList(
  node: ValueNode,
  from: readonly PropertyValue[],
  to: readonly PropertyValue[],
  editing: Editing,
): boolean {
  if (node.entries.length !== from.length) return false;
  const gone: ValueEntry[] = [];
  for (const hunk of diffItems(from.map(told), to.map(told))) {
    const same = Math.min(hunk.to - hunk.from, hunk.insertTo - hunk.insertFrom);
    for (let at = 0; at < same; at++) {
      const old = node.entries[hunk.from + at];
      const [before, after] = [from[hunk.from + at] ?? null, to[hunk.insertFrom + at] ?? null];
      if (!old || !edit(old.node, before, after, editing)) return false;
    }
    gone.push(...node.entries.slice(hunk.from + same, hunk.to));
    const added = to.slice(hunk.insertFrom + same, hunk.insertTo).map((value) => [undefined, value] as const);
    const next = hunk.from + same === hunk.to ? node.entries[hunk.to] : undefined;
    if (!insert(node, { after: node.entries[hunk.from + same - 1], before: next }, added, editing))
      return false;
  }
  return remove(node, gone, editing);
}

function editTable(node: ValueNode, from: Table, to: Table, editing: Editing): boolean {
  const known = new Map(node.entries.map((entry) => [entry.key ?? '', entry]));
  if (known.size !== Object.keys(from).length || !sameOrder(Object.keys(from), Object.keys(to))) return false;
  const gone: ValueEntry[] = [];
  for (const [key, entry] of known) {
    const [before, after] = [from[key], to[key]];
    if (before === undefined) return false;
    if (after === undefined) gone.push(entry);
    else if (!edit(entry.node, before, after, editing)) return false;
  }
  const added = Object.entries(to).filter(([key]) => !known.has(key));
  const pairs = node.entries.filter((entry) => !entry.last);
  const after = pairs.findLast((entry) => !gone.includes(entry)) ?? pairs.at(-1);
  return insert(node, { after, before: undefined }, added, editing) && remove(node, gone, editing);
}

/** Whether the names that both have come in one order: to put them in another is to write them anew. */
function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.filter((key) => b.includes(key)).join('\n') === b.filter((key) => a.includes(key)).join('\n');
}

/** Where entries are put: before one, else behind one. */
interface Place {
  after: ValueEntry | undefined;
  before: ValueEntry | undefined;
}

function insert(
  node: ValueNode,
  place: Place,
  added: readonly (readonly [string | undefined, PropertyValue])[],
  editing: Editing,
): boolean {
  if (added.length === 0) return true;
  const written = added.map(([key, value]) => editing.writer.entry(key, value, node));
  const texts = written.filter((text) => text !== undefined);
  if (texts.length < written.length) return false;
  return node.flow ? insertInBrackets(place, texts, editing) : insertLines(place, texts, editing);
}

function insertLines(
  { after, before }: Place,
  texts: readonly string[],
  { text, eol, edits }: Editing,
): boolean {
  const near = before?.spans[0] ?? after?.spans.at(-1);
  if (!near) return false;
  const start = lineStart(text, near.from);
  const lead = text.slice(start, near.from);
  const indent = lead.replace(/[^\t]/g, ' ');
  const lines = texts.map((each) => indent + each.replaceAll('\n', eol + indent));
  if (before && lead !== indent) return false;
  const at = before ? start : lineEnd(text, near.to);
  edits.push({ from: at, to: at, insert: lines.map((line) => (before ? line + eol : eol + line)).join('') });
  return true;
}

function insertInBrackets(
  { after, before }: Place,
  texts: readonly string[],
  { text, eol, edits }: Editing,
): boolean {
  const near = (after ?? before)?.spans[0];
  if (!near || texts.some((each) => each.includes('\n'))) return false;
  const put = (at: number, insert: string) => edits.push({ from: at, to: at, insert });
  const next = before?.spans[0];
  const lead = next && text.slice(lineStart(text, next.from), next.from);
  if (next && (!after || /^[ \t]*$/.test(lead ?? ''))) {
    const between = /^[ \t]*$/.test(lead ?? '') ? eol + lead : ' ';
    put(next.from, texts.map((each) => `${each},${between}`).join(''));
    return true;
  }
  const indent = text.slice(lineStart(text, near.from), near.from);
  const end = lineEnd(text, near.to);
  const rest = /^[ \t]*(,?)[ \t]*(?:#.*)?$/.exec(text.slice(near.to, end));
  if (!rest || !/^[ \t]*$/.test(indent)) {
    put(near.to, texts.map((each) => `, ${each}`).join(''));
    return true;
  }
  if (!rest[1]) put(near.to, ',');
  put(end, texts.map((each) => eol + indent + each).join(',') + rest[1]);
  return true;
}

/** Take entries out: their lines, where they have some of their own, with what is said behind them there. */
function remove(node: ValueNode, gone: readonly ValueEntry[], editing: Editing): boolean {
  if (!node.flow) {
    const some = gone.length === 0 || gone.length < node.entries.length;
    const kept = node.entries.findIndex((entry) => !gone.includes(entry));
    return some && gone.every((entry) => removeBlock(entry, node.entries.indexOf(entry) < kept, editing));
  }
  const lastKept = node.entries.findLastIndex((entry) => !gone.includes(entry));
  for (const entry of gone) removeInBrackets(node, entry, lastKept, editing);
  return true;
}

function removeBlock({ spans }: ValueEntry, first: boolean, { text, edits }: Editing): boolean {
  if (!spans.every(({ from }) => /^[ \t]*$/.test(text.slice(lineStart(text, from), from)))) return false;
  edits.push(...spans.map((span) => (first ? removeLines(text, span) : cutLines(text, span))));
  return true;
}

/** Takes whole lines with the line end before them: what comes after the value is not touched. */
function cutLines(text: string, { from, to }: Span): TextEdit {
  const start = lineStart(text, from);
  const end = text.slice(0, start).replace(/\r?\n$/, '').length;
  return { from: end, to: lineEnd(text, to), insert: '' };
}

function removeInBrackets(
  { entries }: ValueNode,
  entry: ValueEntry,
  lastKept: number,
  { text, edits }: Editing,
): void {
  const at = entries.indexOf(entry);
  const [span] = entry.spans;
  if (!span) return;
  const [start, end] = [lineStart(text, span.from), lineEnd(text, span.to)];
  const own =
    /^[ \t]*$/.test(text.slice(start, span.from)) &&
    /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(span.to, end));
  if (own) {
    edits.push(cutLines(text, span));
    return;
  }
  const next = entries[at + 1]?.spans[0];
  const last = entries[at - 1]?.spans[0];
  const cut =
    at < lastKept && next ? { from: span.from, to: next.from } : { from: last?.to ?? span.from, to: span.to };
  const between = at < lastKept && next ? text.slice(span.to, next.from) : text.slice(cut.from, span.from);
  // Where something is said between them, or a line ends there, that stays, and so may a comma at the end.
  const comma = /^[ \t]*,?/.exec(text.slice(span.to))?.[0].length ?? 0;
  edits.push({
    ...((at > lastKept && !last) || /[#\n]/.test(between) ? { from: span.from, to: span.to + comma } : cut),
    insert: '',
  });
}

function holdsComment(text: string, { kind, span }: ValueNode): boolean {
  return kind !== 'scalar' && text.slice(span.from, span.to).includes('#');
}

type Table = { [key: string]: PropertyValue };

function isTable(value: PropertyValue): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function told(value: PropertyValue): string {
  return JSON.stringify(value);
}
