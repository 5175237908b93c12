import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a request names this server by one of its own names. A page elsewhere whose name was made to point
 * here (DNS rebinding) still sends its own.
 */
export function isOwnHost(request: IncomingMessage): boolean {
  return ownNames(request).includes(request.headers.host ?? '');
}

/** Whether a request comes from a page of this server. */
export function isOwnOrigin(request: IncomingMessage): boolean {
  return ownNames(request).some((name) => request.headers.origin === `http://${name}`);
}

function ownNames(request: IncomingMessage): string[] {
  const port = request.socket.localPort;
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Compare in a time that tells nothing about where they differ. */
export function tokenMatches(token: string, given: unknown): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(token), digest(given));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
