import { type FaultGaps, type QueryFault, queryFault } from './faults.ts';

/** What a leaf stands in. */
export interface LeafContext {
  matchCase: boolean;
  /** The operator whose operand this is, with its colon; undefined at the level of the note. */
  within: string | undefined;
  /** `]` inside a property: words end there. */
  close: string | undefined;
  depth: number;
}

/** A place in the text of a query. */
export class Reader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  at(word: string): boolean {
    return this.text.startsWith(word, this.position);
  }

  ahead(length: number): string {
    return this.text.slice(this.position, this.position + length);
  }

  /** `OR`, in capitals, as a word of its own. */
  atOperatorOr(): boolean {
    return this.at('OR') && /^[\s()\]]?$/.test(this.text.charAt(this.position + 2));
  }

  skipSpace(): this {
    while (!this.atEnd && /\s/.test(this.text.charAt(this.position))) this.position++;
    return this;
  }

  /** Match a sticky regular expression here and move behind it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text) ?? undefined;
    if (match) this.position = pattern.lastIndex;
    return match;
  }

  /**
   * The characters up to the next space or closing bracket. Brackets that open inside the word belong to it
   * with their partners, so that `main()` is one word; `close` ends it too, as far as it has no partner.
   */
  takeWord(close: string | undefined): string {
    const from = this.position;
    let round = 0;
    let square = 0;
    for (; !this.atEnd; this.position++) {
      const char = this.text.charAt(this.position);
      if (/\s/.test(char)) break;
      if (char === '(') round++;
      else if (char === ')' && --round < 0) break;
      else if (char === '[') square++;
      else if (char === ']' && --square < 0 && close === ']') break;
    }
    return this.text.slice(from, this.position);
  }

  /** What stands between the quotes that begin here, escapes undone; moves behind them. */
  takeQuoted(): string {
    const from = this.position;
    const match = this.take(/"((?:\\[\s\S]|[^"\\])*)"/y);
    if (!match) return this.fail('quote', from, from + 1);
    return (match[1] ?? '').replace(/\\(["\\])/g, '$1');
  }

  /**
   * Words between the quotes of Chinese, which a Chinese keyboard writes; undefined where none close, and round a single
   * word, which is looked for with its marks. Nothing is escaped in them.
   */
  takeChineseQuoted(): string | undefined {
    return this.take(/“([^\s“”]+\s[^“”]*)”/y)?.[1];
  }

  fail(fault: QueryFault, from: number, to: number, gaps?: FaultGaps): never {
    throw queryFault(fault, { from, to: Math.min(to, this.text.length) }, gaps);
  }
}
