import type { DiagramAnswer, DiagramDrawing, DiagramWish } from '../../../shared/contract/diagram.ts';

/** Milliseconds that the frame stays without work, and that one diagram may take. */
const idle = 30_000;
const patience = 20_000;

interface Waiting {
  wish: DiagramWish;
  resolve(drawing: DiagramDrawing): void;
  reject(error: Error): void;
}

/** Draws diagrams in a frame apart from the page, which is there only while there is something to draw. */
export class DiagramFrame {
  private frame: HTMLIFrameElement | undefined;
  private ready = false;
  private readonly waiting = new Map<number, Waiting>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next = 1;
  private readonly hear = (event: MessageEvent<DiagramAnswer>) => this.heard(event);

  /** Rejects with what is wrong with the diagram. */
  draw(wish: Omit<DiagramWish, 'id'>): Promise<DiagramDrawing> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const waiting = { wish: { ...wish, id }, resolve, reject };
      this.waiting.set(id, waiting);
      this.open();
      if (this.ready) this.post(waiting);
      this.wait();
    });
  }

  private open(): void {
    if (this.frame) return;
    const frame = document.createElement('iframe');
    frame.src = new URL('diagram.html', document.baseURI).href;
    frame.className = 'note-diagram-frame';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    this.frame = frame;
    window.addEventListener('message', this.hear);
    document.body.append(frame);
  }

  private close(error: Error): void {
    clearTimeout(this.timer);
    window.removeEventListener('message', this.hear);
    this.frame?.remove();
    this.frame = undefined;
    this.ready = false;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private post({ wish }: Waiting): void {
    this.frame?.contentWindow?.postMessage(wish, location.origin === 'null' ? '*' : location.origin);
  }

  private heard({ data, source }: MessageEvent<DiagramAnswer>): void {
    if (!this.frame || source !== this.frame.contentWindow) return;
    if (data.kind === 'ready') {
      this.ready = true;
      for (const waiting of this.waiting.values()) this.post(waiting);
      return;
    }
    const waiting = this.waiting.get(data.id);
    this.waiting.delete(data.id);
    if (data.kind === 'drawn') waiting?.resolve(data.drawing);
    else waiting?.reject(new Error(data.message));
    this.wait();
  }

  /** One that takes for ever is given up, with the frame that it hangs in. */
  private wait(): void {
    clearTimeout(this.timer);
    const delay = this.waiting.size > 0 ? patience : idle;
    this.timer = setTimeout(() => this.close(new Error('timeout')), delay);
  }
}
