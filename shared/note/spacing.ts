/**
 * Space between Chinese and Latin, put in and taken out. Only plain text is touched: no link, address, code, math,
 * HTML, comment, tag or front matter; and no heading, since links and the addresses of a blog go by its words.
 */
import type { TextEdit } from '../text/edit.ts';
import type { Span } from './facts.ts';
import { noteParser } from './grammar.ts';
import { scanNote } from './scan/scan-note.ts';

const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const latin = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{Nd}]/u;
const marks = /^(?:\*{1,3}|_{1,3}|~~|==)$/;

/** A run that may be an address or a path: neither a space nor Chinese punctuation divides it. */
const run = /[^\s，。、；：！？（）《》「」“”‘’]+/gu;
const address = /:\/\/|^www\.|@|\\|^(?:[.~]{0,2}|[A-Za-z]:)\/|\/.*\//;

/** Put a space between Chinese and Latin letters or digits in `within`. Done twice, it changes nothing more. */
export function addSpaces(text: string, within: Span): TextEdit[] {
  const spans = plainSpans(text);
  const opens = openingMarks(text);
  const places = spans.flatMap((span, index) => {
    const next = spans[index + 1];
    const across =
      next && betweenMarks(text, span, next) && meets(before(text, span.to), at(text, next.from));
    return [...meetings(text, span), ...(across ? [opens().has(span.to) ? span.to : next.from] : [])];
  });
  return places
    .filter((place) => place > within.from && place < within.to)
    .map((place) => ({ from: place, to: place, insert: ' ' }));
}

/** Take out the spaces that stand between Chinese and Latin in `within`. */
export function removeSpaces(text: string, within: Span): TextEdit[] {
  const spans = plainSpans(text);
  return spans.flatMap((span, index) => {
    const around = {
      before: betweenMarks(text, spans[index - 1], span) ? before(text, spans[index - 1]?.to ?? 0) : '',
      after: betweenMarks(text, span, spans[index + 1]) ? at(text, spans[index + 1]?.from ?? 0) : '',
    };
    return [...text.slice(span.from, span.to).matchAll(/ +/g)].flatMap((match): TextEdit[] => {
      const from = span.from + match.index;
      const to = from + match[0].length;
      const left = from === span.from ? around.before : before(text, from);
      const right = to === span.to ? around.after : at(text, to);
      const inside = from >= within.from && to <= within.to;
      return inside && meets(left, right) ? [{ from, to, insert: '' }] : [];
    });
  });
}

/** Plain text outside headings, without what looks like an address or a path. */
function plainSpans(text: string): Span[] {
  const { prose, headings } = scanNote(text, '');
  const body = prose.filter(({ from, to }) => !headings.some(({ span }) => span.from < to && span.to > from));
  return body.flatMap((span) => withoutAddresses(text, span));
}

function withoutAddresses(text: string, { from, to }: Span): Span[] {
  const spans: Span[] = [];
  let start = from;
  for (const match of text.slice(from, to).matchAll(run)) {
    if (!address.test(match[0])) continue;
    spans.push({ from: start, to: from + match.index });
    start = from + match.index + match[0].length;
  }
  return [...spans, { from: start, to }].filter((span) => span.from < span.to);
}

function meetings(text: string, { from, to }: Span): number[] {
  const places: number[] = [];
  let last = '';
  for (let place = from; place < to; ) {
    const char = at(text, place);
    if (meets(last, char)) places.push(place);
    last = char;
    place += char.length;
  }
  return places;
}

function betweenMarks(text: string, span: Span | undefined, next: Span | undefined): boolean {
  return span !== undefined && next !== undefined && marks.test(text.slice(span.to, next.from));
}

/** Where marks stand that open emphasis: a space belongs before these, and after those that close it. */
function openingMarks(text: string): () => Set<number> {
  let found: Set<number> | undefined;
  return () => {
    if (found) return found;
    const opening = new Set<number>();
    noteParser.parse(text).iterate({
      enter({ name, from, node }) {
        if (name.endsWith('Mark') && node.parent?.from === from) opening.add(from);
      },
    });
    found = opening;
    return opening;
  };
}

function meets(left: string, right: string): boolean {
  return (cjk.test(left) && latin.test(right)) || (latin.test(left) && cjk.test(right));
}

function at(text: string, place: number): string {
  const code = text.codePointAt(place);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function before(text: string, place: number): string {
  return [...text.slice(Math.max(0, place - 2), place)].at(-1) ?? '';
}
