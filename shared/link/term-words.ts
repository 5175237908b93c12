/** To be tried where a word may begin. */
const word =
  /(?<![\p{Script=Latin}\p{N}_\-+#])\p{Script=Latin}[\p{Script=Latin}\p{N}]*(?:[-.][\p{Script=Latin}\p{N}]+)*(?:\+\+|#)?(?![\p{Script=Latin}\p{N}])/uy;

const HASH = 35;
const PLUS = 43;
const DASH = 45;
const DOT = 46;
const LOW_LINE = 95;
const firstIdeograph = 0x4e00;
const lastIdeograph = 0x9fff;

/** Of a unit: a Latin letter or a digit, neither, or to be seen closely. Behind the end of a text is neither. */
const LETTER = 1;
const OTHER = 0;
const UNCLEAR = -1;

/**
 * Where the word of Latin script ends that begins at an offset; -1 where none does. The rule is the expression above:
 * nearly all words are plain ones between plain characters, which are told without it.
 */
export function wordEnd(text: string, at: number): number {
  const before = at === 0 ? OTHER : kind(text, at - 1);
  if (before === UNCLEAR || kind(text, at) === UNCLEAR) return byRule(text, at);
  if (before === LETTER || isBound(text.charCodeAt(at - 1)) || isDigit(text.charCodeAt(at))) return -1;
  const end = runEnd(text, at);
  return end < 0 ? byRule(text, at) : end;
}

function byRule(text: string, at: number): number {
  word.lastIndex = at;
  const found = word.exec(text)?.[0];
  return found === undefined ? -1 : at + found.length;
}

/** Where the word ends that begins with the letter at `from`; -1: it is unclear. */
function runEnd(text: string, from: number): number {
  for (let at = from + 1; ; at++) {
    const now = kind(text, at);
    if (now === UNCLEAR) return -1;
    if (now === LETTER) continue;
    const code = text.charCodeAt(at);
    if (code !== DASH && code !== DOT) return signEnd(text, at, code);
    const next = kind(text, at + 1);
    if (next !== LETTER) return next === UNCLEAR ? -1 : at;
  }
}

/** After the signs that belong to a word (`C++`, `C#`), if no letter follows them. */
function signEnd(text: string, at: number, code: number): number {
  const signs = code === HASH ? 1 : code === PLUS && text.charCodeAt(at + 1) === PLUS ? 2 : 0;
  if (signs === 0) return at;
  const next = kind(text, at + signs);
  if (next === UNCLEAR) return -1;
  return next === LETTER ? at : at + signs;
}

function kind(text: string, at: number): number {
  if (at >= text.length) return OTHER;
  const code = text.charCodeAt(at);
  if (code > 0x7f) return code >= firstIdeograph && code <= lastIdeograph ? OTHER : UNCLEAR;
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || isDigit(code) ? LETTER : OTHER;
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** A sign after which no word begins. */
const isBound = (code: number) => code === LOW_LINE || code === DASH || code === PLUS || code === HASH;
