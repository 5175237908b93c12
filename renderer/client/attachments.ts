import { AppError } from '../../shared/contract/errors.ts';
import type { Client } from '../../shared/contract/rpc.ts';

/** Gives addresses under which the page can show files of the vault. */
export interface Attachments {
  /**
   * @param path in the vault
   * @throws AppError `not-found`, `disconnected`
   */
  attachmentUrl(path: string): Promise<string>;
}

/** The desktop app serves the vault under a scheme of its own. */
export function schemeAttachments(): Attachments {
  return { attachmentUrl: async (path) => `vault://files/${encodePath(path)}` };
}

/** So many files are kept in memory at most. */
const cacheSize = 200;

/**
 * The web host wants the token in a header, which an image cannot send: files are fetched, and shown from memory.
 * A file that changed is fetched anew when it is asked for again.
 */
export function fetchedAttachments(
  token: string,
  client: Pick<Client, 'on'>,
  get: typeof fetch = (...request) => fetch(...request),
): Attachments {
  const cache = new Map<string, Promise<string>>();

  function drop(path: string): void {
    const url = cache.get(path);
    cache.delete(path);
    url?.then((address) => URL.revokeObjectURL(address)).catch(() => {});
  }

  async function load(path: string): Promise<string> {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await get(`/vault/${encodePath(path)}`, { headers }).catch(() => undefined);
    if (!response) throw new AppError('disconnected', 'The web host cannot be reached', { path });
    if (!response.ok) throw new AppError('not-found', `${path} cannot be shown`, { path });
    return URL.createObjectURL(asData(await response.blob()));
  }

  client.on('vault.changed', ({ paths, moved }) => {
    const gone = paths ? [...paths, ...moved.map(({ from }) => from)] : [...cache.keys()];
    for (const path of gone) drop(path);
  });

  return {
    attachmentUrl(path) {
      const url = cache.get(path) ?? load(path);
      cache.delete(path);
      cache.set(path, url);
      url.catch(() => drop(path));
      const oldest = cache.keys().next().value;
      if (cache.size > cacheSize && oldest !== undefined) drop(oldest);
      return url;
    },
  };
}

/** A page from the vault must not become one of ours: its address in memory would have our origin. */
function asData(blob: Blob): Blob {
  return /html|xml/.test(blob.type) && !blob.type.startsWith('image/')
    ? blob.slice(0, blob.size, 'text/plain')
    : blob;
}

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');
