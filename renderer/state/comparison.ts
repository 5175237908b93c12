/** Two texts side by side: runs of lines that are equal, or stand for each other, with what changed in them. */
import { diffLines } from '../../shared/text/diff.ts';

export interface Edit {
  from: number;
  to: number;
  insert: string;
  rule: string;
}

/** A piece of a run; `rule` is the reason where it was changed. */
export interface Part {
  text: string;
  rule: string | undefined;
}

export interface Run {
  changed: boolean;
  /** 1-based line in the source that the run begins at. */
  line: number;
  left: Part[];
  right: Part[];
}

interface Changed {
  from: number;
  to: number;
  rule: string;
}

/** `edits` lead from `source` to `result`; where they do not, changed lines are shown without their parts. */
export function compareTexts(source: string, result: string, edits: readonly Edit[]): Run[] {
  const sorted = [...edits].sort((a, b) => a.from - b.from);
  const { right, text } = applied(source, sorted);
  const exact = text === result;
  const leftMarks = exact ? sorted.map(({ from, to, rule }) => ({ from, to, rule })) : [];
  const rightMarks = exact ? right : [];
  return runs(source, result, leftMarks, rightMarks);
}

function applied(source: string, edits: readonly Edit[]): { text: string; right: Changed[] } {
  let text = '';
  let at = 0;
  const right: Changed[] = [];
  for (const { from, to, insert, rule } of edits) {
    text += source.slice(at, from);
    right.push({ from: text.length, to: text.length + insert.length, rule });
    text += insert;
    at = to;
  }
  return { text: text + source.slice(at), right };
}

function runs(
  source: string,
  result: string,
  leftMarks: readonly Changed[],
  rightMarks: readonly Changed[],
): Run[] {
  const left = lineStarts(source);
  const right = lineStarts(result);
  const list: Run[] = [];
  let line = 0;
  let rightLine = 0;
  const add = (changed: boolean, to: number, rightTo: number) => {
    if (to === line && rightTo === rightLine) return;
    list.push({
      changed,
      line: line + 1,
      left: parts(source, left[line] ?? source.length, left[to] ?? source.length, leftMarks),
      right: parts(result, right[rightLine] ?? result.length, right[rightTo] ?? result.length, rightMarks),
    });
    line = to;
    rightLine = rightTo;
  };
  for (const hunk of diffLines(source, result)) {
    add(false, hunk.from, hunk.insertFrom);
    add(true, hunk.to, hunk.insertTo);
  }
  add(false, left.length, right.length);
  return list;
}

/** Offsets at which lines begin. */
function lineStarts(text: string): number[] {
  const starts = text === '' ? [] : [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

function parts(text: string, from: number, to: number, marks: readonly Changed[]): Part[] {
  const list: Part[] = [];
  let at = from;
  for (const mark of marks) {
    const start = Math.max(at, mark.from);
    const end = Math.min(to, mark.to);
    if (end <= start) continue;
    if (start > at) list.push({ text: text.slice(at, start), rule: undefined });
    list.push({ text: text.slice(start, end), rule: mark.rule });
    at = end;
  }
  if (at < to) list.push({ text: text.slice(at, to), rule: undefined });
  return list;
}
