/** A run of `*` opens or closes emphasis by what stands beside it (CommonMark 6.2): sides of a run in a text. */
export interface Sides {
  opens: boolean;
  closes: boolean;
}

const punctuation = /[\p{P}\p{S}]/u;
const space = /\s/;

/** Whether the run of asterisks `[from, to)` may open or close; the ends of the text count as space. */
export function sidesOf(text: string, from: number, to: number): Sides {
  const before = charBefore(text, from);
  const after = text.codePointAt(to);
  const next = after === undefined ? ' ' : String.fromCodePoint(after);
  return sides(before, next);
}

export function sides(before: string, after: string): Sides {
  const spaceBefore = space.test(before);
  const spaceAfter = space.test(after);
  const markBefore = punctuation.test(before);
  const markAfter = punctuation.test(after);
  return {
    opens: !spaceAfter && (!markAfter || spaceBefore || markBefore),
    closes: !spaceBefore && (!markBefore || spaceAfter || markAfter),
  };
}

function charBefore(text: string, at: number): string {
  if (at === 0) return ' ';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low < 0xe000 ? text.slice(at - 2, at) : (text[at - 1] ?? ' ');
}
