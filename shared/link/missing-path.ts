import { dirname, join } from '../text/path.ts';
import type { LinkTarget } from './resolve.ts';

/**
 * Where the note goes that a link in `source` points to in vain, so that the link leads there: with a folder in front it
 * says so itself, a bare name goes to `folder`. Undefined where that is no place in the vault.
 */
export function missingPath(link: LinkTarget, source: string, folder: string): string | undefined {
  const path = link.path.trim().replace(/\.md$/i, '');
  if (/(?:^|\/)\.{0,2}$/.test(path)) return undefined;
  const near = /^\.\.?\//.test(path) || (link.kind === 'markdown' && /^[^/].*\//.test(path));
  const bare = !path.includes('/');
  return join(near ? dirname(source) : bare ? folder : '', `${path.replace(/^\//, '')}.md`);
}
