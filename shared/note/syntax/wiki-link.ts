import { tags } from '@lezer/highlight';
import type { Element, InlineContext, MarkdownConfig } from '@lezer/markdown';

/**
 * `[[path#fragment|text]]`, and the same with `!` in front as an embed. It stands on one line. A single `]` does not
 * end it, a second `[[` begins another, and `\|` separates as `|` does (in a table cell it has to).
 */
export const WikiLinks: MarkdownConfig = {
  defineNodes: [
    { name: 'WikiLink', style: { 'WikiLink/...': tags.link } },
    { name: 'WikiEmbed', style: { 'WikiEmbed/...': tags.link } },
    { name: 'WikiLinkMark', style: tags.processingInstruction },
    { name: 'WikiLinkPath', style: tags.url },
    { name: 'WikiLinkFragment', style: tags.url },
    { name: 'WikiLinkText' },
  ],
  parseInline: [{ name: 'WikiLink', before: 'InlineCode', parse: parseWikiLink }],
};

function parseWikiLink(cx: InlineContext, next: number, pos: number): number {
  const embed = next === 33;
  if (!embed && next !== 91) return -1;
  const open = embed ? pos + 1 : pos;
  if (cx.char(open) !== 91 || cx.char(open + 1) !== 91 || cx.char(open + 2) === 91) return -1;
  const close = wikiClose(cx.text, open + 2 - cx.offset, cx.text.length) + cx.offset;
  if (close < cx.offset || cx.slice(open + 2, close).trim() === '') return -1;
  const parts = [
    cx.elt('WikiLinkMark', pos, open + 2),
    ...innerParts(cx, open + 2, close),
    cx.elt('WikiLinkMark', close, close + 2),
  ];
  return cx.addElement(cx.elt(embed ? 'WikiEmbed' : 'WikiLink', pos, close + 2, parts));
}

/** Where the `]]` is that ends the wikilink whose inside begins at `from`; -1 where it has no end before `to`. */
export function wikiClose(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const char = text.charCodeAt(at);
    if (char === 10) return -1;
    if ((char !== 93 && char !== 91) || at + 1 >= to || text.charCodeAt(at + 1) !== char) continue;
    return char === 93 ? at : -1;
  }
  return -1;
}

/** Offsets into what stands between `[[` and `]]`; -1 where a part is missing. */
export interface WikiParts {
  /** Of the `#` that ends the path. */
  hash: number;
  /** Where the target ends: at the `|`, or at the `\\` before it, or at the end. */
  targetEnd: number;
  /** Where the text to show begins. */
  text: number;
}

/** Take the inside of a wikilink apart. */
export function wikiParts(inner: string): WikiParts {
  const bar = inner.indexOf('|');
  const escaped = bar > 0 && inner[bar - 1] === '\\';
  const targetEnd = bar < 0 ? inner.length : escaped ? bar - 1 : bar;
  return { hash: inner.slice(0, targetEnd).indexOf('#'), targetEnd, text: bar < 0 ? -1 : bar + 1 };
}

function innerParts(cx: InlineContext, from: number, to: number): Element[] {
  const { hash, targetEnd, text } = wikiParts(cx.slice(from, to));
  const parts: Element[] = [];
  const add = (name: string, start: number, end: number) => {
    if (end > start) parts.push(cx.elt(name, start, end));
  };
  const end = from + targetEnd;
  add('WikiLinkPath', from, hash < 0 ? end : from + hash);
  if (hash >= 0) {
    add('WikiLinkMark', from + hash, from + hash + 1);
    add('WikiLinkFragment', from + hash + 1, end);
  }
  if (text >= 0) {
    add('WikiLinkMark', end, from + text);
    add('WikiLinkText', from + text, to);
  }
  return parts;
}
