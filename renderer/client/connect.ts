import { bridgeName, type FrameBridge } from '../../shared/contract/bridge.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { externalUrl } from '../../shared/contract/external.ts';
import type { Port } from '../../shared/contract/port.ts';
import type { Client } from '../../shared/contract/rpc.ts';
import { socketPath } from '../../shared/contract/socket.ts';
import { type Attachments, fetchedAttachments, schemeAttachments } from './attachments.ts';
import { openIpcPort } from './ipc-port.ts';
import { type Connection, createConnection } from './reconnect.ts';
import { openSocketPort } from './socket-port.ts';
import { takeToken } from './token.ts';

/** All that the page has of its host. */
export type Host = Connection & Attachments;

/**
 * Reach the core from the page: over the preload's bridge in the desktop app, else over a WebSocket.
 * When the host opens another vault, the page is loaded anew.
 * @throws AppError `no-access` where the page was opened without the address that the web host printed
 */
export function connect(page: Window = window): Promise<Host> {
  const bridge = (page as unknown as Record<string, FrameBridge | undefined>)[bridgeName];
  return bridge ? connectDesktop(page, bridge) : connectWeb(page);
}

async function connectDesktop(page: Window, bridge: FrameBridge): Promise<Host> {
  const connection = await connectOver(page, async () => openIpcPort(bridge));
  return { ...connection, ...schemeAttachments() };
}

async function connectWeb(page: Window): Promise<Host> {
  const token = takeToken(page);
  const address = `ws://${page.location.host}${socketPath}`;
  const connection = await connectOver(page, () => openSocketPort(new WebSocket(address), token));
  return {
    ...connection,
    ...fetchedAttachments(token, connection),
    call: answerInBrowser(page, connection.call),
  };
}

function connectOver(page: Window, open: () => Promise<Port>): Promise<Connection> {
  return createConnection({ open, onElsewhere: () => page.location.reload() });
}

/** A browser opens addresses by itself; the machine that the web host runs on may be another one. */
function answerInBrowser(page: Window, ask: Client['call']): Client['call'] {
  return (method, params, options) => {
    if (method !== 'host.openExternal' || !('url' in params)) return ask(method, params, options);
    const url = externalUrl(params.url);
    if (url === undefined) return Promise.reject(new AppError('blocked', 'This address is not opened', {}));
    page.open(url, '_blank', 'noopener,noreferrer');
    return Promise.resolve({} as never);
  };
}
