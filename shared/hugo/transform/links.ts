import type { SyntaxNode } from '@lezer/common';
import type { LinkFact } from '../../note/facts.ts';
import { basename } from '../../text/path.ts';
import type { LinkAim, Region } from './context.ts';
import { encodePath, escapeText, pageHref } from './href.ts';

/** `[[note]]` becomes a link that Hugo resolves, or the text that it shows. */
export function wikiLink(node: Pick<SyntaxNode, 'from' | 'to'>, region: Region): boolean {
  const link = region.links.get(node.from);
  if (!link) return true;
  const aim = region.page.aim(region.note.path, link);
  const text = escapeText(aim.kind === 'hidden' ? hiddenText(link) : shownText(link));
  if (aim.kind === 'page') {
    const href = hrefOf(region, link, aim);
    region.out.replace(node.from, node.to, href === '' ? text : `[${text}](${href})`, 'wikilink');
  } else if (aim.kind === 'attachment') {
    region.out.replace(node.from, node.to, attachmentLink(region, link, aim.path, text), 'wikilink');
  } else {
    region.out.replace(node.from, node.to, text, 'wikilink-text');
    reportDead(region, link, aim);
  }
  return true;
}

/** A link in Markdown to a note: only its target changes, or its marks go. */
export function markdownLink(node: Pick<SyntaxNode, 'from'>, region: Region): undefined {
  const link = region.links.get(node.from);
  if (link?.kind !== 'markdown') return;
  const aim = region.page.aim(region.note.path, link);
  if (aim.kind === 'page') retarget(region, link, hrefOf(region, link, aim) || '#', 'link');
  else if (aim.kind === 'attachment') retargetFile(region, link, aim.path);
  else if (aim.kind === 'hidden') {
    reportDead(region, link, aim);
    unlink(region, link);
  } else if (aim.kind === 'missing' && leadsToNote(region, link)) reportDead(region, link, aim);
}

/** A blog may have pages of its own at any other URL; a folder of plain files has none. */
function leadsToNote({ page }: Region, link: LinkFact): boolean {
  return /\.md$/i.test(link.path) || page.site.reader === 'commonmark';
}

/** What a link says in the page: `#id` in the same one, '' where there it leads to nothing that has an id. */
function hrefOf(region: Region, link: LinkFact, aim: Extract<LinkAim, { kind: 'page' }>): string {
  const { page } = region;
  const anchor = link.fragment ? page.anchor(aim.path, link.fragment) : undefined;
  if (link.fragment && anchor === undefined) {
    const written = link.kind === 'markdown' && aim.path === page.path;
    region.out.report({
      code: 'ANCHOR-MISSING',
      from: link.span.from,
      message: `${basename(aim.path)} has no heading or block "${link.fragment}"`,
    });
    if (written) return region.note.text.slice(link.target.from, link.target.to);
  } else if (anchor === '') {
    region.out.report({
      code: 'ANCHOR-MISSING',
      from: link.span.from,
      message: `Nothing in the page of ${basename(aim.path)} can be named for "${link.fragment}": a link leads no further than the page`,
    });
  }
  if (aim.path === page.path && link.path === '') return anchor ? `#${encodePath(anchor)}` : '';
  return pageHref(page, aim, anchor);
}

/** Put another target between the brackets; `<…>` around the old one goes, for a shortcode must not stand in it. */
export function retarget(region: Region, link: LinkFact, href: string, rule: string): void {
  const { text } = region.note;
  const angled = text[link.target.from - 1] === '<' && text[link.target.to] === '>';
  const from = link.target.from - (angled ? 1 : 0);
  const to = link.target.to + (angled ? 1 : 0);
  if (decoded(text.slice(link.target.from, link.target.to)) === decoded(href)) return;
  region.out.replace(from, to, href, rule);
}

/** An attachment goes along; the link stays as it is where the file lies right beside the page. */
export function retargetFile(region: Region, link: LinkFact, attachment: string): void {
  const placed = region.page.place(attachment, link.path);
  if (placed === undefined) reportTooLarge(region, link, attachment);
  if (placed === undefined || placed === link.path) return;
  const fragment = link.fragment === undefined ? '' : `#${link.fragment}`;
  retarget(region, link, encodePath(placed) + fragment, 'attachment');
}

function attachmentLink(region: Region, link: LinkFact, attachment: string, text: string): string {
  const placed = region.page.place(attachment, undefined);
  if (placed === undefined) {
    reportTooLarge(region, link, attachment);
    return text;
  }
  const fragment = link.fragment === undefined ? '' : `#${link.fragment}`;
  return `[${text}](${encodePath(placed)}${fragment})`;
}

/** The node of a link in the text; undefined for a definition. */
function linkNode({ note }: Region, { span }: LinkFact): SyntaxNode | undefined {
  let node: SyntaxNode | null = note.tree.resolveInner(span.from, 1);
  while (node && !(node.name === 'Link' && node.from === span.from)) node = node.parent;
  return node ?? undefined;
}

/** A link whose page is not there for readers keeps its text alone. */
function unlink(region: Region, link: LinkFact): void {
  const node = linkNode(region, link);
  const [open, close] = node?.getChildren('LinkMark') ?? [];
  if (!node || !open || !close) {
    region.out.replace(link.target.from, link.target.to, '#', 'link-text');
    return;
  }
  region.out.replace(open.from, open.to, '', 'link-text');
  region.out.replace(close.from, node.to, '', 'link-text');
}

export function reportDead(region: Region, link: LinkFact, aim: LinkAim): void {
  const name = link.path || basename(region.note.path);
  const { from } = link.span;
  if (aim.kind === 'hidden') {
    region.out.report({ code: 'LINK-HIDDEN', from, message: `${name} is shown as text: ${aim.reason}` });
  } else if (aim.kind === 'missing') {
    region.out.report({ code: 'LINK-MISSING', from, message: `There is no ${name}` });
  }
}

export function reportTooLarge(region: Region, link: LinkFact, attachment: string): void {
  const { max_attachment_mb: limit } = region.page.target.limits;
  region.out.report({
    code: 'ATTACHMENT-MISSING',
    from: link.span.from,
    message: `${attachment} stays away: it is larger than ${limit} MB`,
  });
}

/** What a link to something hidden shows: a folder of the vault says nothing to readers, and may say too much. */
export function hiddenText(link: LinkFact): string {
  if (link.text !== undefined && link.text.trim() !== '') return shownText(link);
  const text = shownText({ ...link, path: basename(link.path) });
  return text === '' ? shownText(link) : text;
}

/** What a wikilink shows: its own text, else the path as written, with the heading after `>`. */
export function shownText(link: LinkFact): string {
  if (link.text !== undefined && link.text.trim() !== '') return link.text.trim();
  const name = link.path.replace(/\.md$/i, '').trim();
  const fragment = link.fragment?.split('#').join(' > ').trim();
  if (!fragment) return name;
  return name === '' ? fragment : `${name} > ${fragment}`;
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
