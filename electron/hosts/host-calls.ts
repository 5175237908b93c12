import { createPortPair, type Port } from '../../shared/contract/port.ts';
import { type Frame, type Handlers, type Service, serve } from '../../shared/contract/rpc.ts';

/**
 * Join a client to the core: calls of `host.*` are answered here by `hostHandlers`, everything else passes
 * through. When either side ends, so does the other, and `ended` is called. Through the returned service the host sends events of its own.
 */
export function routeHostCalls(client: Port, hostHandlers: Handlers, core: Port, ended = () => {}): Service {
  const [inner, answering] = createPortPair();
  const host = serve(answering, hostHandlers);
  client.onMessage((message) => {
    const frame = message as Partial<Frame> | null;
    const mine = frame?.kind === 'call' && String(frame.method).startsWith('host.');
    if (!mine) core.post(message);
    // Who runs a call is not remembered: a cancel of what is not running does nothing.
    if (mine || frame?.kind === 'cancel') inner.post(message);
  });
  inner.onMessage((message) => client.post(message));
  core.onMessage((message) => client.post(message));
  client.onClose(() => {
    inner.close();
    core.close();
    ended();
  });
  core.onClose(() => client.close());
  return { ...host, close: () => client.close() };
}
