import type { TextEdit } from '../text/edit.ts';
import { LineIndex } from '../text/lines.ts';

/** With one of these in a plan nothing is applied, for any note. */
const errors = [
  'URL-COLLISION',
  'NAME-HAZARD',
  'DATE-INVALID',
  'FRONT-MATTER-INVALID',
  'SECRET',
  'HUGO-BUILD',
] as const;

export type FindingCode =
  | (typeof errors)[number]
  | 'LINK-MISSING'
  | 'LINK-HIDDEN'
  | 'LINK-AMBIGUOUS'
  | 'ANCHOR-MISSING'
  | 'ANCHOR-PINNED'
  | 'EMBED-CYCLE'
  | 'EMBED-PRIVATE'
  | 'ATTACHMENT-MISSING'
  | 'BLOG-EDITED'
  | 'CONFLICT'
  | 'SHORTCODE-ESCAPED'
  | 'SHORTCODE-UNKNOWN'
  | 'COMMENT-OPEN'
  | 'MORE-IN-CODE'
  | 'RAW-HTML'
  | 'IMAGE-PLACE'
  | 'EMPHASIS-CJK';

/** Something to say about one place of a note. */
export interface Finding {
  code: FindingCode;
  /** Offset into the text of the note. */
  from: number;
  message: string;
  /** Only where the severity is not that of the code. */
  severity?: 'error' | 'warning' | 'info';
  fix?: { title: string; edits: TextEdit[] };
}

/** A finding as people and scripts see it: `line` and `column` count from 1. */
export interface Placed {
  path: string;
  line: number;
  column: number;
  severity: 'error' | 'warning' | 'info';
  code: string;
  message: string;
  fix?: { title: string; edits: TextEdit[] };
}

export function severityOf(finding: Pick<Finding, 'code' | 'severity'>): Placed['severity'] {
  return finding.severity ?? (errors.some((code) => code === finding.code) ? 'error' : 'warning');
}

/** Findings of one note with their lines and columns, in order of place. */
export function placeFindings(path: string, text: string, findings: readonly Finding[]): Placed[] {
  const lines = new LineIndex(text);
  return [...findings]
    .sort((a, b) => a.from - b.from || a.code.localeCompare(b.code))
    .map((finding) => ({
      path,
      line: lines.line(finding.from),
      column: lines.column(finding.from),
      severity: severityOf(finding),
      code: finding.code,
      message: finding.message,
      ...(finding.fix ? { fix: finding.fix } : {}),
    }));
}
