import type { SyntaxNode } from '@lezer/common';
import { calloutParts, drawCallout } from './callout-dom.ts';
import { drawCode } from './code-dom.ts';
import { drawDiagram } from './diagram-dom.ts';
import { element } from './dom.ts';
import { type Drawing, sourceOf } from './drawing.ts';
import { fenceCode } from './fence.ts';
import { drawHtmlBlock } from './html-dom.ts';
import { drawInline } from './inline-dom.ts';
import { drawMath } from './math-dom.ts';
import { drawQuery } from './query-dom.ts';
import { drawTable } from './table-dom.ts';

type BlockRule = (node: SyntaxNode, parent: HTMLElement, drawing: Drawing) => void;

/** Draw blocks into `parent`. What shows nothing (comments, definitions, front matter) draws nothing. */
export function drawBlocks(nodes: Iterable<SyntaxNode>, parent: HTMLElement, drawing: Drawing): void {
  for (const node of nodes) rules[node.name]?.(node, parent, drawing);
}

function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child; child = child.nextSibling) yield child;
}

const heading =
  (level: 1 | 2 | 3 | 4 | 5 | 6): BlockRule =>
  (node, parent, drawing) => {
    const [open, close] = node.getChildren('HeaderMark');
    const atx = node.name.startsWith('ATX');
    const made = element(`h${level}`, `note-h note-h${level}`);
    const from = atx ? (open?.to ?? node.from) : node.from;
    const to = (atx ? close?.from : open?.from) ?? node.to;
    drawInline(node, made, drawing, from + leading(drawing.text, from, to), to);
    trimEnd(made);
    parent.append(made);
  };

function leading(text: string, from: number, to: number): number {
  return /^[ \t]*/.exec(text.slice(from, to))?.[0].length ?? 0;
}

function trimEnd(made: HTMLElement): void {
  const last = made.lastChild;
  if (last?.nodeName === 'BR') last.remove();
  else if (last instanceof Text) last.data = last.data.trimEnd();
}

const list =
  (tag: 'ul' | 'ol'): BlockRule =>
  (node, parent, drawing) => {
    const made = element(tag, 'note-list');
    const first = node.getChild('ListItem')?.getChild('ListMark');
    const start = first ? Number.parseInt(sourceOf(drawing, first), 10) : 1;
    if (made instanceof HTMLOListElement && start !== 1) made.start = start;
    drawBlocks(childrenOf(node), made, drawing);
    parent.append(made);
  };

const rules: Record<string, BlockRule> = {
  Paragraph: paragraph,
  ATXHeading1: heading(1),
  ATXHeading2: heading(2),
  ATXHeading3: heading(3),
  ATXHeading4: heading(4),
  ATXHeading5: heading(5),
  ATXHeading6: heading(6),
  SetextHeading1: heading(1),
  SetextHeading2: heading(2),
  BulletList: list('ul'),
  OrderedList: list('ol'),
  ListItem: listItem,
  Task: task,
  Blockquote: quote,
  FencedCode: fence,
  CodeBlock: (node, parent, drawing) => {
    const code = sourceOf(drawing, node).replace(/^(?: {4}|\t)/gm, '');
    parent.append(drawCode(code, '', drawing.host));
  },
  BlockMath: (node, parent, drawing) => {
    parent.append(element('div', 'note-block-math', drawMath(sourceOf(drawing, node).trim(), drawing.host)));
  },
  HorizontalRule: (_node, parent) => parent.append(element('hr', 'note-hr')),
  HTMLBlock: (node, parent, drawing) => {
    parent.append(drawHtmlBlock(sourceOf(drawing, node), drawing.host));
  },
  Table: (node, parent, drawing) => parent.append(drawTable(node, drawing)),
};

function paragraph(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const made = element('div', 'note-p');
  drawInline(node, made, drawing);
  trimEnd(made);
  if (made.hasChildNodes()) parent.append(made);
}

function listItem(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const made = element('li', node.getChild('Task') ? 'note-li note-li-task' : 'note-li');
  drawBlocks(childrenOf(node), made, drawing);
  parent.append(made);
}

function task(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const marker = node.getChild('TaskMarker');
  if (!marker) return;
  const status = sourceOf(drawing, marker).slice(1, -1);
  const box = element('input', 'note-task');
  box.type = 'checkbox';
  box.checked = status !== ' ';
  box.disabled = !drawing.toggleTask;
  box.dataset.status = status;
  box.setAttribute('aria-label', drawing.host.t('editor.task'));
  box.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    drawing.toggleTask?.(marker.from);
  });
  const words = element('span', /^[xX-]$/.test(status) ? 'note-task-done' : '');
  drawInline(node, words, drawing, marker.to + leading(drawing.text, marker.to, node.to), node.to);
  parent.append(box, words);
}

function quote(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const parts = calloutParts(node, drawing.text);
  if (!parts) {
    const made = element('blockquote', 'note-quote-drawn');
    drawBlocks(childrenOf(node), made, drawing);
    parent.append(made);
    return;
  }
  const { mark, head, titleEnd } = parts;
  const made = drawCallout(parts, drawing, {
    title: (title) =>
      drawInline(head, title, drawing, mark.to + leading(drawing.text, mark.to, titleEnd), titleEnd),
    body: (body) => calloutBody(node, head, titleEnd, body, drawing),
  });
  parent.append(made);
}

function calloutBody(
  node: SyntaxNode,
  head: SyntaxNode,
  titleEnd: number,
  body: HTMLElement,
  drawing: Drawing,
): void {
  const rest = element('div', 'note-p');
  if (titleEnd + 1 < head.to) drawInline(head, rest, drawing, titleEnd + 1, head.to);
  trimEnd(rest);
  if (rest.hasChildNodes()) body.append(rest);
  drawBlocks(
    childrenOf(node).filter((child) => child.from !== head.from),
    body,
    drawing,
  );
}

function fence(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  const { info, code } = fenceCode(node, (from, to) => drawing.text.slice(from, to));
  const language = info.trim().toLowerCase();
  if (language === 'mermaid') parent.append(drawDiagram(code, drawing.host));
  else if (language === 'query') parent.append(drawQuery(code, drawing.host));
  else parent.append(drawCode(code, info, drawing.host));
}

/** What stands in a footnote. */
export function drawFootnoteText(node: SyntaxNode, parent: HTMLElement, drawing: Drawing): void {
  if (node.name === 'InlineFootnote') drawInline(node, parent, drawing);
  else drawBlocks(childrenOf(node), parent, drawing);
}
