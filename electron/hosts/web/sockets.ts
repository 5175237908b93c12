import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { createTextPort, type Port } from '../../../shared/contract/port.ts';
import { refusedCode, socketPath } from '../../../shared/contract/socket.ts';
import { isOwnHost, isOwnOrigin, tokenMatches } from './guard.ts';

/** A client has this long (ms) to show its token. */
const helloTime = 10_000;
/** Close code of a server that stops (RFC 6455). */
const goingAway = 1001;
/** A client has this long (ms) to answer a close. */
const closeGrace = 1_000;
/** A pasted file comes as base64 in one message. */
const maxPayload = 256 * 1024 * 1024;

/** Turn each WebSocket whose first message is the token into a port. */
export function acceptSockets(server: Server, token: string, onPort: (port: Port) => void): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const status = refusal(request);
    if (status) return void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (client) => greet(client, token, onPort));
  });
  return sockets;
}

function refusal(request: IncomingMessage): string | undefined {
  if (!isOwnHost(request)) return '421 Misdirected Request';
  if (!isOwnOrigin(request)) return '403 Forbidden';
  return request.url === socketPath ? undefined : '404 Not Found';
}

function greet(client: WebSocket, token: string, onPort: (port: Port) => void): void {
  const refuse = () => client.close(refusedCode);
  const timer = setTimeout(refuse, helloTime);
  // A socket that fails also closes; there is nothing more to do about it.
  client.on('error', () => client.terminate());
  client.on('close', () => clearTimeout(timer));
  client.once('message', (data) => {
    clearTimeout(timer);
    if (!tokenMatches(token, data.toString())) return refuse();
    client.send('');
    onPort(overSocket(client));
  });
}

function overSocket(client: WebSocket): Port {
  const wired = createTextPort({
    send: (text) => client.send(text),
    sendBytes: (bytes) => client.send(bytes),
    close: () => client.close(),
  });
  client.on('message', (data, isBinary) => {
    try {
      wired.receive(isBinary ? (data as Buffer<ArrayBuffer>) : data.toString());
    } catch {
      client.close(1007);
    }
  });
  client.on('close', wired.ended);
  return wired.port;
}

/** End all sockets: what clients have sent by now is still taken, and one that does not answer is cut off. */
export async function closeSockets(sockets: WebSocketServer): Promise<void> {
  const clients = [...sockets.clients];
  const closed = clients.map((client) => new Promise((resolve) => client.once('close', resolve)));
  for (const client of clients) client.close(goingAway);
  const timer = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, closeGrace);
  await Promise.all(closed);
  clearTimeout(timer);
}
