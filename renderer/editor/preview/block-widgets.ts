import { type EditorView, WidgetType } from '@codemirror/view';
import { drawDiagram } from '../render/diagram-dom.ts';
import { element } from '../render/dom.ts';
import { drawHtmlBlock } from '../render/html-dom.ts';
import { renderHostOf } from '../render/make-host.ts';
import { drawMath } from '../render/math-dom.ts';
import { drawQuery } from '../render/query-dom.ts';
import type { RenderHost } from '../render/render-host.ts';
import { DrawnWidget } from './drawn-widget.ts';

/** A widget that stands for whole lines. */
abstract class BlockWidget extends DrawnWidget {
  protected readonly source: string;
  /** Classes of the lines of quotes and lists around it. */
  private readonly around: string;

  constructor(source: string, around: string) {
    super();
    this.source = source;
    this.around = around;
  }

  override eq(other: BlockWidget): boolean {
    return other.source === this.source && other.around === this.around;
  }

  get plain(): string {
    return this.source;
  }

  draw(view: EditorView, signal: AbortSignal): HTMLElement {
    const host = renderHostOf(view, signal);
    const inner = host ? this.content(host) : element('pre', 'note-dim', this.source);
    return element('div', `note-block ${this.around}`.trim(), inner);
  }

  protected abstract content(host: RenderHost): HTMLElement;

  /** A click shows the source, unless it is on something that has a use of its own. */
  override ignoreEvent(event: Event): boolean {
    const { target } = event;
    return (
      target instanceof Element &&
      target.closest('a, button, summary, input, audio, video, .note-inset') !== null
    );
  }
}

export class FormulaWidget extends BlockWidget {
  override get estimatedHeight(): number {
    return 48 + 20 * (this.source.split('\\\\').length - 1);
  }

  protected content(host: RenderHost): HTMLElement {
    return drawMath(this.source, host);
  }
}

export class DiagramWidget extends BlockWidget {
  override get estimatedHeight(): number {
    return 176;
  }

  protected content(host: RenderHost): HTMLElement {
    return drawDiagram(this.source, host);
  }
}

export class QueryWidget extends BlockWidget {
  override get estimatedHeight(): number {
    return 160;
  }

  protected content(host: RenderHost): HTMLElement {
    return drawQuery(this.source, host);
  }
}

export class HtmlWidget extends BlockWidget {
  override get estimatedHeight(): number {
    return 28 * this.source.split('\n').length;
  }

  protected content(host: RenderHost): HTMLElement {
    return drawHtmlBlock(this.source, host);
  }
}

/** Lines that show nothing. */
export class NothingWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override get estimatedHeight(): number {
    return 0;
  }

  toDOM(): HTMLElement {
    return element('div', 'note-hidden');
  }
}
