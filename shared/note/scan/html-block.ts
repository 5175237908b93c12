import type { ScanLine } from './line.ts';

interface Style {
  opens: RegExp;
  /** What its last line holds; undefined where a blank line ends it. */
  closes: RegExp | undefined;
  kind: 'html' | 'comment';
}

/** Elements whose tag alone begins a block, from the CommonMark specification, 4.6, condition 6. */
const BLOCKS = [
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt',
  'fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link',
  'main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th|thead',
  'title|tr|track|ul',
].join('|');
const ATTRIBUTE = '\\s+[a-z:_][\\w-.]*(?:\\s*=\\s*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?';

const TEXTUAL: Style = {
  opens: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i,
  closes: /<\/(?:script|pre|style|textarea)>/i,
  kind: 'html',
};
/** In the order in which they are asked. The last one does not end a paragraph. */
const STYLES: Style[] = [
  TEXTUAL,
  { opens: /^<!--/, closes: /-->/, kind: 'comment' },
  { opens: /^<\?/, closes: /\?>/, kind: 'html' },
  { opens: /^<![A-Z]/, closes: />/, kind: 'html' },
  { opens: /^<!\[CDATA\[/, closes: /\]\]>/, kind: 'html' },
  { opens: new RegExp(`^</?(?:${BLOCKS})(?:\\s|/?>|$)`, 'i'), closes: undefined, kind: 'html' },
  {
    opens: new RegExp(`^(?:</[a-z][\\w-]*\\s*>|<[a-z][\\w-]*(${ATTRIBUTE})*\\s*>)\\s*$`, 'i'),
    closes: undefined,
    kind: 'html',
  },
];

const BLANK = /^[ \t]*$/;

/** The kind of HTML block that a line begins, or, where one is open, can end the paragraph above it. */
export function htmlStyle(line: ScanLine, interrupting: boolean): Style | undefined {
  if (line.next !== 60) return undefined;
  const rest = line.text.slice(line.pos, line.to);
  const found = STYLES.find((style) => style.opens.test(rest));
  return interrupting && found === STYLES.at(-1) ? undefined : found;
}

/** Whether a line is the last of its block, or, where a blank one ends it, the first after it. */
export function endsHtml(style: Style, line: ScanLine): boolean {
  return (style.closes ?? BLANK).test(line.text.slice(line.from, line.to));
}
