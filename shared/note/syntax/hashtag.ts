import { tags } from '@lezer/highlight';
import type { InlineContext, MarkdownConfig } from '@lezer/markdown';

/** Letters, marks and digits of any script, emoji, `_`, `-`, `/`. */
const BODY =
  /[\p{L}\p{M}\p{Nd}\p{Nl}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Join_Control}_\-/]+/uy;
const NOT_DIGIT = /\P{Nd}/u;
const SPACE = /\s/;

/** `#tag` at the start of a line or after white space, with a character that is not a digit. */
export const Hashtags: MarkdownConfig = {
  defineNodes: [{ name: 'Hashtag', style: tags.labelName }],
  parseInline: [{ name: 'Hashtag', before: 'Emphasis', parse: parseHashtag }],
};

function parseHashtag(cx: InlineContext, next: number, pos: number): number {
  if (next !== 35) return -1;
  if (pos > cx.offset && !SPACE.test(cx.slice(pos - 1, pos))) return -1;
  const end = tagEnd(cx.text, pos - cx.offset);
  return end < 0 ? -1 : cx.addElement(cx.elt('Hashtag', pos, end + cx.offset));
}

/** Where the tag whose `#` is at `from` ends; -1 where it begins none. */
export function tagEnd(text: string, from: number): number {
  BODY.lastIndex = from + 1;
  const body = BODY.exec(text)?.[0] ?? '';
  return NOT_DIGIT.test(body) ? from + 1 + body.length : -1;
}
