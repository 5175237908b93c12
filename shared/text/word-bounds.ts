/** Where the words of a line begin and end, in a language that puts no space between them. */

interface Bounds {
  from: number;
  to: number;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Characters on either side of a place that decide what its word is; lines can be very long. */
const near = 128;

const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u;

/** Whether a text holds characters of a script in which words stand without space between them. */
export function hasCjk(text: string): boolean {
  return cjk.test(text);
}

/** The word that holds the character at `at`: `集群` in `k3s集群`, and `k3s` before it. */
export function wordBoundsAt(line: string, at: number): Bounds {
  const start = wholeCharacter(line, Math.max(0, at - near));
  const part = line.slice(start, wholeCharacter(line, Math.min(line.length, at + near)));
  const found = segmenter.segment(part).containing(at - start);
  if (!found) return { from: at, to: at };
  return withinScript(line, at, start + found.index, start + found.index + found.segment.length);
}

/** Dictionaries differ in what they make of `用k3s`: a word that begins in one script ends with it. */
function withinScript(line: string, at: number, from: number, to: number): Bounds {
  let start = from;
  let end = from;
  let last: boolean | undefined;
  for (const char of line.slice(from, to)) {
    const now = cjk.test(char);
    if (last !== undefined && now !== last) {
      if (end > at) break;
      start = end;
    }
    last = now;
    end += char.length;
  }
  return { from: start, to: end };
}

/** A place that does not stand between the halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const low = text.charCodeAt(at);
  return low >= 0xdc00 && low < 0xe000 && at > 0 ? at - 1 : at;
}
