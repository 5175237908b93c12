import { diffItems, splitLines } from '../../../shared/text/diff.ts';
import type { TextEdit } from '../../../shared/text/edit.ts';

/** Above this many characters a changed stretch is replaced whole: nobody's cursor is worth a long diff. */
const fineLimit = 20_000;

/** Han and Kana one by one, runs of other letters and digits, runs of space, anything else alone. */
const words =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\S\n]+|[\p{L}\p{M}\p{N}_]+?(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{L}\p{M}\p{N}_]|$)|[\s\S]/gu;

/** Small edits that turn `before` into `after`, so that cursors and marks in what stayed keep their place. */
export function changesBetween(before: string, after: string): TextEdit[] {
  const a = splitLines(before);
  const b = splitLines(after);
  const edits: TextEdit[] = [];
  let from = 0;
  let line = 0;
  for (const hunk of diffItems(a, b)) {
    from += lengthOf(a, line, hunk.from);
    const old = a.slice(hunk.from, hunk.to).join('');
    const fresh = b.slice(hunk.insertFrom, hunk.insertTo).join('');
    for (const edit of refine(old, fresh)) {
      edits.push({ from: from + edit.from, to: from + edit.to, insert: edit.insert });
    }
    from += old.length;
    line = hunk.to;
  }
  return edits;
}

function refine(before: string, after: string): TextEdit[] {
  if (before === '' || after === '') return [{ from: 0, to: before.length, insert: after }];
  if (before.length + after.length > fineLimit) return [trim(before, after)];
  const a = before.match(words) ?? [];
  const b = after.match(words) ?? [];
  let at = 0;
  let item = 0;
  return diffItems(a, b).map((hunk) => {
    const from = at + lengthOf(a, item, hunk.from);
    const to = from + lengthOf(a, hunk.from, hunk.to);
    at = to;
    item = hunk.to;
    return { from, to, insert: b.slice(hunk.insertFrom, hunk.insertTo).join('') };
  });
}

function trim(before: string, after: string): TextEdit {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let end = 0;
  while (end < limit - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function lengthOf(items: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let index = from; index < to; index++) length += items[index]?.length ?? 0;
  return length;
}
