/** Lines that are pasted, made to stay in the quote and the list item that they are pasted into. */

const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?/;

const block = /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |`{3,}|\||-{3,}$|\$\$)/;

/**
 * @param before the line up to where it is pasted
 * @returns the text, each further line with the mark of the quote and the depth of the list; items pasted into an
 * item that is empty yet take its place, and so does a heading that is pasted into one
 */
export function fitLines(before: string, text: string): string {
  const { quote, mark, inner, deeper, items } = shapeOf(before, text);
  if (quote === '' && mark === '')
    return /^ {0,3}#{1,6}[ \t]+$/.test(before) ? text.replace(/^#{1,6}[ \t]+/, '') : text;
  const startsItem = items && inner.length === mark.length;
  return linesOf(text)
    .map((line, index) => {
      if (index === 0) return startsItem ? line.replace(item, '') : line;
      return line.trim() === '' ? quote.trimEnd() : quote + deeper + line;
    })
    .join('\n');
}

/** The same for what was a page: its blocks stand apart from the text that they are pasted into. */
export function fitBlocks(before: string, text: string, after: string): string {
  const { quote, mark, inner, indent, deeper, items } = shapeOf(before, text);
  const apart = `\n${quote.trimEnd()}\n${quote}${deeper}`;
  const content = inner.slice(mark.length).replace(/^ {0,3}#{1,6}[ \t]+/, '');
  const begins = content.trim() !== '' && block.test(text);
  const lead = begins ? (items && mark !== '' ? `\n${quote}${indent}` : apart) : '';
  const ends = after.trim() !== '' && block.test(text.trimEnd().split('\n').at(-1)?.trimStart() ?? '');
  return lead + fitLines(before, text) + (ends ? apart : '');
}

function shapeOf(before: string, text: string) {
  const [quote = ''] = /^(?:[ \t]*>[ \t]?)+/.exec(before) ?? [];
  const inner = before.slice(quote.length);
  const [mark = ''] = item.exec(inner) ?? [];
  const [indent = ''] = /^[ \t]*/.exec(mark) ?? [];
  const items = mark !== '' && item.test(linesOf(text)[0] ?? '');
  const box = /\[.\][ \t]+$/.exec(mark)?.[0].length ?? 0;
  return { quote, inner, mark, indent, items, deeper: items ? indent : ' '.repeat(mark.length - box) };
}

function linesOf(text: string): string[] {
  return withoutCommonIndent(text.replace(/\n+$/, '').split('\n'));
}

function withoutCommonIndent(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const depth = Math.min(...filled.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0));
}
