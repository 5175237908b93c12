import type { BlockContext, InlineContext, Line, MarkdownConfig } from '@lezer/markdown';

/** Quotes and list items inside one another; what is deeper is text. */
const DEPTH = 100;
/** Characters of emphasis-like marks in one paragraph that can pair up. */
const MARKS = 4000;
/** Link brackets of one paragraph that can be open at a time, and in all. */
const OPEN_BRACKETS = 500;
const BRACKETS = 10_000;
/** Places in one paragraph where an HTML tag, comment or `<url>` is looked for. */
const TAGS = 2000;
/** A paragraph that is longer than this ends with its line. */
const PARAGRAPH = 50_000;
/** A link reference definition does not go on over more characters than this. */
const DEFINITION = 4000;
/** Parentheses inside one another in a link target; CommonMark asks for three at least. */
const PARENTHESES = 32;

interface Spent {
  marks: number;
  open: number;
  brackets: number;
  tags: number;
}

const spentBy = new WeakMap<InlineContext, Spent>();

function spentIn(cx: InlineContext): Spent {
  const known = spentBy.get(cx);
  if (known) return known;
  const spent = { marks: 0, open: 0, brackets: 0, tags: 0 };
  spentBy.set(cx, spent);
  return spent;
}

/**
 * Whether a paragraph may have `size` more characters of paired marks (`*`, `==` …). The Markdown parser pairs them
 * by looking back over all of them and nests by recursion: unbounded, a hostile line takes minutes or the stack.
 */
export function mayMark(cx: InlineContext, size: number): boolean {
  const spent = spentIn(cx);
  spent.marks += size;
  return spent.marks <= MARKS;
}

/** Keeps every construct of the grammar within time and stack, whatever the text holds. */
export const Bounds: MarkdownConfig = {
  parseBlock: [{ name: 'DepthBound', before: 'LinkReference', parse: flatten, endLeaf: endsHugeParagraph }],
  parseInline: [
    { name: 'EmphasisBound', before: 'Emphasis', parse: boundEmphasis },
    { name: 'BracketBound', before: 'Link', parse: boundBracket },
    { name: 'TagBound', before: 'HTMLTag', parse: boundTag },
  ],
};

function flatten(cx: BlockContext, line: Line): boolean {
  if (cx.depth < DEPTH || !/[->+*\d]/.test(String.fromCharCode(line.next))) return false;
  const from = cx.lineStart + line.pos;
  const text = line.text.slice(line.pos);
  cx.addElement(cx.elt('Paragraph', from, from + text.length, cx.parser.parseInline(text, from)));
  cx.nextLine();
  return true;
}

/** What the parser keeps for a paragraph that may turn out to be a definition or a table. */
type LeafState = { stage?: number; rows?: unknown };

function endsHugeParagraph(
  _cx: BlockContext,
  _line: Line,
  leaf: { content: string; parsers: unknown[] },
): boolean {
  const size = leaf.content.length;
  if (size > DEFINITION && leaf.parsers.some((parser) => 'stage' in (parser as LeafState))) {
    leaf.parsers = leaf.parsers.filter((parser) => !('stage' in (parser as LeafState)));
  }
  return size > PARAGRAPH && !leaf.parsers.some((parser) => Boolean((parser as LeafState).rows));
}

function boundEmphasis(cx: InlineContext, next: number, pos: number): number {
  if (next !== 42 && next !== 95 && next !== 126) return -1;
  let end = pos + 1;
  while (cx.char(end) === next) end++;
  return mayMark(cx, end - pos) ? -1 : end;
}

function boundBracket(cx: InlineContext, next: number, pos: number): number {
  if (next === 93) return boundClosing(cx, pos);
  const image = next === 33 && cx.char(pos + 1) === 91;
  if (next !== 91 && !image) return -1;
  const spent = spentIn(cx);
  if (spent.open >= OPEN_BRACKETS || spent.brackets >= BRACKETS) return pos + (image ? 2 : 1);
  spent.open++;
  spent.brackets++;
  return -1;
}

function boundClosing(cx: InlineContext, pos: number): number {
  const spent = spentIn(cx);
  if (spent.open === 0 || (cx.char(pos + 1) === 40 && isTooNested(cx, pos + 2))) return pos + 1;
  spent.open--;
  return -1;
}

function isTooNested(cx: InlineContext, pos: number): boolean {
  let depth = 0;
  for (let at = pos; at < cx.end; at++) {
    const next = cx.char(at);
    if (next === 40 && ++depth > PARENTHESES) return true;
    if (next === 41 && --depth < 0) return false;
    if (next === 92) at++;
    else if (next <= 32) return false;
  }
  return false;
}

function boundTag(cx: InlineContext, next: number, pos: number): number {
  return next === 60 && ++spentIn(cx).tags > TAGS ? pos + 1 : -1;
}
