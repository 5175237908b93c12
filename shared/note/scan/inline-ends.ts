/** Whether a backslash before this character makes it plain: ASCII punctuation. */
export function isEscapable(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

/** Longest entity, its `;` included and its `&` not. */
const ENTITY = 30;
const REFERENCE = /(?:#\d+|#x[a-f\d]+|\w+);/iy;

/** Offset after the entity whose `&` is at `at`, or after that. */
export function entityEnd(text: string, at: number, to: number): number {
  REFERENCE.lastIndex = at + 1;
  if (!REFERENCE.test(text)) return at + 1;
  const end = REFERENCE.lastIndex;
  return end <= Math.min(to, at + 1 + ENTITY) ? end : at + 1;
}

/** Offset after the code span whose first backtick is at `from`; -1 where as many do not close it. */
export function codeEnd(text: string, from: number, to: number): number {
  let size = 1;
  while (from + size < to && text.charCodeAt(from + size) === 96) size++;
  for (let at = from + size; at < to; at++) {
    const start = at;
    while (at < to && text.charCodeAt(at) === 96) at++;
    if (at - start === size) return at;
  }
  return -1;
}

/** Offset after the block id whose `^` is at `from`, where it ends its line; else -1. */
export function blockIdEnd(text: string, from: number, to: number): number {
  let end = from + 1;
  while (end < to && isIdChar(text.charCodeAt(end))) end++;
  if (end === from + 1) return -1;
  let at = end;
  while (at < to && isBlankInLine(text.charCodeAt(at))) at++;
  return at === to || text.charCodeAt(at) === 10 ? end : -1;
}

function isIdChar(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 45;
}

function isBlankInLine(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}
