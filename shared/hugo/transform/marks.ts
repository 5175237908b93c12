import type { SyntaxNode } from '@lezer/common';
import { sides } from '../flanking.ts';
import { parentsOf, type Region } from './context.ts';

const calloutTypes: Record<string, string> = {
  abstract: 'Abstract summary tldr',
  info: 'Info',
  todo: 'Todo',
  tip: 'Tip hint important',
  success: 'Success check done',
  question: 'Question help faq',
  warning: 'Warning caution attention',
  failure: 'Failure fail missing',
  danger: 'Danger error',
  bug: 'Bug',
  example: 'Example',
  quote: 'Quote cite',
  note: 'Note',
};

/** `> [!type] title`: kept where the site renders it, else a quote with a bold title in a paragraph of its own. */
export function callout(node: SyntaxNode, region: Region): undefined {
  const { text } = region.note;
  const match = /^\[!([^\]|\n]+)(?:\|[^\]\n]*)?\]([+-]?)$/.exec(text.slice(node.from, node.to));
  if (!match) return;
  const type = (match[1] ?? '').trim();
  if (keepsCallouts(region)) {
    const known = /^[A-Za-z]+$/.test(type) ? type : 'note';
    region.out.replace(node.from, node.to, `[!${known}]${match[2] ?? ''}`, 'callout');
    return;
  }
  const end = lineEnd(text, node.to);
  const title = text.slice(node.to, end);
  const start = node.to + (title.length - title.trimStart().length);
  const stop = node.to + title.trimEnd().length;
  const rest = blankQuoteLine(region, node, end);
  if (stop <= start) {
    region.out.replace(node.from, end, `**${callName(type)}**${rest}`, 'callout');
    return;
  }
  // Marks inside a bold title would end it.
  const bold = /[*_]/.test(text.slice(start, stop)) ? '' : '**';
  region.out.replace(node.from, start, bold, 'callout');
  region.out.replace(stop, end, bold + rest, 'callout');
}

function keepsCallouts({ page }: Region): boolean {
  return page.target.callouts === 'keep' || (page.target.callouts === 'auto' && page.site.callouts);
}

function callName(type: string): string {
  const lower = type.toLowerCase();
  for (const names of Object.values(calloutTypes)) {
    const [name, ...synonyms] = names.split(' ');
    if (name?.toLowerCase() === lower || synonyms.includes(lower))
      return lower.charAt(0).toUpperCase() + lower.slice(1);
  }
  return type;
}

/** Parts the title from the text under it, which Markdown would run together. */
function blankQuoteLine(region: Region, node: SyntaxNode, end: number): string {
  const { text } = region.note;
  const paragraph = node.parent;
  if (!paragraph || paragraph.to <= end) return '';
  const start = text.lastIndexOf('\n', node.from - 1) + 1;
  const prefix = text
    .slice(start, node.from)
    .replace(/[^>\s]/g, ' ')
    .trimEnd();
  return region.eol + prefix;
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** `==mark==`: kept where the site renders it, `<mark>` where HTML is let through, else bold. */
export function highlight(node: SyntaxNode, region: Region): undefined {
  const { target, site } = region.page;
  const form = target.highlight === 'auto' ? bestMark(site) : target.highlight;
  if (form === 'keep') return;
  const { text } = region.note;
  const [open, close] = form === 'mark' ? ['<mark>', '</mark>'] : boldMarks(text, node.from, node.to);
  region.out.replace(node.from, node.from + 2, open, 'highlight');
  region.out.replace(node.to - 2, node.to, close, 'highlight');
}

export function bestMark(site: Region['page']['site']): 'keep' | 'mark' | 'bold' {
  if (site.mark) return 'keep';
  return site.unsafe ? 'mark' : 'bold';
}

/** Two asterisks, with an entity outside where they would not open or close beside this punctuation. */
function boldMarks(text: string, from: number, to: number): [string, string] {
  const at = (i: number) => text.slice(i, i + 1) || ' ';
  const opens = sides(from > 0 ? at(from - 1) : ' ', at(from + 2)).opens;
  const closes = sides(at(to - 3), at(to)).closes;
  return [opens ? '**' : '&#8203;**', closes ? '**' : '**&#8203;'];
}

/** ` ^id`: an anchor where the site can hold one; gone where it cannot. */
export function blockId(node: SyntaxNode, region: Region): undefined {
  const { text } = region.note;
  const { site } = region.page;
  const id = text.slice(node.from + 1, node.to);
  const own = region.trail.length === 0 && !node.parent?.name.includes('Heading');
  let from = node.from;
  while (from > region.span.from && /[ \t]/.test(text[from - 1] ?? '')) from--;
  if (own && site.unsafe) region.out.replace(node.from, node.to, `<a id="${id}"></a>`, 'block-id');
  else if (own && takesAttribute(node, region)) {
    region.out.replace(from, node.to, `${region.eol}{#${id}}`, 'block-id');
  } else removeId(region, from, node.to);
}

/** An id alone on its line goes with the line. */
function removeId(region: Region, from: number, to: number): void {
  const { text } = region.note;
  const alone = from === 0 || text[from - 1] === '\n';
  const feed = text.indexOf('\n', to);
  region.out.replace(from, alone && feed >= 0 ? feed + 1 : to, '', 'block-id');
}

/** How a block is named on this site: read by whoever links to it. */
export function blockAnchors(site: Region['page']['site']): 'html' | 'attribute' | 'none' {
  if (site.unsafe) return 'html';
  return site.blockAttributes ? 'attribute' : 'none';
}

export function takesAttribute(node: SyntaxNode, region: Pick<Region, 'page'>): boolean {
  if (!region.page.site.blockAttributes || node.parent?.name !== 'Paragraph') return false;
  return node.to === node.parent.to && parentsOf(node.parent).join() === 'Document';
}

/** `^[footnote]` in the text becomes a reference; its definition goes to the end. */
export function inlineFootnote(node: SyntaxNode, region: Region): boolean {
  // The text of this very footnote is being made.
  if (node.from < region.span.from) return false;
  const span = { from: node.from + 2, to: node.to - 1 };
  const { text, findings } = region.render(region.note, span, region.trail);
  for (const finding of region.trail.length === 0 ? findings : []) region.out.report(finding);
  const name = `${region.footnotePrefix}inline-${region.footnotes.length + 1}`;
  if (region.out.takeOver(node.from, node.to, `[^${name}]`, 'inline-footnote')) {
    region.footnotes.push(`[^${name}]: ${text.replace(/\s*\n\s*/g, ' ').trim()}`);
  }
  return true;
}

/** In an embedded note footnotes get names of their own. */
export function renameFootnote(node: SyntaxNode, region: Region): undefined {
  if (region.footnotePrefix === '') return;
  const at = node.from + 2;
  region.out.replace(at, at, region.footnotePrefix, 'footnote');
}

/** `#tag` in the text, where the settings do not keep it. */
export function hashtag(node: SyntaxNode, region: Region): undefined {
  if (region.page.target.inline_tags === 'keep') return;
  const { text } = region.note;
  let { from, to } = node;
  if (/[ \t]/.test(text[from - 1] ?? '')) from--;
  else if (/[ \t]/.test(text[to] ?? '')) to++;
  region.out.replace(from, to, '', 'inline-tag');
}

/** HTML that this site leaves out. Comments are no loss. */
export function rawHtml(node: SyntaxNode, region: Region): undefined {
  if (region.page.site.unsafe || region.page.target.raw_html === 'off') return;
  const { text } = region.note;
  if (/^<!--/.test(text.slice(node.from, node.to).trim())) return;
  for (let at = node.from; at < node.to; at = nextLine(text, at)) {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const told = region.out.findings.some(
      ({ code, from }) => code === 'RAW-HTML' && from >= start && from <= at,
    );
    if (!told && text.slice(at, Math.min(nextLine(text, at), node.to)).includes('<')) {
      region.out.report({ code: 'RAW-HTML', from: at, message: 'This site leaves raw HTML out' });
    }
  }
}

function nextLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}
