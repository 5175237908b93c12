import { BRACKETS, PARENTHESES, Unbounded } from './bounds.ts';
import { isBlank } from './line.ts';

/** Longest label that CommonMark allows, with its brackets. */
const LABEL = 1000;

/*
 * The ends of what a link or a link reference definition consists of. `to` is where the text ends. -1 where the end of
 * the text comes before the part is complete, -2 where it is none: a definition may go on in the next line.
 */
export const UNFINISHED = -1;
export const NONE = -2;

export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where the link destination that begins at `from` ends, angle brackets included. */
export function destinationEnd(text: string, from: number, to: number): number {
  return from < to && text.charCodeAt(from) === 60 ? angledEnd(text, from, to) : bareEnd(text, from, to);
}

function angledEnd(text: string, from: number, to: number): number {
  let escaped = false;
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 62 && !escaped) return at + 1;
    if ((code === 60 && !escaped) || code === 10) return NONE;
    escaped = code === 92;
  }
  return UNFINISHED;
}

function bareEnd(text: string, from: number, to: number): number {
  let depth = 0;
  let at = from;
  for (let escaped = false; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) break;
    if (escaped) escaped = false;
    else if (code === 40) depth++;
    else if (code === 92) escaped = true;
    else if (code === 41 && depth-- === 0) break;
  }
  return at > from ? at : at === to ? UNFINISHED : NONE;
}

/** Where the title in quotes or parentheses that begins at `from` ends. */
export function titleEnd(text: string, from: number, to: number): number {
  const open = from < to ? text.charCodeAt(from) : 0;
  if (open !== 39 && open !== 34 && open !== 40) return NONE;
  const close = open === 40 ? 41 : open;
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === close) return at + 1;
    if (code === 92) at++;
  }
  return UNFINISHED;
}

/** Where the label whose `[` is at `from` ends. One that must say something has more than white space in it. */
export function labelEnd(text: string, from: number, to: number, filled: boolean): number {
  let empty = filled;
  const end = Math.min(to, from + LABEL);
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 93) return empty ? NONE : at + 1;
    if (!isBlank(code)) empty = false;
    if (code === 91) return NONE;
    if (code === 92) at++;
  }
  return UNFINISHED;
}

/** The grammar takes no link whose target nests its parentheses deeply; see `syntax/bounds.ts`. */
export function checkParentheses(text: string, from: number, to: number): void {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 && ++depth > PARENTHESES) throw new Unbounded();
    if (code === 41 && --depth < 0) return;
    if (code === 92) at++;
    else if (code <= 32) return;
  }
}

export function checkBrackets(count: number): void {
  if (count > BRACKETS) throw new Unbounded();
}
