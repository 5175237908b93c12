import type { SyntaxNode } from '@lezer/common';
import { readLink } from '../link-at.ts';
import { element } from './dom.ts';
import { type Drawing, inCell, sourceOf } from './drawing.ts';
import { drawEmbed } from './embed-dom.ts';
import { footnoteReference, inlineFootnote } from './footnote-dom.ts';
import { decodeEntity, inlineTag } from './html-dom.ts';
import { linkElement, tagElement } from './link-dom.ts';
import { drawMath } from './math-dom.ts';
import { referenceTarget } from './reference.ts';

type InlineRule = (node: SyntaxNode, parent: HTMLElement, drawing: Drawing) => void;

/** Draw what stands inside `node`: its text and elements, from `from` to `to`. */
export function drawInline(
  node: SyntaxNode,
  parent: HTMLElement,
  drawing: Drawing,
  from = node.from,
  to = node.to,
): void {
  // Tags of HTML open and close as they come: what follows an opening one goes inside it.
  const open: HTMLElement[] = [];
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to <= from || child.from >= to) continue;
    const place = open.at(-1) ?? parent;
    drawText(at, child.from, place, drawing);
    if (child.name === 'HTMLTag') inlineTag(sourceOf(drawing, child), parent, open, drawing.host);
    else if (!marks.has(child.name)) (rules[child.name] ?? plain)(child, place, drawing);
    at = child.to;
  }
  drawText(at, to, open.at(-1) ?? parent, drawing);
}

/** A line break is one on the page too, as Obsidian shows it unless it is set to be strict. */
function drawText(from: number, to: number, parent: HTMLElement, { text, host }: Drawing): void {
  const put = (part: string) => part && parent.append(part);
  let at = from;
  for (const { index, 0: line } of text.slice(from, to).matchAll(/[ \t\r]*\n[ \t]*/g)) {
    put(text.slice(at, from + index));
    at = from + index + line.length;
    const last = parent.textContent?.at(-1) ?? '';
    parent.append(host.strictLineBreaks ? joint(last, text.slice(at, at + 40)) : element('br'));
  }
  put(text.slice(at, to));
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** What a line break is where it is none: nothing in Chinese, whatever marks stand before the next character. */
export function joint(last: string, after: string): string {
  const [next = ''] = /[^\s>*_~=[]/u.exec(after) ?? [];
  return wide.test(last) && wide.test(next) ? '' : ' ';
}

const marks = new Set([
  'HeaderMark',
  'QuoteMark',
  'EmphasisMark',
  'HighlightMark',
  'StrikethroughMark',
  'CodeMark',
  'LinkMark',
  'LinkTitle',
  'LinkLabel',
  'CalloutMark',
  'TaskMarker',
  'FootnoteMark',
  'Comment',
  'PercentComment',
  'ProcessingInstruction',
  'BlockId',
]);

const plain: InlineRule = (node, parent, drawing) => drawInline(node, parent, drawing);

const inElement =
  (tag: keyof HTMLElementTagNameMap, className: string): InlineRule =>
  (node, parent, drawing) => {
    const made = element(tag, className);
    drawInline(node, made, drawing);
    parent.append(made);
  };

const rules: Record<string, InlineRule> = {
  Emphasis: inElement('em', 'note-em'),
  StrongEmphasis: inElement('strong', 'note-strong'),
  Strikethrough: inElement('del', 'note-strike'),
  Highlight: inElement('mark', 'note-highlight'),
  InlineCode: (node, parent, drawing) => {
    const source = sourceOf(drawing, node).replace(/^(`+)([\s\S]*)\1$/, '$2');
    const code = inCell(node) ? source.replaceAll('\\|', '|') : source;
    const spaced = /^ .*[^ ].* $/s.test(code);
    parent.append(element('code', 'note-code', (spaced ? code.slice(1, -1) : code).replace(/\n/g, ' ')));
  },
  InlineMath: (node, parent, drawing) => {
    parent.append(drawMath(sourceOf(drawing, node), drawing.host));
  },
  Link: link,
  Image: embed,
  WikiEmbed: embed,
  WikiLink: wikiLink,
  Autolink: bareLink,
  URL: bareLink,
  Hashtag: (node, parent, drawing) => {
    parent.append(tagElement(sourceOf(drawing, node).slice(1), drawing.host));
  },
  Escape: (node, parent, drawing) => parent.append(drawing.text.slice(node.from + 1, node.to)),
  Entity: (node, parent, drawing) => parent.append(decodeEntity(sourceOf(drawing, node))),
  HardBreak: (_node, parent) => parent.append(element('br')),
  FootnoteReference: footnoteReference,
  InlineFootnote: inlineFootnote,
};

function link(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const target = readLink(drawing.source, node) ?? referenceTarget(node, drawing);
  if (!target) {
    drawInline(node, parent, drawing, node.from, node.from);
    parent.append(sourceOf(drawing, node));
    return;
  }
  const made = linkElement(target, drawing.host);
  const [open, close] = node.getChildren('LinkMark');
  if (open && close) drawInline(node, made, drawing, open.to, close.from);
  if (!made.hasChildNodes()) made.append(target.target);
  parent.append(made);
}

function embed(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const target = readLink(drawing.source, node) ?? referenceTarget(node, drawing);
  if (target) parent.append(drawEmbed(target, sourceOf(drawing, node), drawing.host));
  else parent.append(sourceOf(drawing, node));
}

function wikiLink(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const target = readLink(drawing.source, node);
  if (!target) return void parent.append(sourceOf(drawing, node));
  const text = node.getChild('WikiLinkText');
  const made = linkElement(target, drawing.host);
  if (text) made.append(sourceOf(drawing, text));
  else steps(target.target, made);
  parent.append(made);
}

/** `Note#Heading` as `Note › Heading`. */
function steps(target: string, parent: HTMLElement): void {
  const parts = target.split(/#\^?/).filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    if (index > 0) parent.append(element('span', 'note-step', ' › '));
    parent.append(part);
  }
}

function bareLink(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const target = readLink(drawing.source, node);
  if (!target) return void parent.append(sourceOf(drawing, node));
  const made = linkElement(target, drawing.host);
  made.append(sourceOf(drawing, node).replace(/^<(.*)>$/s, '$1'));
  parent.append(made);
}
