import type { Span } from './facts.ts';

/** One line, or more, of a TOML document: `key = value`, `[table]` or `[[table]]`. */
export interface Statement {
  kind: 'pair' | 'table';
  /** Without the end of its line, and without a comment behind it. */
  span: Span;
  /** The decoded name before the first dot, and where it stands. */
  root: string;
  rootSpan: Span;
  /** Whether the key has only one part. */
  simple: boolean;
  /** All parts of the key, decoded. */
  path: string[];
  /** `[[table]]`: one more of a list of tables. */
  listed: boolean;
  /** Of a pair. */
  value: Span;
  /** Native dates and times anywhere in the value. */
  dates: Span[];
  /** The sign that quotes the first string in the value. */
  quote: string | undefined;
}

const BARE_KEY = /[A-Za-z0-9_-]+/y;
const DATE =
  /(?:\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?=[\s,\]}#]|$)/y;
const BARE_VALUE = /[^\s,\]}#]+/y;

/**
 * Where everything stands in a TOML document that is known to be valid. Offsets are into `text`.
 * Values are not read here, just passed over; nesting costs no stack.
 */
export function scanToml(text: string, { from, to }: Span): Statement[] {
  const statements: Statement[] = [];
  const scanner = new Scanner(text, from, to);
  for (let next = scanner.statement(); next; next = scanner.statement()) statements.push(next);
  return statements;
}

/** A value and the values in it. */
export interface TomlValue {
  kind: 'scalar' | 'list' | 'table';
  span: Span;
  /** With the names of a table; of one that is written `a.b = 1`, the last part is missing: `key` is undefined. */
  entries: { key: string | undefined; span: Span; value: TomlValue }[];
}

/** What stands in a value that is known to be valid. */
export function scanTomlValue(text: string, { from, to }: Span): TomlValue {
  return new Scanner(text, from, to).tree();
}

class Scanner {
  private readonly text: string;
  private readonly to: number;
  private at: number;

  constructor(text: string, from: number, to: number) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  statement(): Statement | undefined {
    this.skipBlank();
    if (this.at >= this.to) return undefined;
    const from = this.at;
    return this.text[from] === '[' ? this.table(from) : this.pair(from);
  }

  private table(from: number): Statement {
    while (this.text[this.at] === '[') this.at++;
    const key = this.key();
    while (this.text[this.at] === ']') this.at++;
    const value = { from: this.at, to: this.at };
    const span = { from, to: this.at };
    const listed = this.text.startsWith('[[', from);
    return { kind: 'table', span, ...key, listed, value, dates: [], quote: undefined };
  }

  private pair(from: number): Statement {
    const key = this.key();
    this.at++;
    this.skipSpace();
    const value = this.value();
    return { kind: 'pair', span: { from, to: this.at }, ...key, listed: false, ...value };
  }

  tree(): TomlValue {
    const from = this.at;
    const open = this.text[from];
    if (open !== '[' && open !== '{') {
      this.value();
      return { kind: 'scalar', span: { from, to: this.at }, entries: [] };
    }
    const entries: TomlValue['entries'] = [];
    this.at++;
    for (this.skipBlank(); this.at < this.to && !']}'.includes(this.text.charAt(this.at)); this.skipBlank()) {
      const start = this.at;
      const key = open === '{' ? this.member() : undefined;
      const value = this.tree();
      entries.push({ key, span: { from: start, to: value.span.to }, value });
      this.skipBlank();
      if (this.text[this.at] === ',') this.at++;
    }
    this.at++;
    return { kind: open === '[' ? 'list' : 'table', span: { from, to: this.at }, entries };
  }

  /** Reads `name =`; undefined for a name of several parts. */
  private member(): string | undefined {
    const { root, simple } = this.key();
    this.at++;
    this.skipSpace();
    return simple ? root : undefined;
  }

  /** Reads a dotted key up to what follows it. */
  private key(): Pick<Statement, 'root' | 'rootSpan' | 'simple' | 'path'> {
    this.skipSpace();
    const rootSpan = this.keyPart();
    const root = keyName(this.text.slice(rootSpan.from, rootSpan.to));
    const path = [root];
    for (this.skipSpace(); this.text[this.at] === '.'; this.skipSpace()) {
      this.at++;
      this.skipSpace();
      const part = this.keyPart();
      path.push(keyName(this.text.slice(part.from, part.to)));
    }
    return { root, rootSpan, simple: path.length === 1, path };
  }

  private keyPart(): Span {
    const from = this.at;
    const quote = this.text[from];
    if (quote === '"' || quote === "'") this.string(quote);
    else this.at += Math.max(1, this.match(BARE_KEY));
    return { from, to: this.at };
  }

  private value(): Pick<Statement, 'value' | 'dates' | 'quote'> {
    const from = this.at;
    const dates: Span[] = [];
    let quote: string | undefined;
    let depth = 0;
    do {
      const char = this.text[this.at] ?? '';
      if (char === '[' || char === '{') depth++;
      if (char === ']' || char === '}') depth--;
      if (char === '"' || char === "'") {
        quote ??= char;
        this.string(char);
      } else if ('[]{},'.includes(char)) this.at++;
      else if (!this.skipTrivia()) this.bare(dates);
    } while (depth > 0 && this.at < this.to);
    return { value: { from, to: this.at }, dates, quote };
  }

  private bare(dates: Span[]): void {
    const date = this.match(DATE);
    if (date > 0) dates.push({ from: this.at, to: this.at + date });
    this.at += date || Math.max(1, this.match(BARE_VALUE));
  }

  private string(quote: string): void {
    const multi = this.text.startsWith(quote.repeat(3), this.at);
    const close = multi ? quote.repeat(3) : quote;
    this.at += close.length;
    while (this.at < this.to && !this.text.startsWith(close, this.at)) {
      this.at += quote === '"' && this.text[this.at] === '\\' ? 2 : 1;
    }
    this.at += close.length;
    while (multi && this.text[this.at] === quote) this.at++;
  }

  private match(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0].length ?? 0;
  }

  private skipSpace(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }

  private skipBlank(): void {
    while (this.at < this.to && this.skipTrivia());
  }

  /** Pass over white space or a comment; false where there is neither. */
  private skipTrivia(): boolean {
    const from = this.at;
    if (this.text[this.at] === '#') {
      const feed = this.text.indexOf('\n', this.at);
      this.at = feed < 0 ? this.to : feed;
    }
    while (this.at < this.to && /\s/.test(this.text.charAt(this.at))) this.at++;
    return this.at > from;
  }
}

function keyName(raw: string): string {
  if (raw.startsWith("'")) return raw.slice(1, -1);
  if (!raw.startsWith('"')) return raw;
  return JSON.parse(
    raw
      .replace(/\\U([\dA-Fa-f]{8})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replaceAll('\t', '\\t'),
  );
}
