/** What stands between two runs is told by so many of its characters, to the first line break. */
export const GAP_LENGTH = 4;
/** Stands before a character from U+0080 to U+00FF, as these by themselves stand for ASCII. */
export const OTHER = 0x80;

/** The character that stands for one of ASCII behind a token: the tokenizer would take that for the token's end. */
export function codeOfAscii(code: number): number {
  // The place of ~ would be that of þ, which is a letter.
  return code === 0x7e ? 0x91 : code + 0x80;
}

/**
 * The end of a token that tells what follows it, so that a phrase is found as it is written. What is usual (a space
 * between two runs of one class, nothing where the class changes) is told by no code.
 */
export function gapCode(folded: string, from: number, to: number, sameClass: boolean): string {
  if (from === to) return '';
  if (sameClass && to === from + 1 && folded.charCodeAt(from) === 32) return '';
  let code = '';
  for (let at = from; at < to && at < from + GAP_LENGTH; at++) {
    const unit = folded.charCodeAt(at);
    if (unit < 0x80) code += String.fromCharCode(codeOfAscii(unit));
    else code += unit < 0x100 ? String.fromCharCode(OTHER, unit) : folded.charAt(at);
    if (unit === 10) break;
  }
  return code.toWellFormed();
}
