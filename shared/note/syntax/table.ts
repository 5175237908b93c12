import type { NodeSet, Tree } from '@lezer/common';
import {
  type BlockContext,
  type Element,
  Table as GfmTable,
  type LeafBlock,
  type LeafBlockParser,
  type Line,
  type MarkdownConfig,
} from '@lezer/markdown';

const DELIMITER_ROW = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?$/;

/** Rows that were parsed, by their text: in a long table all but one are what they were before a key. */
type RowTrees = Map<string, Tree>;

/** What is kept of rows beyond those of the table that was parsed last, in rows and in times of that table. */
const spare = { rows: 4000, times: 4 };

/**
 * GFM's tables. The parser's own do not know a delimiter row with white space behind it (the CR of a CRLF is such),
 * and look at the row below every line with a `|` in a way that takes quadratic time over a run of spaces.
 */
export const Table: MarkdownConfig = tableSyntax((parser) => parser);

/** The same for a text that is parsed again and again: a row is taken over from before, wherever it stands. */
export function tableWithMemory(): MarkdownConfig {
  const known: RowTrees = new Map();
  return tableSyntax((parser) => withKnownRows(parser, known));
}

function tableSyntax(wrap: (parser: LeafBlockParser) => LeafBlockParser): MarkdownConfig {
  return {
    ...GfmTable,
    parseBlock: GfmTable.parseBlock?.map((block) => ({
      ...block,
      leaf: (cx, leaf) => {
        const parser = block.leaf?.(cx, leaf);
        return parser ? withoutTrailingSpace(wrap(parser)) : null;
      },
      endLeaf: beginsTable,
    })),
  };
}

/** What Lezer's parser of tables has besides what its type says. */
interface RowParser extends LeafBlockParser {
  /** The head, the row of dashes, and the rows so far; null before the row of dashes, false where there is none. */
  rows: Element[] | false | null;
}

function withKnownRows(parser: LeafBlockParser, known: RowTrees): LeafBlockParser {
  const table = parser as RowParser;
  const used: RowTrees = new Map();
  const nextLine = parser.nextLine.bind(parser);
  const finish = parser.finish.bind(parser);
  parser.nextLine = (cx, line, leaf) => {
    const { rows } = table;
    if (!rows) return nextLine(cx, line, leaf);
    const text = line.text.slice(line.pos);
    let tree = known.get(text);
    if (tree) rows.push(cx.elt(tree, cx.lineStart + line.pos));
    else {
      const done = nextLine(cx, line, leaf);
      const row = rows.pop() as Element & { toTree(types: NodeSet): Tree };
      tree = row.toTree(cx.parser.nodeSet);
      rows.push(cx.elt(tree, row.from));
      if (done) return done;
    }
    used.set(text, tree);
    return false;
  };
  parser.finish = (cx, leaf) => {
    if (known.size > spare.rows + used.size * spare.times) known.clear();
    for (const [text, tree] of used) known.set(text, tree);
    return finish(cx, leaf);
  };
  return parser;
}

function withoutTrailingSpace(parser: LeafBlockParser): LeafBlockParser {
  const nextLine = parser.nextLine.bind(parser);
  parser.nextLine = (cx, line, leaf) => {
    const full = line.text;
    line.text = full.slice(0, contentEnd(full));
    const done = nextLine(cx, line, leaf);
    line.text = full;
    return done;
  };
  return parser;
}

/** Where the spaces, tabs and the CR at the end of a line begin. */
function contentEnd(line: string): number {
  let at = line.length;
  while (at > 0 && ' \t\r'.includes(line.charAt(at - 1))) at--;
  return at;
}

/** Whether a line under a paragraph is the head of a table: a delimiter row of as many cells is below it. */
function beginsTable(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
  if (!line.text.includes('|', line.basePos) || leaf.parsers.some((parser) => 'rows' in parser)) return false;
  const below = cx
    .peekLine()
    .slice(line.basePos)
    .replace(/^[>\s]+/, '')
    .trimEnd();
  return DELIMITER_ROW.test(below) && cellCount(line.text.slice(line.basePos)) === cellCount(below);
}

function cellCount(row: string): number {
  const inner = row.trim().replace(/^\|/, '');
  let count = 1;
  for (let at = 0; at < inner.length - 1; at++) {
    if (inner[at] === '\\') at++;
    else if (inner[at] === '|') count++;
  }
  return count;
}
