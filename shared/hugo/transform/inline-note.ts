import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { pageHeadings } from '../headings.ts';

/** Put the headings of a text `by` ranks deeper, down to the sixth. */
export function shiftHeadings(text: string, by: number): string {
  if (by === 0) return text;
  const edits: TextEdit[] = [];
  for (const heading of pageHeadings(text)) {
    const marks = /^#+/.exec(text.slice(heading.from, heading.to))?.[0].length;
    const level = Math.min(6, heading.level + by);
    if (marks !== undefined) {
      edits.push({ from: heading.from, to: heading.from + marks, insert: '#'.repeat(level) });
    } else if (!heading.raw.includes('\n')) {
      edits.push(...asAtx(text, heading.from, heading.to, level));
    }
  }
  return applyEdits(text, edits);
}

/** An underlined heading has two ranks only: it gets marks in front, and its line goes. */
function asAtx(text: string, from: number, to: number, level: number): TextEdit[] {
  const line = text.lastIndexOf('\n', to - 1);
  if (line < from || text.slice(from, line).includes('\n')) return [];
  return [
    { from, to: from, insert: `${'#'.repeat(level)} ` },
    { from: text[line - 1] === '\r' ? line - 1 : line, to, insert: '' },
  ];
}

/**
 * Lines of `text` so that they stay in the list item or quote that holds the place `at` of `host`.
 * Blank lines at the ends go.
 */
export function indentLike(text: string, host: string, at: number, eol: string): string {
  const start = host.lastIndexOf('\n', at - 1) + 1;
  const prefix = host.slice(start, at).replace(/[^>\s]/g, ' ');
  const lines = text.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, '').split(/\r?\n/);
  return lines.map((line, i) => (i === 0 ? line : (prefix + line).trimEnd())).join(eol);
}
