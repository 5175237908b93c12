import type { InlineContext, MarkdownConfig } from '@lezer/markdown';

/** Characters at which some inline construct, of CommonMark or ours, can begin or end. */
const SPECIAL = new Uint8Array(128);
for (const mark of '\\`&<*_[]!$%=#^~:') SPECIAL[mark.charCodeAt(0)] = 1;

const SPACE = 32;

/**
 * Passes over text in which nothing can begin. The parser would otherwise ask every construct about every
 * character; with this it reads prose several times as fast.
 */
export const PlainRun: MarkdownConfig = {
  parseInline: [{ name: 'PlainRun', before: 'Escape', parse: skipPlain }],
};

function skipPlain(cx: InlineContext, _next: number, pos: number): number {
  const { text, offset } = cx;
  const from = pos - offset;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      const end = spaceEnd(text, at);
      if (end > at + 1 && text.charCodeAt(end) === 10) break;
      at = end;
    } else if (code < 128 && isStop(text, at, code)) break;
    else at++;
  }
  return at > from ? at + offset : -1;
}

/** A run of spaces is passed over as one: a hard break is looked for only where one ends its line. */
function spaceEnd(text: string, from: number): number {
  let at = from + 1;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function isStop(text: string, at: number, code: number): boolean {
  if (SPECIAL[code] === 1) return true;
  const letter = code | 32;
  return (letter === 104 || letter === 119) && mayBeginUrl(text, at, letter);
}

/** `http` or `www.` at the start of a word, in any case. */
function mayBeginUrl(text: string, at: number, letter: number): boolean {
  if (letter === 104 ? (text.charCodeAt(at + 1) | 32) !== 116 : (text.charCodeAt(at + 1) | 32) !== 119) {
    return false;
  }
  return at === 0 || !isWord(text.charCodeAt(at - 1));
}

/** Whether a UTF-16 unit is an ASCII letter, digit or `_`. */
export function isWord(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95;
}
