import type { FrameBridge } from '../../shared/contract/bridge.ts';
import { createTextPort, type Port } from '../../shared/contract/port.ts';

/** A port to the desktop app's main process, over what its preload offers. */
export function openIpcPort(bridge: FrameBridge): Port {
  const wired = createTextPort({ send: (text) => bridge.post(text), close: () => bridge.close() });
  bridge.open(wired.receive, wired.ended);
  return wired.port;
}
