import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../../shared/note/facts.ts';
import { noteParser } from '../../../shared/note/grammar.ts';
import { textSource } from '../link-at.ts';
import { drawBlocks, drawFootnoteText } from './block-dom.ts';
import { button, element } from './dom.ts';
import type { Drawing } from './drawing.ts';
import { drawFootnotes } from './footnote-dom.ts';
import type { RenderHost } from './render-host.ts';

/** So many blocks are drawn at once; the rest on demand. */
const most = 400;

/**
 * Draw a note, or a part of it, as elements of the page: what reading view, embeds, previews, print and export show.
 * `text` has LF only. Nothing of it runs, and nothing is loaded from elsewhere. What is drawn follows the vault until
 * `host.signal` is aborted.
 */
export function drawNote(
  text: string,
  span: Span,
  host: RenderHost,
  toggleTask?: (offset: number) => void,
): HTMLElement {
  const tree = noteParser.parse(text);
  const root = element('div', 'note-drawn');
  const drawing: Drawing = { text, source: textSource(text), tree, host, span, footnotes: [], toggleTask };
  const blocks = topBlocks(tree.topNode, span);
  drawSome(blocks, 0, root, drawing);
  return root;
}

function drawSome(blocks: readonly SyntaxNode[], from: number, root: HTMLElement, drawing: Drawing): void {
  drawBlocks(blocks.slice(from, from + most), root, drawing);
  const left = blocks.length - from - most;
  if (left > 0) {
    const more = button(drawing.host.t('editor.drawMore', { n: left }), 'note-inline-button', () => {
      more.remove();
      drawSome(blocks, from + most, root, drawing);
      drawing.host.resized();
    });
    root.append(more);
    return;
  }
  const footnotes = drawFootnotes(drawing, (node, parent) => drawFootnoteText(node, parent, drawing));
  if (footnotes) root.append(footnotes);
}

/** Blocks that lie in `span`; where one only reaches into it, those inside of that one. */
function topBlocks(node: SyntaxNode, span: Span): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to <= span.from || child.from >= span.to) continue;
    const inside = child.from >= span.from && child.to <= span.to;
    if (inside || !/^(?:BulletList|OrderedList|ListItem|Blockquote|Table)$/.test(child.name))
      found.push(child);
    else found.push(...topBlocks(child, span));
  }
  return found;
}
