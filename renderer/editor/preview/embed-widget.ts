import type { EditorView } from '@codemirror/view';
import { element } from '../render/dom.ts';
import { drawEmbed } from '../render/embed-dom.ts';
import type { EmbedLink } from '../render/embed-link.ts';
import { renderHostOf } from '../render/make-host.ts';
import { DrawnWidget } from './drawn-widget.ts';
import { resizeHandle } from './image-resize.ts';

/** An embed or image in place of its source. */
export class EmbedWidget extends DrawnWidget {
  readonly source: EmbedLink;
  /** All of it, from `!` on. */
  readonly written: string;
  private readonly fixed: boolean;

  constructor(link: EmbedLink, written: string, fixed: boolean) {
    super();
    this.source = { form: link.form, target: link.target };
    this.written = written;
    this.fixed = fixed;
  }

  override eq(other: EmbedWidget): boolean {
    return (
      other.written === this.written && other.source.form === this.source.form && other.fixed === this.fixed
    );
  }

  get plain(): string {
    return this.written;
  }

  draw(view: EditorView, signal: AbortSignal): HTMLElement {
    const host = renderHostOf(view, signal);
    if (!host) return element('span', 'note-image note-image-missing', this.source.target);
    const dom = drawEmbed(this.source, this.written, host);
    const image = dom.querySelector('img');
    if (!this.fixed && image && dom.classList.contains('note-image')) {
      dom.append(resizeHandle(view, dom, image, host.t('editor.resizeImage')));
    }
    return dom;
  }

  /** A click on an image puts the cursor to it; notes, sound and pages have a life of their own. */
  override ignoreEvent(event: Event): boolean {
    const { target } = event;
    return (
      target instanceof Element && target.closest('.note-inset, .note-media, .note-pdf, button') !== null
    );
  }
}
