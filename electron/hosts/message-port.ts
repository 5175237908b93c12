import type { MessagePort } from 'node:worker_threads';
import { bytesIn } from '../../shared/contract/long-text.ts';
import { createPort, type Port } from '../../shared/contract/port.ts';

/** A contract port over one end of a `MessageChannel`. It ends too when the thread of the other end does. */
export function overMessagePort(channel: MessagePort): Port {
  const wired = createPort({
    send(message) {
      const bytes = bytesIn(message);
      channel.postMessage(message, bytes && isWhole(bytes) ? [bytes.buffer] : []);
    },
    close: () => channel.close(),
  });
  channel.on('message', wired.receive);
  channel.on('close', wired.ended);
  return wired.port;
}

/** Bytes that share no memory with others can go over without a copy. */
const isWhole = ({ byteLength, buffer }: Uint8Array) => byteLength === buffer.byteLength;
