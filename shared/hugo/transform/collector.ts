import type { TextEdit } from '../../text/edit.ts';
import type { Finding } from '../diagnostics.ts';

/** An edit of a note on its way to the blog, with the name of the rule that asks for it. */
export interface RuleEdit extends TextEdit {
  rule: string;
}

/** Where rules put what they want. What came first stands: a later edit that touches it is refused. */
export interface Collector {
  readonly text: string;
  /** In order of place. */
  readonly edits: readonly RuleEdit[];
  readonly findings: readonly Finding[];
  /** False where an earlier edit covers the place. */
  replace(from: number, to: number, insert: string, rule: string): boolean;
  /** The same, in place of the edits within that place: what they were to do is done in `insert`, or elsewhere. */
  takeOver(from: number, to: number, insert: string, rule: string): boolean;
  /** Say something about a place, unless it is taken out of the page. */
  report(finding: Finding): void;
  /** Whether a place is left as it is by the edits so far. */
  isFree(from: number, to: number): boolean;
  /** Whether all of a place is taken out of the page. */
  isGone(from: number, to: number): boolean;
}

export function createCollector(text: string): Collector {
  const edits: RuleEdit[] = [];
  const findings: Finding[] = [];

  /** Index of the first edit that begins after `at`; edits never overlap, so their ends are in order too. */
  const after = (at: number): number => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edits[middle]?.from ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const isFree = (from: number, to: number): boolean => {
    const next = after(Math.max(from, to - 1));
    for (let i = next; i > 0; i--) {
      const edit = edits[i - 1];
      if (edit === undefined || (edit.to <= from && edit.from < from)) return true;
      if (touches(edit, from, to)) return false;
    }
    return true;
  };

  const isGone = (from: number, to: number): boolean => {
    for (let i = after(from); i > 0; i--) {
      const edit = edits[i - 1];
      if (edit === undefined || (edit.to <= from && edit.from < from)) return false;
      if (edit.insert === '' && edit.from <= from && to <= edit.to) return true;
    }
    return false;
  };

  const replace: Collector['replace'] = (from, to, insert, rule) => {
    if (text.slice(from, to) === insert) return true;
    if (!isFree(from, to)) return false;
    edits.splice(after(from), 0, { from, to, insert, rule });
    return true;
  };

  return {
    text,
    edits,
    findings,
    isFree,
    isGone,
    replace,
    takeOver(from, to, insert, rule) {
      const within = edits.filter((edit) => edit.from >= from && edit.to <= to);
      const first = within[0] ? edits.indexOf(within[0]) : 0;
      edits.splice(first, within.length);
      if (replace(from, to, insert, rule)) return true;
      edits.splice(first, 0, ...within);
      return false;
    },
    report(finding) {
      if (!isGone(finding.from, finding.from + 1)) findings.push(finding);
    },
  };
}

function touches(edit: TextEdit, from: number, to: number): boolean {
  return edit.from < to && edit.to > from;
}
