import type { CustomScheme, Protocol } from 'electron';
import { serveAttachment } from '../attachments.ts';
import { diagramPage, servePage } from '../page.ts';

/** The page of the app. */
export const pageUrl = 'app://ui/';

/** To be registered before the app is ready. */
export const schemes: CustomScheme[] = [
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  {
    scheme: 'vault',
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
];

/** Whether an address is that of the app's page. The `origin` of such a URL says nothing: it is always 'null'. */
export function isPageUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'app:' && url.host === 'ui' && ['', '/', '/index.html'].includes(url.pathname);
}

/** Whether an address is that of the frame in which diagrams are drawn. */
export function isDiagramUrl(address: string): boolean {
  return address === `${pageUrl}${diagramPage}`;
}

export interface ProtocolOptions {
  uiDir: string;
  /** Folder of the vault that is open now. */
  vaultDir(): string;
}

/** Serve the page under `app://ui/` and the vault's files under `vault://files/`. */
export function handleProtocols(
  protocol: Pick<Protocol, 'handle'>,
  { uiDir, vaultDir }: ProtocolOptions,
): void {
  protocol.handle('app', (request) => {
    const path = pathUnder(request, 'ui');
    if (path === undefined) return notFound();
    const diagrams = `${pageUrl}${diagramPage}`;
    return servePage(uiDir, path, request, { attachments: 'vault:', diagrams });
  });
  protocol.handle('vault', (request) => {
    const path = pathUnder(request, 'files');
    if (path === undefined) return notFound();
    const response = serveAttachment(vaultDir(), path, request);
    // The page reads PDF files itself, which asks leave of another origin; images and sound do not.
    response.headers.set('Access-Control-Allow-Origin', 'app://ui');
    return response;
  });
}

function pathUnder(request: Request, host: string): string | undefined {
  const url = URL.parse(request.url);
  return url?.host === host && request.method === 'GET' ? url.pathname.slice(1) : undefined;
}

const notFound = () => new Response(null, { status: 404 });
