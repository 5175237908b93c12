import { tags } from '@lezer/highlight';
import type { BlockContext, InlineContext, Line, MarkdownConfig } from '@lezer/markdown';

const REFERENCE = /\[\^[^\s\]^[]+\]/y;
const DEFINITION = /\[\^[^\s\]^[]+\]:[ \t]?/y;
/** Columns by which the further paragraphs of a definition are indented. */
const INDENT = 4;
/** A footnote written in the text is no longer than this. */
const INLINE = 2000;

/** `[^1]`, `^[in the text]`, and `[^1]: definitions`, whose indented paragraphs belong to them. */
export const Footnotes: MarkdownConfig = {
  defineNodes: [
    { name: 'FootnoteReference', style: tags.link },
    { name: 'InlineFootnote', style: { 'InlineFootnote/...': tags.link } },
    { name: 'FootnoteDefinition', block: true, composite: continuesDefinition },
    { name: 'FootnoteMark', style: tags.processingInstruction },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse: parseDefinition,
      endLeaf: (_cx, line) => definitionLength(line) > 0,
    },
  ],
  parseInline: [
    { name: 'FootnoteReference', before: 'Link', parse: parseReference },
    { name: 'InlineFootnote', before: 'Link', parse: parseInlineFootnote },
  ],
};

function definitionLength(line: Line): number {
  if (line.next !== 91 || line.indent >= line.baseIndent + 4) return 0;
  return footnoteDefinitionEnd(line.text, line.pos) - line.pos;
}

/** Where the content of the definition whose `[` is at `from` begins, on the same line; `from` where there is none. */
export function footnoteDefinitionEnd(text: string, from: number): number {
  DEFINITION.lastIndex = from;
  return DEFINITION.test(text) ? DEFINITION.lastIndex : from;
}

function parseDefinition(cx: BlockContext, line: Line): boolean | null {
  const size = definitionLength(line);
  if (size === 0) return false;
  const from = cx.lineStart + line.pos;
  cx.startComposite('FootnoteDefinition', line.pos);
  cx.addElement(
    cx.elt('FootnoteMark', from, from + line.text.slice(line.pos, line.pos + size).trimEnd().length),
  );
  line.moveBase(line.pos + size);
  return null;
}

function continuesDefinition(_cx: BlockContext, line: Line): boolean {
  if (line.next < 0) return true;
  if (line.indent < line.baseIndent + INDENT) return false;
  line.moveBaseColumn(line.baseIndent + INDENT);
  return true;
}

function parseReference(cx: InlineContext, next: number, pos: number): number {
  if (next !== 91 || cx.char(pos + 1) !== 94) return -1;
  const end = referenceEnd(cx.text, pos - cx.offset);
  return end < 0 ? -1 : cx.addElement(cx.elt('FootnoteReference', pos, end + cx.offset));
}

/** Where the reference `[^1]` that begins at `from` ends; -1 where none does. */
export function referenceEnd(text: string, from: number): number {
  REFERENCE.lastIndex = from;
  return REFERENCE.test(text) ? REFERENCE.lastIndex : -1;
}

function parseInlineFootnote(cx: InlineContext, next: number, pos: number): number {
  if (next !== 94 || cx.char(pos + 1) !== 91) return -1;
  const from = pos + 2 - cx.offset;
  const close = footnoteClose(cx.text, from, cx.text.length) + cx.offset;
  if (close <= pos + 2) return -1;
  const parts = [
    cx.elt('FootnoteMark', pos, pos + 2),
    ...cx.parser.parseInline(cx.slice(pos + 2, close), pos + 2),
    cx.elt('FootnoteMark', close, close + 1),
  ];
  return cx.addElement(cx.elt('InlineFootnote', pos, close + 1, parts));
}

/** The `]` that balances; -1 where there is none near, or where another footnote begins inside. */
export function footnoteClose(text: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < Math.min(to, from + INLINE); at++) {
    const char = text.charCodeAt(at);
    if (char === 92) at++;
    else if (char === 94 && at + 1 < to && text.charCodeAt(at + 1) === 91) return -1;
    else if (char === 91) depth++;
    else if (char === 93 && depth-- === 0) return at;
  }
  return -1;
}
