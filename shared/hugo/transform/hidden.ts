import type { SyntaxNode } from '@lezer/common';
import type { Property, PropertyValue, Span } from '../../note/facts.ts';
import type { LinkAim, Region } from './context.ts';
import { hiddenText, reportDead } from './links.ts';

/** What an attribute of HTML or a word of a shortcode may be: a value in quotes, one without, or a bare word. */
const value = /(?<=(?<name>[\w:-]*)\s*=\s*|[\s"'`])(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`<>={}]+))/dg;

/** Attributes that are addresses, whatever they look like. */
const addressName = /^(?:href|src|poster|data|link)$/i;

/** In the others, what has a folder or an ending like a file's. */
const pathLike = /\/|\.\w{1,5}$/;

/** What is in no folder of ours: another site's, or a place in the page. */
const elsewhere = /^(?:[a-z][a-z\d+.-]*:|\/\/|#|$)/i;

/** Whether the rules here could want to see a text: cheap, and true too often. */
export const mayHoldAddress = (text: string): boolean => /<[a-z][^<>]*[\s"'][\w:-]+\s*=/i.test(text);

/** What is looked at, and whom to ask what is there. */
interface Place extends Pick<Region, 'note' | 'out'> {
  page: Pick<Region['page'], 'aim'>;
}

/** In HTML, an address of what stays at home leads nowhere for readers, and names it: it goes. */
export function hiddenAddresses({ from, to }: Pick<SyntaxNode, 'from' | 'to'>, region: Place): void {
  for (const { index, 0: tag } of region.note.text.slice(from, to).matchAll(/<[a-z][^<>]*>?/gi))
    emptyAddresses(region, { from: from + index, to: from + index + tag.length });
}

/** The same for the files that shortcodes show. */
export function hiddenFiles(region: Region, code: readonly Span[]): void {
  const { note, span } = region;
  const form = /\{\{[<%][^<>]{0,2000}?[>%]\}\}/g;
  form.lastIndex = span.from;
  for (let match = form.exec(note.text); match && match.index < span.to; match = form.exec(note.text)) {
    const { index: from } = match;
    const isCode = code.some((each) => each.from <= from && from < each.to);
    if (!isCode) emptyAddresses(region, { from: from + 3, to: from + match[0].length - 3 });
  }
}

function emptyAddresses(region: Place, { from, to }: Span): void {
  const { text } = region.note;
  for (const match of text.slice(from, to).matchAll(value)) {
    const at = match.indices?.slice(2).find((each) => each !== undefined);
    if (!at) continue;
    const [start, end] = [from + at[0], from + at[1]];
    const isAddress = addressName.test(match.groups?.name ?? '');
    if (emptyAddress(region, start, end, isAddress)) continue;
    // `srcset` and styles hold several.
    for (const { index, 0: part } of text.slice(start, end).matchAll(/[^\s,()"']+/g)) {
      if (part.length < end - start) emptyAddress(region, start + index, start + index + part.length, false);
    }
  }
}

/** @returns whether that is the address of what stays at home */
function emptyAddress(region: Place, start: number, end: number, isAddress: boolean): boolean {
  const { note, out } = region;
  const path = decoded(note.text.slice(start, end).replace(/[?#].*$/s, ''));
  if (elsewhere.test(path) || !(isAddress || pathLike.test(path))) return false;
  const aim = region.page.aim(note.path, { kind: 'markdown', path });
  if (aim.kind !== 'hidden') return false;
  if (out.replace(start, end, '#', 'link-text')) reportHidden(region, start, path, aim);
  return true;
}

function reportHidden(
  region: Pick<Region, 'out'>,
  from: number,
  name: string,
  aim: LinkAim & { kind: 'hidden' },
): void {
  region.out.report({ code: 'LINK-HIDDEN', from, message: `${name} is shown as text: ${aim.reason}` });
}

/** Themes show what is in front matter: a link there to what stays at home is its text, and a path to it goes. */
export function hiddenProperties(region: Region): void {
  const { note, page, out } = region;
  for (const link of note.facts.links) {
    if (link.block >= 0) continue;
    const aim = page.aim(note.path, link);
    // A note that is published later is no secret.
    if (aim.kind !== 'hidden' || !aim.unselected) continue;
    // What would end the value is left out.
    const text = hiddenText(link).replace(/["'\\]/g, '');
    if (out.replace(link.span.from, link.span.to, text, 'wikilink-text')) reportDead(region, link, aim);
  }
  const front = note.facts.frontMatter;
  if (!front) return;
  for (const property of front.properties) hiddenPaths(region, property);
  const inner = note.text.slice(front.inner.from, front.inner.to);
  if (mayHoldAddress(inner)) hiddenAddresses(front.inner, region);
}

/** Properties that name no files: addresses of the page itself, and what it is listed under. */
const noFiles =
  /^(?:title|linktitle|url|slug|aliases|layout|type|tags|categories|series|keywords|cssclasse?s?|date|lastmod|publishdate|expirydate)$/i;

/** Bare paths, as themes have them for the picture of a post. */
function hiddenPaths(region: Region, { name, value, span }: Property): void {
  if (noFiles.test(name)) return;
  const { note, page } = region;
  for (const written of new Set(stringsIn(value))) {
    const path = decoded(written.trim().replace(/[?#].*$/, ''));
    if (path.includes('\n') || path.includes('[[') || elsewhere.test(path) || !pathLike.test(path)) continue;
    const aim = page.aim(note.path, { kind: 'markdown', path });
    if (aim.kind === 'hidden' && aim.unselected) emptyPath(region, span, written.trim(), aim);
  }
}

function stringsIn(value: PropertyValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each) => stringsIn(each as PropertyValue));
}

function emptyPath(
  region: Region,
  { from, to }: Span,
  path: string,
  aim: LinkAim & { kind: 'hidden' },
): void {
  const { note, out } = region;
  const source = note.text.slice(from, to);
  let found = false;
  for (let at = source.indexOf(path); at >= 0; at = source.indexOf(path, at + path.length)) {
    const [before = '', after = ''] = [source[at - 1], source[at + path.length]];
    if (/[\p{L}\p{N}/._-]/u.test(before + after)) continue;
    const [start, end] = [from + at, from + at + path.length];
    if (!out.isFree(start, end)) continue;
    found = true;
    reportHidden(region, start, path, aim);
    // Nothing at all would break a list of YAML.
    out.replace(start, end, /["'`]/.test(before) ? '' : '""', 'link-text');
  }
  if (found) return;
  const message = `${path} stands in the front matter, and stays at home`;
  out.report({ code: 'SECRET', from, message });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
