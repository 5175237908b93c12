import { syntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { codeTools } from '../render/code-dom.ts';
import { element } from '../render/dom.ts';
import { fenceCode } from '../render/fence.ts';
import { drawHtml } from '../render/html-dom.ts';
import { renderHostOf } from '../render/make-host.ts';
import { drawMath } from '../render/math-dom.ts';
import { DrawnWidget } from './drawn-widget.ts';

/** `$formula$`, laid out. */
export class MathWidget extends DrawnWidget {
  readonly text: string;

  constructor(source: string) {
    super();
    this.text = source;
  }

  override eq(other: MathWidget): boolean {
    return other.text === this.text;
  }

  get plain(): string {
    return this.text;
  }

  draw(view: EditorView, signal: AbortSignal): HTMLElement {
    const host = renderHostOf(view, signal);
    return host ? drawMath(this.text, host) : element('span', 'note-math', this.text);
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** An element of HTML that stands for itself: an image, a break. */
export class HtmlTagWidget extends DrawnWidget {
  readonly text: string;

  constructor(source: string) {
    super();
    this.text = source;
  }

  override get lineBreaks(): number {
    return /^<br/i.test(this.text) ? 1 : 0;
  }

  override eq(other: HtmlTagWidget): boolean {
    return other.text === this.text;
  }

  get plain(): string {
    return this.text;
  }

  draw(view: EditorView, signal: AbortSignal): HTMLElement {
    const host = renderHostOf(view, signal);
    const made = element('span', 'note-html-tag');
    if (host) made.append(drawHtml(this.text, host));
    return made;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** The language of a block of code, and the button that copies it. */
export class CodeToolsWidget extends DrawnWidget {
  private readonly info: string;

  constructor(info: string) {
    super();
    this.info = info;
  }

  override eq(other: CodeToolsWidget): boolean {
    return other.info === this.info;
  }

  get plain(): string {
    return this.info;
  }

  draw(view: EditorView, signal: AbortSignal): HTMLElement {
    const host = renderHostOf(view, signal);
    const dom = element('span', 'note-code-tools');
    if (!host) return dom;
    const tools = codeTools(() => codeAt(view, view.posAtDOM(tools)), this.info, host);
    tools.addEventListener('mousedown', (event) => event.preventDefault());
    return tools;
  }

  override ignoreEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('button') !== null;
  }
}

function codeAt({ state }: EditorView, pos: number): string {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, -1);
  while (node && node.name !== 'FencedCode') node = node.parent;
  return node ? fenceCode(node, (from, to) => state.sliceDoc(from, to)).code : '';
}
