import type { SyntaxNode } from '@lezer/common';
import { element } from './dom.ts';
import { type Drawing, sourceOf } from './drawing.ts';
import { drawInline } from './inline-dom.ts';

type Alignment = 'left' | 'center' | 'right' | undefined;

/** A table as it is read. It scrolls by itself where it is wider than the page. */
export function drawTable(node: SyntaxNode, drawing: Drawing): HTMLElement {
  const delimiter = node.getChild('TableDelimiter');
  const alignments = delimiter ? readAlignments(sourceOf(drawing, delimiter)) : [];
  const head = node.getChild('TableHeader');
  const body = element(
    'tbody',
    '',
    ...node.getChildren('TableRow').map((row) => drawRow(row, 'td', alignments, drawing)),
  );
  const table = element('table', 'note-table-drawn');
  if (head) table.append(element('thead', '', drawRow(head, 'th', alignments, drawing)));
  if (body.hasChildNodes()) table.append(body);
  return element('div', 'note-table-scroll', table);
}

export function readAlignments(row: string): Alignment[] {
  const cells = row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
  return cells.map((cell) => {
    const [left, right] = [/^\s*:/.test(cell), /:\s*$/.test(cell)];
    return left && right ? 'center' : right ? 'right' : left ? 'left' : undefined;
  });
}

function drawRow(
  row: SyntaxNode,
  tag: 'td' | 'th',
  alignments: readonly Alignment[],
  drawing: Drawing,
): HTMLElement {
  const made = element('tr');
  for (const [index, cell] of cellsOf(row, drawing.text).entries()) {
    const place = element(tag);
    const alignment = alignments[index];
    if (alignment) place.style.textAlign = alignment;
    if (cell) drawInline(cell, place, drawing);
    made.append(place);
  }
  for (let index = made.childElementCount; index < alignments.length; index++) made.append(element(tag));
  return made;
}

/** Cells in order; undefined for one without text, which the parser gives no node. */
function cellsOf(row: SyntaxNode, text: string): (SyntaxNode | undefined)[] {
  const cells: (SyntaxNode | undefined)[] = [];
  let open: SyntaxNode | undefined;
  let begun = !text.slice(row.from, row.to).trimStart().startsWith('|');
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') open = child;
    else if (child.name === 'TableDelimiter') {
      if (begun) cells.push(open);
      open = undefined;
      begun = true;
    }
  }
  if (open) cells.push(open);
  return cells;
}
