const HAN = '[[\\p{L}\\p{N}]&&[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}]]';
const PLAIN = `[[\\p{L}\\p{N}_.~+%@:=&$#\\-]--${HAN}]`;
// A segment that begins in Latin ends where Chinese text goes on: /etc/ovn中的OVN.
const SEGMENT = `(?:${HAN}[${HAN}${PLAIN}]*|${PLAIN}+)`;
const ROOT = '(?:\\.{1,2}|~)?';
const DRIVE = '[A-Za-z]:';
const FOLDED = '[^\\s\\\\\\/:*?"<>\\|][^\\\\\\/:*?"<>\\|\\r\\n]*';
// Closing marks of emphasis, code and links between a word and the slash that goes on from it.
const CLOSING = '(?:\\*{1,3}|_{1,3}|~~|==|`|\\]{1,2})?';
const WORD = '[[\\p{Script=Latin}&&\\p{L}]\\p{Nd}]';
const DOMAIN_ENDS =
  'com|net|org|edu|gov|mil|int|info|biz|io|dev|app|ai|co|me|cloud|tech|site|xyz|top|wiki|blog|online|link|pub|' +
  'cn|hk|tw|jp|kr|sg|in|us|uk|ca|au|de|fr|nl|eu|ru|ch|se|it|es|br';

const anyPath = new RegExp(
  [
    `(?<!(?:${WORD}|${HAN})${CLOSING})${ROOT}(?:\\/+${SEGMENT})+`,
    `(?<=${HAN}${CLOSING})${ROOT}(?:\\/+${SEGMENT}){3,}`,
    `(?<!${WORD}|${HAN})${DRIVE}(?:\\/${SEGMENT})+`,
    `(?<=${HAN})${DRIVE}(?:\\/${SEGMENT}){3,}`,
    `(?<!${WORD}|${HAN})${DRIVE}\\\\(?:${FOLDED}\\\\)*${SEGMENT}?`,
    `(?<=${HAN})${DRIVE}\\\\(?:${FOLDED}\\\\){2,}${SEGMENT}`,
    `(?<![\\w@.\\/\\-])(?:(?:[\\w\\-]+\\.)+(?:${DOMAIN_ENDS})|localhost)(?::\\d+)?(?:\\/+${SEGMENT})+`,
  ].join('|'),
  'giv',
);

// What no path runs over: white space, and the punctuation of Chinese text and of quoting.
const bound = /[\s、。，；：？！“”‘’《》「」【】（）…"<>|]/;

/** Says which places of a text stand in a file path or behind a domain. Only the words asked for are looked at. */
export class PathPlaces {
  readonly #text: string;
  #from = 0;
  #to = -1;
  #paths: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether `[from, to)`, on one line, touches a path. */
  covers(from: number, to: number): boolean {
    if (from < this.#from || to > this.#to) this.#read(from, to);
    for (let index = 0; index < this.#paths.length; index += 2) {
      if ((this.#paths[index] ?? 0) < to && (this.#paths[index + 1] ?? 0) > from) return true;
    }
    return false;
  }

  #read(from: number, to: number): void {
    this.#reach(from, to, bound);
    // Only paths with backslashes may hold spaces (C:\Program Files\x).
    if (this.#words().includes('\\')) this.#reach(from, to, /\n/);
    this.#paths = [];
    const words = this.#words();
    if (!words.includes('/') && !words.includes('\\')) return;
    for (const match of words.matchAll(anyPath)) {
      const start = this.#from + match.index;
      this.#paths.push(start, start + match[0].length);
    }
  }

  #reach(from: number, to: number, end: RegExp): void {
    this.#from = from;
    this.#to = to;
    while (this.#from > 0 && !end.test(this.#text[this.#from - 1] ?? '')) this.#from--;
    while (this.#to < this.#text.length && !end.test(this.#text[this.#to] ?? '')) this.#to++;
  }

  #words(): string {
    return this.#text.slice(this.#from, this.#to);
  }
}
