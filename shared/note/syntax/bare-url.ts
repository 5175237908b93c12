import type { InlineContext, MarkdownConfig } from '@lezer/markdown';
import { isWord } from './plain-run.ts';

/** Up to white space, a bracket, a quote, or the punctuation of Chinese text, which often follows without a space. */
const URL =
  /(?:https?:\/\/(?=[\w\u0080-\uffff])|www\.(?=\w))[^\s<>[\]|"`\u2018-\u201d\u2026\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]*/iy;

/**
 * URLs that stand in the text without brackets, as nodes of GFM's name `URL`. In place of GFM's own rule, which
 * is slow, wants a dot in the host, and takes the Chinese punctuation after it in.
 */
export const BareUrl: MarkdownConfig = {
  parseInline: [{ name: 'Autolink', parse: parseBareUrl }],
};

function parseBareUrl(cx: InlineContext, next: number, pos: number): number {
  const letter = next | 32;
  if ((letter !== 104 && letter !== 119) || next < 65) return -1;
  const from = pos - cx.offset;
  if (from > 0 && isWord(cx.text.charCodeAt(from - 1))) return -1;
  const end = bareUrlEnd(cx.text, from);
  return end < 0 ? -1 : cx.addElement(cx.elt('URL', pos, end + cx.offset));
}

/** Where the URL that begins at `from` ends; -1 where none does. */
export function bareUrlEnd(text: string, from: number): number {
  URL.lastIndex = from;
  const found = URL.exec(text)?.[0];
  return found ? from + trimmedLength(found) : -1;
}

/** Length without what ends a sentence or closes a mark; a `)` belongs to the URL only with its `(`. */
function trimmedLength(url: string): number {
  let open = 0;
  for (const char of url) open += char === '(' ? 1 : char === ')' ? -1 : 0;
  let end = url.length;
  for (;;) {
    const last = url[end - 1] ?? '';
    if (last === ')' && open < 0) open++;
    else if (!'?!.,:;*_~\'"\\'.includes(last)) return end;
    end--;
  }
}
