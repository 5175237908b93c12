import type { SyntaxNode } from '@lezer/common';
import type { LinkFact } from '../../note/facts.ts';
import { basename, extname, stem } from '../../text/path.ts';
import type { Region } from './context.ts';
import { encodePath, escapeAttribute, escapeText, readSize, sizedImage } from './href.ts';
import { reportTooLarge, retargetFile } from './links.ts';

/** `![alt](file)`: the file goes along, and Obsidian's `|300` becomes a size. */
export function markdownImage(node: SyntaxNode, region: Region): boolean | undefined {
  const link = region.links.get(node.from);
  const { text } = region.note;
  const [open, close] = node.getChildren('LinkMark');
  const url = node.getChild('URL');
  if (!open || !close || !url) return undefined;
  const { text: alt, size } = readSize(text.slice(open.to, close.from));
  if (size) {
    const href = link ? placedHref(region, link) : text.slice(url.from, url.to);
    if (href !== undefined)
      region.out.replace(node.from, node.to, sizedImage(href, alt, size, region.page), 'image-size');
    return true;
  }
  if (!link) return undefined;
  const aim = region.page.aim(region.note.path, link);
  if (aim.kind === 'attachment') retargetFile(region, link, aim.path);
  else if (aim.kind === 'missing') reportMissing(region, link);
  return undefined;
}

/** The target of a link to a file, as Markdown says it; undefined where the file cannot go along. */
function placedHref(region: Region, link: LinkFact): string | undefined {
  const written = region.note.text.slice(link.target.from, link.target.to);
  const aim = region.page.aim(region.note.path, link);
  if (aim.kind === 'kept') return written;
  if (aim.kind !== 'attachment') {
    reportMissing(region, link);
    return written;
  }
  const placed = region.page.place(aim.path, link.path);
  if (placed === undefined) reportTooLarge(region, link, aim.path);
  return placed === undefined ? undefined : encodePath(placed);
}

export function reportMissing(region: Region, link: LinkFact): void {
  region.out.report({
    code: 'ATTACHMENT-MISSING',
    from: link.span.from,
    message: `There is no file ${link.path}`,
  });
}

/** `![[file]]`: an image, a player where raw HTML is let through, else a link to the file. */
export function embeddedFile(region: Region, link: LinkFact, attachment: string): string {
  const { text, size } = readSize(link.text ?? '');
  const name = text.trim() || (size || link.text === undefined ? stem(attachment) : '');
  const placed = region.page.place(attachment, undefined);
  if (placed === undefined) {
    reportTooLarge(region, link, attachment);
    return escapeText(name);
  }
  const href = encodePath(placed);
  const kind = kindOf(attachment);
  if (kind === 'image')
    return size ? sizedImage(href, name, size, region.page) : `![${escapeText(name)}](${href})`;
  if (kind !== 'file' && region.page.site.unsafe)
    return `<${kind} controls src="${escapeAttribute(href)}"></${kind}>`;
  const fragment = link.fragment === undefined ? '' : `#${link.fragment}`;
  return `[${escapeText(text.trim() || basename(attachment))}](${href}${fragment})`;
}

function kindOf(path: string): 'image' | 'audio' | 'video' | 'file' {
  const extension = extname(path);
  if (/^\.(png|jpe?g|gif|webp|avif|svg|bmp)$/.test(extension)) return 'image';
  if (/^\.(mp3|wav|m4a|ogg|flac|opus|3gp)$/.test(extension)) return 'audio';
  return /^\.(mp4|webm|mov|ogv|mkv)$/.test(extension) ? 'video' : 'file';
}
