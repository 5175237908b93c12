import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../note/facts.ts';
import type { LinkAim, Region } from './context.ts';
import { hiddenText, reportDead } from './links.ts';

/** Attributes of HTML, and what shortcodes call their files, with the place of the value. */
const address =
  /[\s"'](?:href|src|poster|data|link)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`<>]+))/dgi;

/** Whether the rules here could want to see a text: cheap, and true too often. */
export const mayHoldAddress = (text: string): boolean =>
  /<[a-z][^<>]*[\s"'](?:href|src|poster|data)\s*=/i.test(text);

/** In HTML, an address of what stays at home leads nowhere for readers, and names it: it goes. */
export function hiddenAddresses({ from, to }: Pick<SyntaxNode, 'from' | 'to'>, region: Region): void {
  emptyAddresses(region, { from, to });
}

/** The same for the files that shortcodes show. */
export function hiddenFiles(region: Region, code: readonly Span[]): void {
  const { note, span } = region;
  const form = /\{\{[<%][^<>]{0,2000}?[>%]\}\}/g;
  form.lastIndex = span.from;
  for (let match = form.exec(note.text); match && match.index < span.to; match = form.exec(note.text)) {
    const { index: from } = match;
    const isCode = code.some((each) => each.from <= from && from < each.to);
    if (!isCode) emptyAddresses(region, { from, to: from + match[0].length });
  }
}

function emptyAddresses(region: Region, { from, to }: Span): void {
  const { note, page, out } = region;
  for (const match of note.text.slice(from, to).matchAll(address)) {
    const at = match.indices?.slice(1).find((each) => each !== undefined);
    if (!at) continue;
    const [start, end] = [from + at[0], from + at[1]];
    const written = note.text.slice(start, end);
    const path = decoded(written.replace(/[?#].*$/, ''));
    if (path === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(path)) continue;
    const aim = page.aim(note.path, { kind: 'markdown', path });
    if (aim.kind !== 'hidden' || !out.replace(start, end, '#', 'link-text')) continue;
    reportHidden(region, start, path, aim);
  }
}

function reportHidden(region: Region, from: number, name: string, aim: LinkAim & { kind: 'hidden' }): void {
  region.out.report({ code: 'LINK-HIDDEN', from, message: `${name} is shown as text: ${aim.reason}` });
}

/** Themes show what is in front matter: a link there to what stays at home is its text. */
export function hiddenProperties(region: Region): void {
  for (const link of region.note.facts.links) {
    if (link.block >= 0) continue;
    const aim = region.page.aim(region.note.path, link);
    // A note that is published later is no secret.
    if (aim.kind !== 'hidden' || !aim.unselected) continue;
    // What would end the value is left out.
    const text = hiddenText(link).replace(/["'\\]/g, '');
    if (region.out.replace(link.span.from, link.span.to, text, 'wikilink-text'))
      reportDead(region, link, aim);
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
