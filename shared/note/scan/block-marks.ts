import { indexWithin, isBlank, type ScanLine } from './line.ts';

const HASH = 35;
const BACKTICK = 96;
const TILDE = 126;

/** Offset after the backticks or tildes that open a fence; -1 where none does. */
export function fenceEnd(line: ScanLine): number {
  const { text, next, pos, to } = line;
  if (next !== BACKTICK && next !== TILDE) return -1;
  const end = runEnd(line, pos);
  if (end < pos + 3) return -1;
  return next === BACKTICK && indexWithin(text, '`', end, to) >= 0 ? -1 : end;
}

/** Offset after the run of the character at `from`. */
export function runEnd({ text, to }: ScanLine, from: number): number {
  const code = text.charCodeAt(from);
  let at = from + 1;
  while (at < to && text.charCodeAt(at) === code) at++;
  return at;
}

/** Three or more `*`, `-` or `_`, with nothing but white space between them. */
export function isRule({ text, next, pos, to }: ScanLine): boolean {
  if (next !== 42 && next !== 45 && next !== 95) return false;
  let count = 1;
  for (let at = pos + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === next) count++;
    else if (!isBlank(code)) return false;
  }
  return count >= 3;
}

/** Whether `-`, `+` or `*` begins a list item. */
export function isBullet({ text, next, pos, to }: ScanLine): boolean {
  if (next !== 45 && next !== 43 && next !== 42) return false;
  return pos === to - 1 || isBlank(text.charCodeAt(pos + 1));
}

/** Length of the number and its sign where they begin a list item; -1 where they do not. */
export function orderedSize({ text, next, pos, to }: ScanLine): number {
  if (next < 48 || next > 57) return -1;
  let at = pos;
  while (at < to && isDigit(text.charCodeAt(at))) at++;
  const sign = text.charCodeAt(at);
  if (at === to || at > pos + 9 || (sign !== 46 && sign !== 41)) return -1;
  return at < to - 1 && !isBlank(text.charCodeAt(at + 1)) ? -1 : at + 1 - pos;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Level of the heading that the `#`s of a line begin; -1 where they begin none. */
export function atxLevel(line: ScanLine): number {
  if (line.next !== HASH) return -1;
  const end = runEnd(line, line.pos);
  const level = end - line.pos;
  return level > 6 || (end < line.to && !isBlank(line.text.charCodeAt(end))) ? -1 : level;
}

/** Offset after the `=` or `-` that underline a heading; -1 where the line does not. */
export function underlineEnd(line: ScanLine): number {
  if ((line.next !== 45 && line.next !== 61) || line.deep) return -1;
  const end = runEnd(line, line.pos);
  return line.skipSpace(end) === line.to ? end : -1;
}

/** Column where the content of a list item begins, whose mark ends at `from`. */
export function itemColumn(line: ScanLine, from: number): number {
  const after = line.column(from, line.pos, line.indent);
  const content = line.skipSpace(from);
  const column = line.column(content, from, after);
  return column >= after + 5 || content === line.to ? after + 1 : column;
}
