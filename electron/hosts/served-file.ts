import { createReadStream, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { isVaultPath } from '../../shared/text/path.ts';
import { mediaType } from './media-type.ts';

export interface ServedFile {
  /** Real path. */
  file: string;
  stat: Stats;
}

/**
 * The one check of every file that goes out over a protocol: `path` (the path of a URL after its root, still
 * encoded) names a plain file whose real path lies in `root`, with no hidden name on the way, before or behind
 * a symbolic link. Undefined for anything else, whatever the reason: what is not served does not exist.
 */
export function findServedFile(root: string, path: string): ServedFile | undefined {
  const name = decoded(path);
  if (name === undefined || !isVaultPath(name) || name.includes('\\')) return undefined;
  try {
    const realRoot = realpathSync(root);
    const file = realpathSync(join(realRoot, name));
    const inside = relative(realRoot, file).split(sep).join('/');
    if (!isVaultPath(inside) || join(realRoot, inside) !== file) return undefined;
    const stat = statSync(file);
    return stat.isFile() ? { file, stat } : undefined;
  } catch {
    return undefined;
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Answer with a file, or with the part of it that a `Range` header asks for (RFC 9110, one range). */
export function fileResponse({ file, stat }: ServedFile, request: Request, headers: HeadersInit): Response {
  const all = new Headers(headers);
  all.set('Content-Type', mediaType(file));
  all.set('X-Content-Type-Options', 'nosniff');
  all.set('Accept-Ranges', 'bytes');
  const range = readRange(request.headers.get('Range'), stat.size);
  if (range === 'unsatisfiable') {
    all.set('Content-Range', `bytes */${stat.size}`);
    return new Response(null, { status: 416, headers: all });
  }
  const { start, end } = range ?? { start: 0, end: stat.size - 1 };
  all.set('Content-Length', String(end - start + 1));
  if (range) all.set('Content-Range', `bytes ${start}-${end}/${stat.size}`);
  const empty = request.method === 'HEAD' || stat.size === 0;
  return new Response(empty ? null : bytesOf(file, start, end), { status: range ? 206 : 200, headers: all });
}

function bytesOf(file: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(file, { start, end })) as ReadableStream<Uint8Array>;
}

/** Undefined: all of it. Several ranges and other units are answered with all of it, as the RFC allows. */
function readRange(header: string | null, size: number) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? ('unsatisfiable' as const) : { start, end };
}
