import { type Document, isMap, isScalar, type Pair, parseDocument } from 'yaml';
import { LineIndex } from '../text/lines.ts';
import type { FrontMatterProblem, Span } from './facts.ts';
import { lineEnd, type Member, type Source } from './front-matter-format.ts';

/** One property at the top of the document; offsets into the note. */
export interface YamlEntry extends Member {
  /** After the colon; `value` holds the anchor and tag too, and is empty where there is none. */
  colonEnd: number;
  pair: Pair;
}

export interface ParsedYaml {
  document: Document.Parsed;
  entries: YamlEntry[];
  problem: FrontMatterProblem | undefined;
  /** The top is written in braces. */
  flow: boolean;
}

/** Parse what stands between the delimiters, and find where each property is. */
export function parseYaml({ text, inner }: Source): ParsedYaml {
  const options = { uniqueKeys: false, merge: true, prettyErrors: false, logLevel: 'silent' } as const;
  let document: Document.Parsed;
  try {
    document = parseDocument(text.slice(inner.from, inner.to), options);
  } catch (error) {
    const empty = parseDocument('', options);
    return { document: empty, entries: [], problem: hostile(error), flow: false };
  }
  const { contents, errors } = document;
  const entries = isMap(contents) ? contents.items.flatMap((pair) => entryOf(text, inner, pair) ?? []) : [];
  const flow = isMap(contents) && contents.flow === true;
  const found = errors[0] && { message: errors[0].message, offset: inner.from + errors[0].pos[0] };
  const at = found ?? wrongTop(document, inner);
  return { document, entries, problem: at && problemAt(text, at.message, at.offset), flow };
}

function wrongTop({ contents }: Document.Parsed, inner: Span) {
  if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
  const message = 'Front matter must be a list of names and values';
  if (!isMap(contents)) return { message, offset: inner.from + contents.range[0] };
  const odd = contents.items.find((pair) => !isScalar(pair.key) || !pair.key.range);
  return odd && { message: 'The name of a property must be plain text', offset: inner.from };
}

function problemAt(text: string, message: string, offset: number): FrontMatterProblem {
  const lines = new LineIndex(text.slice(0, offset));
  return { message, line: lines.line(offset), column: lines.column(offset) };
}

/** What the YAML library throws for input that is made to exhaust it (too deep, too many aliases), or that merges no map. */
export function hostile(error: unknown): FrontMatterProblem {
  if (error instanceof Error && error.message.startsWith('Merge sources')) {
    return { message: error.message, line: 2, column: 1 };
  }
  if (error instanceof RangeError) return { message: 'Nested too deeply', line: 2, column: 1 };
  if (error instanceof ReferenceError) return { message: error.message, line: 2, column: 1 };
  throw error;
}

function entryOf(text: string, inner: Span, pair: Pair): YamlEntry | undefined {
  if (!isScalar(pair.key) || !pair.key.range) return undefined;
  const key = { from: inner.from + pair.key.range[0], to: inner.from + pair.key.range[1] };
  const colonEnd = text.indexOf(':', key.to) + 1;
  return { name: String(pair.key.value), key, colonEnd, value: valueSpan(text, inner, pair, colonEnd), pair };
}

function valueSpan(text: string, inner: Span, { value }: Pair, colonEnd: number): Span {
  const range = (value as { range?: [number, number, number] } | null)?.range;
  const literal = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED');
  const keep = literal && /^[|>]\d?\+/.test(text.slice(inner.from + (range?.[0] ?? 0)));
  let to = range ? inner.from + range[1] : colonEnd;
  if (keep && to > inner.from) to = lineEnd(text, to - 1);
  else while (to > colonEnd && /\s/.test(text.charAt(to - 1))) to--;
  let from = colonEnd;
  while (from < to && (text[from] === ' ' || text[from] === '\t')) from++;
  return to > from ? { from, to } : { from: colonEnd, to: colonEnd };
}
