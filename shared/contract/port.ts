/**
 * One end of a two-way channel of structured-cloneable messages, in order, without loss while it is open.
 * Made from a direct pair, a worker, Electron IPC or a WebSocket.
 */
export interface Port {
  post(message: unknown): void;
  /** Sets the one listener; messages that came before it was set are delivered then. */
  onMessage(listener: (message: unknown) => void): void;
  /** Sets the one listener for the end of the channel, from either side. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Two ports joined in one process. Messages are cloned, as they would be between two, and arrive in a later task. */
export function createPortPair(): [Port, Port] {
  const left = new PairedPort();
  const right = new PairedPort();
  left.other = right;
  right.other = left;
  return [left, right];
}

class PairedPort implements Port {
  other: PairedPort | undefined;
  private listener: ((message: unknown) => void) | undefined;
  private closeListener: (() => void) | undefined;
  private waiting: unknown[] = [];
  private closed = false;

  post(message: unknown): void {
    if (this.closed) return;
    const copy = structuredClone(message);
    queueMicrotask(() => this.other?.receive(copy));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.listener = listener;
    for (const message of this.waiting.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    this.closeListener = listener;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.closeListener?.();
    this.other?.close();
  }

  private receive(message: unknown): void {
    if (this.closed) return;
    if (this.listener) this.listener(message);
    else this.waiting.push(message);
  }
}
