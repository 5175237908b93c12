/** Replace `[from, to)` (UTF-16 offsets into the text before any edit) by `insert`. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
}

/**
 * The text after all edits, given in any order. Edits that overlap are a bug and throw; several insertions at
 * one place go in as they are given, before a replacement that begins there.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(text.length, edits)) {
    result += text.slice(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return result + text.slice(at);
}

/** The edits that take `applyEdits(text, edits)` back to `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return inOrder(text.length, edits).map((edit) => {
    const from = edit.from + shift;
    shift += edit.insert.length - (edit.to - edit.from);
    return { from, to: from + edit.insert.length, insert: text.slice(edit.from, edit.to) };
  });
}

/**
 * Where an offset of the text before comes to lie after. `assoc` says to which side it clings where text is put
 * in exactly there (-1, the default: it stays before) or where the text around it was replaced.
 */
export function mapOffset(edits: readonly TextEdit[], offset: number, assoc: -1 | 1 = -1): number {
  let shift = 0;
  for (const edit of sorted(edits)) {
    if (edit.from > offset || (edit.from === offset && assoc < 0)) break;
    if (edit.to > offset && edit.from < offset) {
      return edit.from + shift + (assoc < 0 ? 0 : edit.insert.length);
    }
    if (edit.to > offset) return edit.from + shift;
    shift += edit.insert.length - (edit.to - edit.from);
  }
  return offset + shift;
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
}

function inOrder(length: number, edits: readonly TextEdit[]): TextEdit[] {
  const ordered = sorted(edits);
  let at = 0;
  for (const edit of ordered) {
    if (edit.from < at || edit.to < edit.from || edit.to > length) {
      throw new RangeError(`Edit ${edit.from}–${edit.to} overlaps another or lies outside the text`);
    }
    at = edit.to;
  }
  return ordered;
}
