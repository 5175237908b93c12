import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { refuse } from '../../../shared/words/refusal.ts';
import { serveAttachment } from '../attachments.ts';
import { diagramPage, servePage } from '../page.ts';
import { isOwnHost, isOwnOrigin, tokenMatches } from './guard.ts';

export interface WebServerOptions {
  uiDir: string;
  token: string;
  /** Folder of the vault that is open now. */
  vaultDir(): string;
}

/** An HTTP server of the app's page and the vault's attachments, for one machine and whoever holds the token. */
export function createWebServer(options: WebServerOptions): Server {
  return createServer((request, response) => {
    answer(options, request, response).catch(() => {
      // A file went away while it was read, as in a rebuild of the page.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
}

/**
 * Listen on the loopback address only.
 * @returns the port
 * @throws AppError `busy` where another program has the port, `no-access` where it may not be had
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const gaps = { port: String(port), reason: error.code ?? error.message };
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? refuse('busy', 'port-taken', gaps) : refuse('no-access', 'port-closed', gaps));
    };
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(options: WebServerOptions, request: IncomingMessage, response: ServerResponse) {
  await send(guarded(request) ?? respond(options, request), response);
}

/** What is refused before it is looked at. */
function guarded(request: IncomingMessage): Response | undefined {
  if (!isOwnHost(request)) return refusal(421);
  if (request.headers.origin !== undefined && !isOwnOrigin(request)) return refusal(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  return undefined;
}

function respond({ uiDir, token, vaultDir }: WebServerOptions, incoming: IncomingMessage): Response {
  // Taken as it came: a URL parser would resolve dots before they are seen.
  const path = (incoming.url ?? '/').replace(/[?#].*$/s, '').slice(1);
  const request = asRequest(incoming);
  if (!path.startsWith('vault/')) {
    const { host } = incoming.headers;
    const diagrams = `http://${host}/${diagramPage}`;
    return servePage(uiDir, path, request, { connect: `ws://${host}`, diagrams });
  }
  if (!tokenMatches(token, bearer(incoming))) return refusal(401);
  return serveAttachment(vaultDir(), path.slice('vault/'.length), request);
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** Method and range: all that the two kinds of answers look at. */
function asRequest(incoming: IncomingMessage): Request {
  const range = incoming.headers.range;
  return new Request('http://127.0.0.1/', { method: incoming.method, headers: range ? { range } : {} });
}

function refusal(status: number): Response {
  return new Response(null, { status });
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, {
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  if (answer.body === null) return void response.end();
  const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
  body.on('error', () => response.destroy());
  response.on('close', () => body.destroy());
  body.pipe(response);
}
