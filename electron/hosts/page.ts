import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileResponse, findServedFile } from './served-file.ts';

/** What the page may reach beyond the files it comes with. */
export interface PageSources {
  /** Addresses for connections, such as `ws://127.0.0.1:4000`. */
  connect?: string;
  /** Scheme of the attachments, such as `vault:`. */
  attachments?: string;
  /** Address of the frame in which diagrams are drawn. */
  diagrams?: string;
}

/** The frame in which diagrams are drawn: a page of the app beside its own. */
export const diagramPage = 'diagram.html';

/** Names of built assets hold a hash of their content. */
const unchanging = /^assets\//;

/** Answer a request for the app's page or one of its assets. `path` is that of the URL without the first slash. */
export function servePage(uiDir: string, path: string, request: Request, sources: PageSources): Response {
  if (path === '' || path === 'index.html') return indexResponse(uiDir, sources);
  if (path === diagramPage) return diagramResponse(uiDir);
  const found = findServedFile(uiDir, path);
  if (!found) return new Response(null, { status: 404 });
  const caching = unchanging.test(path) ? 'max-age=31536000, immutable' : 'no-cache';
  return fileResponse(found, request, { 'Cache-Control': caching });
}

function indexResponse(uiDir: string, sources: PageSources): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = readFileSync(join(uiDir, 'index.html'), 'utf8');
  // CodeMirror makes its own style elements and has to be told the nonce; the page finds it here.
  const tag = `<meta property="csp-nonce" nonce="${nonce}" />`;
  return new Response(html.replace('<head>', `<head>${tag}`), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce, sources),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}

/**
 * Mermaid measures text in styles that it writes inline. They are allowed here and only here, where there is nothing
 * else: what comes out is shown by the page as an image.
 */
const diagramPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'";

function diagramResponse(uiDir: string): Response {
  const html = readFileSync(join(uiDir, diagramPage), 'utf8');
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': diagramPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}

/** No script but the app's own files, no style but theirs and the editor's, nothing from elsewhere. */
export function contentSecurityPolicy(
  nonce: string,
  { connect, attachments, diagrams }: PageSources,
): string {
  const media = `'self' data: blob:${attachments ? ` ${attachments}` : ''}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src ${media}`,
    `media-src ${media}`,
    "font-src 'self'",
    // PDFs are read as data: from the vault's scheme, or from memory.
    `connect-src 'self'${connect ? ` ${connect}` : ''} ${attachments ?? 'blob:'}`,
    `frame-src ${diagrams ?? "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
