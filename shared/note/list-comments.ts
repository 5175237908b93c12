import { diffItems } from '../text/diff.ts';
import type { TextEdit } from '../text/edit.ts';
import type { PropertyValue, Span } from './facts.ts';

/** A list in a text: its values, and where its property stands. */
interface ListSource {
  text: string;
  span: Span;
  values: readonly PropertyValue[];
}

/**
 * The edit that gives a list its new items and leaves the lines of the others, with what is said beside and between
 * them. Undefined where no comment stands in it, or its items have no lines of their own.
 * @param after the list as it is written anew, without regard to comments
 */
export function keepComments(before: ListSource, after: ListSource, eol: string): TextEdit | undefined {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  if (!old || !fresh || !old.lines.some((line) => line.includes('#'))) return undefined;
  const lines = [...old.lines];
  const told = (values: readonly PropertyValue[]) => values.map((value) => JSON.stringify(value));
  for (const hunk of diffItems(told(before.values), told(after.values)).toReversed()) {
    const added = fresh.items.slice(hunk.insertFrom, hunk.insertTo).map((at) => fresh.lines[at] ?? '');
    const place = old.items[hunk.from] ?? (old.items.at(-1) ?? 0) + 1;
    for (const at of old.items.slice(hunk.from, hunk.to).toReversed()) lines.splice(at, 1);
    lines.splice(place, 0, ...added);
  }
  return { from: before.span.from, to: old.to, insert: lines.join(eol) };
}

/** The lines of a list, and which of them hold one item each. */
function linesOf({ text, span, values }: ListSource) {
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(span.to))?.[0];
  if (rest === undefined) return undefined;
  const to = span.to + rest.length;
  const lines = text.slice(span.from, to).split(/\r?\n/);
  const items = [...lines.keys()].filter((at) => at > 0 && !/^\s*(?:#.*|\].*)?$/.test(lines[at] ?? ''));
  return items.length === values.length ? { lines, items, to } : undefined;
}
