/** Lines that are pasted, made to stay in the quote and the list item that they are pasted into. */

const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?/;

/**
 * @param before the line up to where it is pasted
 * @returns the text, each further line with the mark of the quote and the depth of the list; items pasted into an
 * item that is empty yet take its place
 */
export function fitLines(before: string, text: string): string {
  const [quote = ''] = /^(?:[ \t]*>[ \t]?)+/.exec(before) ?? [];
  const inner = before.slice(quote.length);
  const [mark = ''] = item.exec(inner) ?? [];
  if (quote === '' && mark === '') return text;
  const lines = withoutCommonIndent(text.replace(/\n+$/, '').split('\n'));
  const [indent = ''] = /^[ \t]*/.exec(mark) ?? [];
  const items = mark !== '' && item.test(lines[0] ?? '');
  const deeper = items ? indent : ' '.repeat(mark.length - (/\[.\][ \t]+$/.exec(mark)?.[0].length ?? 0));
  const startsItem = items && inner.length === mark.length;
  return lines
    .map((line, index) => {
      if (index === 0) return startsItem ? line.replace(item, '') : line;
      return line.trim() === '' ? quote.trimEnd() : quote + deeper + line;
    })
    .join('\n');
}

function withoutCommonIndent(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const depth = Math.min(...filled.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0));
}
