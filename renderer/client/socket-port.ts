import { AppError } from '../../shared/contract/errors.ts';
import { createTextPort, type Port, type WirePart } from '../../shared/contract/port.ts';
import { refusedCode } from '../../shared/contract/socket.ts';

/** The part of a WebSocket that is used here: a browser's, or another that behaves like it. */
export interface SocketLike {
  addEventListener(name: 'open', listener: () => void): void;
  addEventListener(name: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(name: 'close', listener: (event: { code: number }) => void): void;
  binaryType: string;
  send(part: WirePart): void;
  close(): void;
}

/**
 * A port to the web host: the token goes first, and the port is there when it was accepted.
 * @throws AppError `no-access` where the token is wrong, `disconnected` where the host cannot be reached
 */
export function openSocketPort(socket: SocketLike, token: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const wired = createTextPort({
      send: (text) => socket.send(text),
      sendBytes: (bytes) => socket.send(bytes),
      close: () => socket.close(),
    });
    let accepted = false;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => socket.send(token));
    socket.addEventListener('message', ({ data }) => {
      if (accepted) return wired.receive(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data));
      accepted = true;
      resolve(wired.port);
    });
    socket.addEventListener('close', ({ code }) => {
      wired.ended();
      reject(
        code === refusedCode
          ? new AppError('no-access', 'The web host does not accept this token')
          : new AppError('disconnected', 'The web host cannot be reached'),
      );
    });
  });
}
