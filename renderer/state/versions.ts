import { localDate } from '../../shared/note/date.ts';
import { diffLines, type Hunk, splitLines } from '../../shared/text/diff.ts';

/** A line of a comparison: in both texts, only in the note as it is now, or only in the older version. */
export interface DiffLine {
  kind: 'same' | 'now' | 'older';
  /** Where it stands in its text (`same`: in the note as it is now), from 0. */
  index: number;
  text: string;
}

/** A place where two texts differ, with lines around it. */
export interface DiffPart {
  /** Line of the first difference in the note as it is now, from 1. */
  line: number;
  lines: DiffLine[];
  /** The note as it is now with this place as in the older version. */
  restored: string;
}

/** Where the note as it is now differs from an older version; places with few lines between them are one. */
export function compareVersions(now: string, older: string, context = 2): DiffPart[] {
  const before = splitLines(now);
  const after = splitLines(older);
  return groups(diffLines(now, older), 2 * context).map((hunks) => {
    const first = hunks[0]?.from ?? 0;
    const last = hunks.at(-1)?.to ?? first;
    const lines: DiffLine[] = [];
    const add = (kind: DiffLine['kind'], all: readonly string[], start: number, end: number) => {
      for (const [offset, text] of all.slice(start, end).entries()) {
        lines.push({ kind, index: start + offset, text: text.replace(/\r?\n$/, '') });
      }
    };
    let at = Math.max(0, first - context);
    for (const { from, to, insertFrom, insertTo } of hunks) {
      add('same', before, at, from);
      add('now', before, from, to);
      add('older', after, insertFrom, insertTo);
      at = to;
    }
    add('same', before, last, last + context);
    return { line: first + 1, lines, restored: apply(before, after, hunks) };
  });
}

function groups(hunks: readonly Hunk[], gap: number): Hunk[][] {
  const list: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = list.at(-1);
    if (last && hunk.from - (last.at(-1)?.to ?? 0) <= gap) last.push(hunk);
    else list.push([hunk]);
  }
  return list;
}

function apply(before: readonly string[], after: readonly string[], hunks: readonly Hunk[]): string {
  let text = '';
  let at = 0;
  for (const { from, to, insertFrom, insertTo } of hunks) {
    text += before.slice(at, from).join('') + after.slice(insertFrom, insertTo).join('');
    at = to;
  }
  return text + before.slice(at).join('');
}

/** Versions by the day they were kept on, in the order in which they come. */
export function groupByDay<S extends { time: number }>(
  versions: readonly S[],
): { day: string; versions: S[] }[] {
  const days = Map.groupBy(versions, ({ time }) => localDate(new Date(time)));
  return [...days].map(([day, list]) => ({ day, versions: list }));
}
