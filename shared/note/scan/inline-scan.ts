import { bareUrlEnd } from '../syntax/bare-url.ts';
import { footnoteClose, referenceEnd } from '../syntax/footnote.ts';
import { tagEnd } from '../syntax/hashtag.ts';
import { mathEnd } from '../syntax/math.ts';
import { isWord } from '../syntax/plain-run.ts';
import { wikiClose } from '../syntax/wiki-link.ts';
import { angleEnd } from './angle.ts';
import { MARKS, TAGS, Unbounded } from './bounds.ts';
import { closeBracket } from './brackets.ts';
import { checkBrackets } from './destination.ts';
import { pairMarks, settleMarks } from './emphasis.ts';
import { flanks, isSpace } from './flanks.ts';
import { blockIdEnd, codeEnd, entityEnd, isEscapable } from './inline-ends.ts';
import { indexWithin } from './line.ts';
import { CLOSES, mark, OPENS, Part, type PartKind, type Stretch } from './part.ts';

/** Characters at which something may begin or end: 1 always, 2 where a URL does at a letter. */
const STOPS = new Uint8Array(128);
for (const stop of '\\`&<*_[]!$%=#^~') STOPS[stop.charCodeAt(0)] = 1;
for (const letter of 'hHwW') STOPS[letter.charCodeAt(0)] = 2;

/**
 * The parts of a paragraph, heading or cell: `text` from `from` to `to`. It reads what the inline parsers of
 * `grammar.ts` read, in their order of precedence, and makes no tree. Throws `Unbounded`.
 */
export function scanInline(text: string, from: number, to: number): Part[] {
  const scan = new InlineScan(text, from, to);
  scan.run();
  return scan.parts;
}

/** Where one of the characters of `STOPS` takes the scan; `at + 1` where it is text. */
type Stop = (scan: InlineScan, at: number) => number;

export class InlineScan implements Stretch {
  readonly parts: Part[] = [];
  readonly text: string;
  readonly from: number;
  readonly to: number;
  private marks = 0;
  private brackets = 0;
  private angles = 0;

  constructor(text: string, from: number, to: number) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  run(): void {
    const { text, to, parts } = this;
    for (let at = this.from; at < to; ) {
      const code = text.charCodeAt(at);
      const stop = code < 128 ? STOPS[code] : 0;
      if (stop === 0) at++;
      else if (stop === 1) at = (ACTIONS[code] as Stop)(this, at);
      else at = this.url(code, at);
    }
    if (parts.length === 0) return;
    pairMarks(parts, 0);
    settleMarks(parts, 0);
  }

  /** The character at an offset; -1 outside. */
  char(at: number): number {
    return at >= this.from && at < this.to ? this.text.charCodeAt(at) : -1;
  }

  add(kind: PartKind, from: number, to: number): number {
    this.parts.push(new Part(kind, from, to));
    return to;
  }

  private url(code: number, at: number): number {
    const follows = this.text.charCodeAt(at + 1) | 32;
    if (follows !== ((code | 32) === 104 ? 116 : 119)) return at + 1;
    if (at > this.from && isWord(this.text.charCodeAt(at - 1))) return at + 1;
    const end = bareUrlEnd(this.text, at);
    return end < 0 ? at + 1 : this.add('shown', at, Math.min(end, this.to));
  }

  escape(at: number): number {
    return at < this.to - 1 && isEscapable(this.text.charCodeAt(at + 1))
      ? this.add('escape', at, at + 2)
      : at + 1;
  }

  code(at: number): number {
    if (this.char(at - 1) === 96) return at + 1;
    const end = codeEnd(this.text, at, this.to);
    if (end < 0) return at + 1;
    this.add('code', at, end);
    const part = this.parts.at(-1) as Part;
    while (this.text.charCodeAt(at + part.first) === 96) part.first++;
    return end;
  }

  angle(at: number): number {
    if (++this.angles > TAGS) throw new Unbounded();
    if (at === this.to - 1) return at + 1;
    const found = angleEnd(this.text, at, this.to);
    return found ? this.add(found.kind, at, found.end) : at + 1;
  }

  emphasis(at: number): number {
    const end = this.signEnd(at);
    this.count(end - at);
    const kind = this.text.charCodeAt(at) === 95 ? 'emphasis_' : 'emphasis*';
    this.parts.push(mark(kind, at, end, flanks(this.char(at - 1), this.char(end), kind === 'emphasis_')));
    return end;
  }

  strike(at: number): number {
    if (this.char(at - 1) !== 126) this.count(this.signEnd(at) - at);
    if (this.char(at + 1) !== 126 || this.char(at + 2) === 126) return at + 1;
    this.parts.push(mark('strike', at, at + 2, flanks(this.char(at - 1), this.char(at + 2), false)));
    return at + 2;
  }

  highlight(at: number): number {
    if (this.char(at + 1) !== 61) return at + 1;
    const end = this.signEnd(at);
    if (end > at + 2) return end;
    this.count(2);
    const opens = isSpace(this.char(end)) ? 0 : OPENS;
    const closes = isSpace(this.char(at - 1)) ? 0 : CLOSES;
    this.parts.push(mark('highlight', at, end, opens | closes));
    return end;
  }

  hash(at: number): number {
    if (!isSpace(this.char(at - 1))) return at + 1;
    const end = tagEnd(this.text, at);
    return end < 0 ? at + 1 : this.add('tag', at, end);
  }

  caret(at: number): number {
    if (isSpace(this.char(at - 1))) {
      const end = blockIdEnd(this.text, at, this.to);
      if (end > 0) return this.add('block-id', at, end);
    }
    return this.char(at + 1) === 91 ? this.footnote(at) : at + 1;
  }

  dollar(at: number): number {
    const end = mathEnd(this.text, this.from, this.to, at);
    return end < 0 ? at + 1 : this.add('shown', at, end);
  }

  percent(at: number): number {
    if (this.char(at + 1) !== 37) return at + 1;
    const close = indexWithin(this.text, '%%', at + 2, this.to);
    return close < 0 ? at + 2 : this.add('hidden', at, close + 2);
  }

  bang(at: number): number {
    if (this.char(at + 1) !== 91) return at + 1;
    const close = this.wikiEnd(at + 1);
    if (close > 0) return this.add('wiki-embed', at, close);
    return this.open('image-start', at, at + 2);
  }

  bracket(at: number): number {
    const close = this.wikiEnd(at);
    if (close > 0) return this.add('wiki', at, close);
    const end = this.char(at + 1) === 94 ? referenceEnd(this.text, at) : -1;
    if (end > 0 && end <= this.to) return this.add('hidden', at, end);
    return this.open('link-start', at, at + 1);
  }

  private open(kind: PartKind, at: number, end: number): number {
    checkBrackets(++this.brackets);
    this.parts.push(mark(kind, at, end, OPENS));
    return end;
  }

  private wikiEnd(at: number): number {
    if (this.char(at + 1) !== 91 || this.char(at + 2) === 91) return -1;
    const close = wikiClose(this.text, at + 2, this.to);
    return close < 0 || this.text.slice(at + 2, close).trim() === '' ? -1 : close + 2;
  }

  private footnote(at: number): number {
    const close = footnoteClose(this.text, at + 2, this.to);
    if (close <= at + 2) return at + 1;
    this.add('footnote', at, close + 1);
    this.add('hidden', at, at + 2);
    for (const part of scanInline(this.text, at + 2, close)) this.parts.push(part);
    return this.add('hidden', close, close + 1);
  }

  private signEnd(from: number): number {
    const code = this.text.charCodeAt(from);
    let at = from + 1;
    while (at < this.to && this.text.charCodeAt(at) === code) at++;
    return at;
  }

  private count(size: number): void {
    this.marks += size;
    if (this.marks > MARKS) throw new Unbounded();
  }
}

const ACTIONS: Stop[] = [];
const actions: [string, Stop][] = [
  ['\\', (scan, at) => scan.escape(at)],
  ['&', (scan, at) => entityEnd(scan.text, at, scan.to)],
  ['`', (scan, at) => scan.code(at)],
  ['<', (scan, at) => scan.angle(at)],
  ['*', (scan, at) => scan.emphasis(at)],
  ['_', (scan, at) => scan.emphasis(at)],
  ['~', (scan, at) => scan.strike(at)],
  ['=', (scan, at) => scan.highlight(at)],
  ['#', (scan, at) => scan.hash(at)],
  ['^', (scan, at) => scan.caret(at)],
  ['$', (scan, at) => scan.dollar(at)],
  ['%', (scan, at) => scan.percent(at)],
  ['!', (scan, at) => scan.bang(at)],
  ['[', (scan, at) => scan.bracket(at)],
  [']', (scan, at) => closeBracket(scan, at)],
];
for (const [sign, action] of actions) ACTIONS[sign.charCodeAt(0)] = action;
