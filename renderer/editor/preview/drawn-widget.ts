import { type EditorView, WidgetType } from '@codemirror/view';
import { element } from '../render/dom.ts';

/** What is drawn in a widget ends with it. */
const shown = new WeakMap<HTMLElement, AbortController>();

/** A widget that draws a part of the note, and stops what it has begun when it goes. */
export abstract class DrawnWidget extends WidgetType {
  toDOM(view: EditorView): HTMLElement {
    const control = new AbortController();
    const dom = this.drawn(view, control.signal);
    shown.set(dom, control);
    return dom;
  }

  /** The editor would break with what cannot be drawn: that shows its source. */
  private drawn(view: EditorView, signal: AbortSignal): HTMLElement {
    try {
      return this.draw(view, signal);
    } catch (error) {
      console.error('A part of the note could not be drawn', error);
      return element('span', 'note-dim', this.plain);
    }
  }

  /** The source of what is drawn. */
  abstract get plain(): string;

  abstract draw(view: EditorView, signal: AbortSignal): HTMLElement;

  override destroy(dom: HTMLElement): void {
    shown.get(dom)?.abort();
  }
}
