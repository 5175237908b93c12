import type { TextEdit } from '../text/edit.ts';

/** The quotes that a string of front matter stands in: `"`, the `'` of YAML, or the `'` of TOML. */
export type FrontMatterQuote = 'double' | 'single' | LiteralString;

/** A string of TOML in `'`, which can hold no other: the offset of its first quote, and the text between the two. */
export interface LiteralString {
  from: number;
  text: string;
}

/** The quotes that are open at an offset of a note's front matter; undefined where there are none. */
export function frontMatterQuote(text: string, at: number): FrontMatterQuote | undefined {
  const toml = text.startsWith('+++');
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const start = toml ? line : propertyStart(text, line);
  const open = openQuote(text.slice(start, at));
  if (open?.quote !== "'") return open && 'double';
  return toml ? literalAt(text, start + open.at) : 'single';
}

/** Undefined for one in `'''`, which holds any text as it is. */
function literalAt(text: string, from: number): LiteralString | undefined {
  const end = text.indexOf("'", from + 1);
  return text.startsWith("''", from - 2) || end < 0 ? undefined : { from, text: text.slice(from + 1, end) };
}

/** The edits that put a text in the place of another one between these quotes: a literal that cannot hold it gets `"`. */
export function putInQuotes(
  { from, to }: { from: number; to: number },
  text: string,
  quote: FrontMatterQuote | undefined,
): TextEdit[] {
  if (typeof quote !== 'object' || !text.includes("'")) return [{ from, to, insert: quoted(text, quote) }];
  const start = quote.from + 1;
  const marks = [...quote.text.matchAll(/["\\]/g)].map(({ index, 0: mark }) =>
    edit(start + index, `\\${mark}`),
  );
  return [
    edit(quote.from, '"'),
    ...marks.filter((mark) => mark.to <= from || mark.from >= to),
    { from, to, insert: quoted(text, 'double') },
    edit(start + quote.text.length, '"'),
  ];
}

/** In order, each once: links of one string turn its quotes each, and what stands in one link is written with it. */
export function distinctEdits(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = edits.toSorted((a, b) => a.from - b.from || b.to - a.to);
  return sorted.filter((edit, index) => edit.from >= (sorted[index - 1]?.to ?? 0));
}

/** In the place of one character. */
const edit = (from: number, insert: string): TextEdit => ({ from, to: from + 1, insert });

function quoted(text: string, quote: FrontMatterQuote | undefined): string {
  if (quote === 'double') return text.replace(/["\\]/g, '\\$&');
  return quote === 'single' ? text.replaceAll("'", "''") : text;
}

/** A string of YAML may go over lines; those that go on with it are indented. */
function propertyStart(text: string, line: number): number {
  let start = line;
  while (start > 0 && /\s/.test(text.charAt(start))) start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

function openQuote(before: string): { quote: '"' | "'"; at: number } | undefined {
  let open: { quote: '"' | "'"; at: number } | undefined;
  for (let at = 0; at < before.length; at++) {
    const unit = before[at];
    if (unit === '\\' && open?.quote === '"') at++;
    else if (open && unit === open.quote) open = undefined;
    else if (open === undefined && unit === '#' && /\s/.test(before[at - 1] ?? '\n')) {
      at = (before.indexOf('\n', at) + 1 || before.length) - 1;
    } else if (open === undefined && (unit === '"' || unit === "'") && mayBegin(before, at)) {
      open = { quote: unit, at };
    }
  }
  return open;
}

/** A string begins where a value does; elsewhere a quote is a character of the text (`it's`). */
function mayBegin(before: string, at: number): boolean {
  const line = before.slice(before.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
  if (/^[\s-]*$|[:=[{"']$/.test(line)) return true;
  return line.endsWith(',') && /^\s*["']|[[{]/.test(line);
}
