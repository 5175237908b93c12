import { type EditorView, WidgetType } from '@codemirror/view';

/** What is drawn in a widget ends with it. */
const shown = new WeakMap<HTMLElement, AbortController>();

/** A widget that draws a part of the note, and stops what it has begun when it goes. */
export abstract class DrawnWidget extends WidgetType {
  toDOM(view: EditorView): HTMLElement {
    const control = new AbortController();
    const dom = this.draw(view, control.signal);
    shown.set(dom, control);
    return dom;
  }

  abstract draw(view: EditorView, signal: AbortSignal): HTMLElement;

  override destroy(dom: HTMLElement): void {
    shown.get(dom)?.abort();
  }
}
