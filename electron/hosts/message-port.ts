import type { MessagePort } from 'node:worker_threads';
import { createPort, type Port } from '../../shared/contract/port.ts';

/** A contract port over one end of a `MessageChannel`. It ends too when the thread of the other end does. */
export function overMessagePort(channel: MessagePort): Port {
  const wired = createPort({
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
  });
  channel.on('message', wired.receive);
  channel.on('close', wired.ended);
  return wired.port;
}
