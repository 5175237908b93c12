import { syntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { element } from '../render/dom.ts';
import { withWidth } from '../render/image-text.ts';

/** CSS pixels; an image that is smaller cannot be taken hold of any more. */
const smallest = 24;

/** The corner by which an image is made larger or smaller. What it comes to is an ordinary change of the text. */
export function resizeHandle(
  view: EditorView,
  frame: HTMLElement,
  image: HTMLImageElement,
  title: string,
): HTMLElement {
  const handle = element('span', 'note-image-handle');
  handle.title = title;
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !image.isConnected) return;
    event.preventDefault();
    event.stopPropagation();
    const began = { x: event.clientX, width: image.clientWidth };
    const width = (now: PointerEvent) => Math.max(smallest, Math.round(began.width + now.clientX - began.x));
    const move = (now: PointerEvent) => {
      image.width = width(now);
      image.removeAttribute('height');
    };
    const end = new AbortController();
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move, end);
    handle.addEventListener('pointercancel', () => end.abort(), end);
    handle.addEventListener(
      'pointerup',
      (now) => {
        end.abort();
        if (now.clientX === began.x) return;
        move(now);
        // The line is as wide as an image can be: beyond it, a number would grow that nobody sees.
        const shown = Math.min(width(now), image.clientWidth);
        if (shown !== began.width) writeWidth(view, frame, shown);
      },
      end,
    );
  });
  handle.addEventListener('mousedown', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  handle.addEventListener('click', (event) => event.stopPropagation());
  return handle;
}

function writeWidth(view: EditorView, frame: HTMLElement, width: number): void {
  const node = imageAt(view, view.posAtDOM(frame));
  if (!node || view.state.readOnly) return;
  const source = view.state.sliceDoc(node.from, node.to);
  const insert = withWidth(source, node.name === 'WikiEmbed', width);
  view.dispatch({ changes: { from: node.from, to: node.to, insert }, userEvent: 'input.resize' });
}

/** The image that begins or ends at `pos`: its widget stands before or after its source. */
function imageAt(view: EditorView, pos: number): SyntaxNode | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(view.state).resolveInner(pos, side);
    for (; node; node = node.parent) if (node.name === 'Image' || node.name === 'WikiEmbed') return node;
  }
  return undefined;
}
