import { wikiParts } from './syntax/wiki-link.ts';

/** Where a link points, as a fact: decoded, and the range of what stands for it in the source. */
export interface LinkTarget {
  path: string;
  fragment: string | undefined;
}

export interface WikiTarget extends LinkTarget {
  text: string | undefined;
  /** Length of the target from the start of the inside. */
  length: number;
}

const SCHEME = /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i;

/** Take apart what stands between `[[` and `]]`. */
export function wikiTarget(inner: string): WikiTarget {
  const { hash, targetEnd, text } = wikiParts(inner);
  const path = inner.slice(0, hash < 0 ? targetEnd : hash).trim();
  const fragment = hash < 0 ? '' : inner.slice(hash + 1, targetEnd).trim();
  const shown = text < 0 ? undefined : inner.slice(text);
  return { path, fragment: fragment === '' ? undefined : fragment, text: shown, length: targetEnd };
}

/**
 * Take apart the destination of a Markdown link, without its angle brackets: backslash escapes and `&amp;` resolved,
 * then percent-decoded. Undefined for a URL with a scheme, for `//host`, and for an empty one.
 */
export function markdownTarget(source: string): LinkTarget | undefined {
  if (source.startsWith('http://') || source.startsWith('https://')) return undefined;
  const url = source.includes('\\') || source.includes('&') ? unescaped(source) : source;
  if (url.trim() === '' || SCHEME.test(url)) return undefined;
  const hash = url.indexOf('#');
  const fragment = hash < 0 ? '' : decodePercent(url.slice(hash + 1));
  return {
    path: decodePercent(hash < 0 ? url : url.slice(0, hash)),
    fragment: fragment === '' ? undefined : fragment,
  };
}

function unescaped(source: string): string {
  return source.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
}

/** Percent-decode what can be decoded as UTF-8; the rest stays as it stands. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
