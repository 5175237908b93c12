import { fileResponse, findServedFile } from './served-file.ts';

/** A file of the vault is shown, never run: should it be opened as a page, it has no origin and no script. */
const harmless =
  "sandbox; default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'";

/** Answer a request for a file of the vault. `path` is what follows the root of the protocol, still encoded. */
export function serveAttachment(vaultDir: string, path: string, request: Request): Response {
  const found = findServedFile(vaultDir, path);
  if (!found) return new Response(null, { status: 404 });
  return fileResponse(found, request, { 'Content-Security-Policy': harmless, 'Cache-Control': 'no-cache' });
}
