import { isBullet, isRule, orderedSize } from './block-marks.ts';
import type { ScanLine } from './line.ts';

export type ContainerKind = 'note' | 'quote' | 'footnote' | 'bullets' | 'numbers' | 'item';

/** A block that holds blocks, while it is open. */
export interface Container {
  kind: ContainerKind;
  /** Columns of an item's mark and what is between it and the content; the sign of a list's marks. */
  value: number;
  /** Offset behind what is known to belong to it. */
  end: number;
  /** Of an item: nothing follows its mark on its line. */
  bare: boolean;
  /** How many nodes the tree of the grammar has in it. */
  nodes: number;
}

export function container(kind: ContainerKind, value: number, end: number): Container {
  return { kind, value, end, bare: false, nodes: 0 };
}

/** Columns by which the further paragraphs of a footnote are indented. */
const FOOTNOTE = 4;

/** Takes a new line past the marks of the open containers, as far as it goes on with them. */
export function enterLine(line: ScanLine, stack: readonly Container[]): void {
  for (; line.depth < stack.length; line.depth++) {
    const open = stack[line.depth] as Container;
    const goesOn = continues(open, line, stack);
    line.forward();
    if (!goesOn) return;
  }
}

function continues(open: Container, line: ScanLine, stack: readonly Container[]): boolean {
  switch (open.kind) {
    case 'quote':
      return continuesQuote(open, line);
    case 'item':
      return continuesItem(open, line);
    case 'footnote':
      return continuesFootnote(line);
    default:
      return continuesList(open, line, stack);
  }
}

function continuesQuote(open: Container, line: ScanLine): boolean {
  if (line.next !== 62) return false;
  line.marks.push(line.pos);
  const code = line.text.charCodeAt(line.pos + 1);
  const spaced = line.pos + 1 < line.to && (code === 32 || code === 9 || code === 13);
  line.moveBase(line.pos + (spaced ? 2 : 1));
  open.end = line.to;
  return true;
}

function continuesItem(open: Container, line: ScanLine): boolean {
  if (line.next < 0) {
    if (open.bare && open.nodes === 1) return false;
  } else if (line.indent < line.baseIndent + open.value) return false;
  line.moveBaseColumn(line.baseIndent + open.value);
  return true;
}

function continuesFootnote(line: ScanLine): boolean {
  if (line.next < 0) return true;
  if (line.indent < line.baseIndent + FOOTNOTE) return false;
  line.moveBaseColumn(line.baseIndent + FOOTNOTE);
  return true;
}

function continuesList(open: Container, line: ScanLine, stack: readonly Container[]): boolean {
  if (line.blank) return true;
  const inner = stack[line.depth + 1];
  if (inner && line.indent >= inner.value + line.baseIndent) return true;
  if (line.deep) return false;
  const size = open.kind === 'numbers' ? orderedSize(line) : isBullet(line) ? 1 : -1;
  if (size < 0 || (open.kind === 'bullets' && isRule(line))) return false;
  return line.text.charCodeAt(line.pos + size - 1) === open.value;
}
