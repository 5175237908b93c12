const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const widthless = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** Columns that a text takes on a terminal: two for Chinese characters, none for marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (wide.test(character)) width += 2;
    else if (!widthless.test(character)) width += 1;
  }
  return width;
}

export const padEnd = (text: string, width: number) =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** Rows as lines with their cells under each other; numbers stand on the right of their column. */
export function columns(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(String(cell)));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return typeof cell === 'number' ? String(cell).padStart(width) : padEnd(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A text on one line, its white space joined, cut to `limit` characters. */
export function oneLine(text: string, limit = 160): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  const units = ['kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(size) / 3), units.length);
  return `${(size / 1000 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** The line of a query with `^` under the place that an error points at. */
export function underline(text: string, from: number, to: number): string[] {
  const shown = text.replace(/[\r\n\t]/g, ' ');
  const marked = Math.max(1, displayWidth(shown.slice(from, to)));
  return [`  ${shown}`, `  ${' '.repeat(displayWidth(shown.slice(0, from)))}${'^'.repeat(marked)}`];
}
