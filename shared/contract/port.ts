import { bytesIn, unpackFrame, withBytes } from './long-text.ts';

/**
 * One end of a two-way channel of structured-cloneable messages, in order, without loss while it is open.
 * Made from a direct pair, a worker, Electron IPC or a WebSocket.
 */
export interface Port {
  /** Once the channel has ended this does nothing. */
  post(message: unknown): void;
  /** Sets the one listener; messages that came before it was set are delivered then. */
  onMessage(listener: (message: unknown) => void): void;
  /** Sets the one listener for the end of the channel, from either side; called soon where it has ended already. */
  onClose(listener: () => void): void;
  close(): void;
  /** Bytes pass at less cost than text does. */
  readonly takesBytes: boolean;
}

/** What carries the messages of one port. */
export interface Wire {
  /** Default: true, as a clone does. */
  takesBytes?: boolean;
  send(message: unknown): void;
  close(): void;
}

/** A port, and what its wire tells it. */
export interface WiredPort {
  port: Port;
  receive(message: unknown): void;
  /** The wire has ended. */
  ended(): void;
}

/** A port over a wire: keeps what comes before somebody listens, and ends once. */
export function createPort(wire: Wire): WiredPort {
  const waiting: unknown[] = [];
  let listener: ((message: unknown) => void) | undefined;
  let closeListener: (() => void) | undefined;
  let closed = false;

  function ended(): void {
    if (closed) return;
    closed = true;
    closeListener?.();
  }

  const port: Port = {
    takesBytes: wire.takesBytes ?? true,
    post(message) {
      if (!closed) wire.send(message);
    },
    onMessage(next) {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
    },
    onClose(next) {
      closeListener = next;
      if (closed) queueMicrotask(next);
    },
    close() {
      if (closed) return;
      wire.close();
      ended();
    },
  };

  return {
    port,
    ended,
    receive(message) {
      if (closed) return;
      if (listener) listener(message);
      else waiting.push(message);
    },
  };
}

/** Two ports joined in one process. Messages are cloned, as they would be between two, and arrive in a later task. */
export function createPortPair(): [Port, Port] {
  const left: WiredPort = createPort(wireTo(() => right));
  const right: WiredPort = createPort(wireTo(() => left));
  return [left.port, right.port];
}

function wireTo(other: () => WiredPort): Wire {
  return {
    send(message) {
      const copy = structuredClone(message);
      queueMicrotask(() => other().receive(copy));
    },
    close: () => queueMicrotask(() => other().ended()),
  };
}

/** What a wire of text and bytes carries: a message as JSON, or bytes that belong to the message that comes next. */
export type WirePart = string | Uint8Array<ArrayBuffer>;

/**
 * A wire that carries text, and where it can, bytes: how messages pass Electron's bridge and a WebSocket.
 * Lone surrogates survive.
 */
export function createTextPort(wire: {
  send(text: string): void;
  sendBytes?(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}) {
  const { sendBytes } = wire;
  let bytes: Uint8Array | undefined;
  const end = createPort({
    takesBytes: sendBytes !== undefined,
    send(message) {
      const apart = sendBytes && bytesIn(message);
      if (apart) sendBytes(apart);
      wire.send(JSON.stringify(apart ? withBytes(message, undefined) : unpackFrame(message)));
    },
    close: () => wire.close(),
  });
  return {
    port: end.port,
    ended: end.ended,
    /** @throws SyntaxError where text is no JSON */
    receive(part: WirePart): void {
      if (typeof part !== 'string') {
        bytes = part;
        return;
      }
      const message = JSON.parse(part);
      end.receive(bytes ? withBytes(message, bytes) : message);
      bytes = undefined;
    },
  };
}
