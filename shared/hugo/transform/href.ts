import { relativePath } from '../../link/link-text.ts';
import type { SiteFacts } from '../site.ts';
import type { LinkAim, PageContext } from './context.ts';

/** What stands between the brackets of a link to a page. */
export function pageHref(
  page: PageContext,
  aim: Extract<LinkAim, { kind: 'page' }>,
  anchor: string | undefined,
) {
  const asUrl = page.target.links === 'url' || page.site.reader === 'commonmark';
  if (asUrl && aim.url !== undefined) {
    return encodePath(page.site.basePath + aim.url) + fragment(anchor);
  }
  return relref(aim.content, anchor);
}

/**
 * The shortcode that finds a page wherever the site puts it, and fails the build where it is gone.
 * @param content path under the content folder, with its extension
 */
export function relref(content: string, anchor: string | undefined): string {
  const path = `/${content.replace(/[%#?]/g, encodeURIComponent)}${anchor ? `#${anchor}` : ''}`;
  return path.includes('"') ? `{{< relref \`${path}\` >}}` : `{{< relref "${path}" >}}`;
}

function fragment(anchor: string | undefined): string {
  return anchor ? `#${encodePath(anchor)}` : '';
}

/** A path or URL as a link in Markdown may say it: letters of any script stay as they are. */
export function encodePath(path: string): string {
  return path.replace(/[\s%#?<>()[\]\\^`{|}"]|&(?=#?\w+;)/g, (char) =>
    /[()]/.test(char) ? `%${char.charCodeAt(0).toString(16)}` : encodeURIComponent(char),
  );
}

/** A path in a folder as a link says it that stands in the file of another one. */
export function relativeHref(target: string, source: string): string {
  const path = relativePath(target, source);
  // What stands before a colon would be taken for a scheme.
  return /^[^/]*:/.test(path) ? `./${path}` : path;
}

/** Plain text as Markdown that shows exactly that. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\[\]`*<|]|^\^/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~\\~')
    .replace(/\{\{(?=[<%])/g, '{&#123;')
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

/** Text for an attribute of HTML or of a shortcode. */
export function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

export interface ImageSize {
  width: string;
  height: string | undefined;
}

/** `300` and `300x200` at the end of an image's text. */
export function readSize(text: string): { text: string; size: ImageSize | undefined } {
  const match = /^(?:(.*)\|)?\s*(\d+)(?:x(\d+))?\s*$/s.exec(text);
  if (!match) return { text, size: undefined };
  return { text: match[1] ?? '', size: { width: match[2] ?? '', height: match[3] } };
}

/** An image with a size, in the best form that the site renders. */
export function sizedImage(href: string, alt: string, size: ImageSize, page: PageContext): string {
  const wish = page.target.image_size;
  const form = wish === 'auto' ? formFor(page.site) : wish;
  if (form === 'drop') return `![${alt}](${href})`;
  const height = size.height ? ` height="${size.height}"` : '';
  const rest = `alt="${escapeAttribute(alt)}" width="${size.width}"${height}`;
  return form === 'html' ? `<img src="${href}" ${rest}>` : `{{< figure src="${href}" ${rest} >}}`;
}

function formFor(site: SiteFacts): 'html' | 'figure' {
  return site.unsafe ? 'html' : 'figure';
}
