import { AppError } from '../contract/errors.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { FrontMatter, Span } from './facts.ts';
import { readFrontMatter } from './front-matter.ts';
import { lineStart } from './front-matter-format.ts';

/**
 * Edits that put a property where another is, which makes room; with it go its lines, and the comments right above
 * them. All other bytes stay, those between the properties at their place too.
 * Throws `invalid-front-matter` where it cannot be there: a pair of TOML below a table would become the table's.
 */
export function moveProperty(text: string, name: string, to: string): TextEdit[] {
  const block = readFrontMatter(text);
  const names = block?.properties.map((property) => property.name) ?? [];
  const [from, goal] = [names.indexOf(name), names.indexOf(to)];
  if (!block || from < 0 || goal < 0 || from === goal) return [];
  const pieces = piecesOf(text, block);
  const order = pieces.toSpliced(from, 1).toSpliced(goal, 0, pieces[from] as Span);
  const edits = pieces.flatMap(({ from: at, to: end }, index) => {
    const { from: start, to: stop } = order[index] as Span;
    return start === at ? [] : [{ from: at, to: end, insert: text.slice(start, stop) }];
  });
  check(block, readFrontMatter(applyEdits(text, edits)), from, goal);
  return edits;
}

/** What moves with each property: whole lines, or where several stand on one line, the property alone. */
function piecesOf(text: string, { properties, inner, format }: FrontMatter): Span[] {
  const lines = properties.map(({ span }) => ({
    from: commentsAbove(text, lineStart(text, span.from), inner.from),
    to: Math.min(afterLine(text, span.to), inner.to),
  }));
  const apart = lines.every((line, index) => index === 0 || line.from >= (lines[index - 1] as Span).to);
  return apart && format !== 'json' ? lines : properties.map(({ span }) => span);
}

function commentsAbove(text: string, at: number, start: number): number {
  for (let from = at; ; ) {
    if (from <= start) return Math.max(start, from);
    const above = lineStart(text, from - 1);
    if (above < start || !/^[ \t]*#/.test(text.slice(above, from))) return from;
    from = above;
  }
}

function afterLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

/** What comes out has to hold the same properties in the order that was meant. */
function check(before: FrontMatter, after: FrontMatter | undefined, from: number, goal: number): void {
  const told = ({ name, value }: { name: string; value: unknown }) => JSON.stringify([name, value]);
  const expected = before.properties.map(told);
  const [moved = ''] = expected.splice(from, 1);
  expected.splice(goal, 0, moved);
  const found = after?.properties.map(told) ?? [];
  if (after?.problem || found.join() !== expected.join()) {
    throw new AppError('invalid-front-matter', 'This property cannot be moved there');
  }
}
