import {
  type BlockContext,
  Table as GfmTable,
  type LeafBlock,
  type LeafBlockParser,
  type Line,
  type MarkdownConfig,
} from '@lezer/markdown';

const DELIMITER_ROW = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?$/;

/**
 * GFM's tables. The parser's own do not know a delimiter row with white space behind it (the CR of a CRLF is such),
 * and look at the row below every line with a `|` in a way that takes quadratic time over a run of spaces.
 */
export const Table: MarkdownConfig = {
  ...GfmTable,
  parseBlock: GfmTable.parseBlock?.map((block) => ({
    ...block,
    leaf: (cx, leaf) => withoutTrailingSpace(block.leaf?.(cx, leaf) ?? null),
    endLeaf: beginsTable,
  })),
};

function withoutTrailingSpace(parser: LeafBlockParser | null): LeafBlockParser | null {
  if (!parser) return null;
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
