import createPurifier from 'dompurify';
import { isExternal } from '../link-at.ts';
import { element } from './dom.ts';
import { drawEmbed } from './embed-dom.ts';
import { quietHtml } from './html-scan.ts';
import { linkElement } from './link-dom.ts';
import type { RenderHost } from './render-host.ts';
import { applyStyle } from './style.ts';

/** Elements of text, tables and media. No forms, no frames, no SVG, nothing with a behaviour of its own. */
const tags = (
  'a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data dd ' +
  'del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li ' +
  'main mark nav ol p picture pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody ' +
  'td tfoot th thead time tr tt u ul var video wbr'
).split(' ');
const allowed = new Set(tags);
const empty = new Set(['br', 'hr', 'img', 'wbr', 'col']);

const attributes = (
  'align alt cite color colspan controls datetime dir height href lang loop muted open reversed rowspan scope span ' +
  'src start title type valign value width'
).split(' ');

/** Attributes that would load, lead or style: kept aside, so that the page does not see them before we did. */
const aside = ['src', 'href', 'style'] as const;
/** HTML longer than this is shown as its source. */
const longest = 200_000;

/** HTML of a note as elements that can do no harm: nothing runs, nothing is loaded from elsewhere. */
export function drawHtml(html: string, host: RenderHost): DocumentFragment {
  const purifier = createPurifier(window);
  purifier.addHook('afterSanitizeAttributes', (node) => {
    for (const name of ['src', 'href']) {
      const value = node.getAttribute(name);
      node.removeAttribute(name);
      if (value !== null) node.setAttribute(`data-note-${name}`, value);
    }
  });
  // Null for a page of frames, which leaves no body.
  const fragment: DocumentFragment | null = purifier.sanitize(quietHtml(html.slice(0, longest)), {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: [...attributes, 'data-note-style'],
    ADD_URI_SAFE_ATTR: ['data-note-style'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  if (!fragment) return document.createDocumentFragment();
  for (const node of fragment.querySelectorAll<HTMLElement>('*')) bringBack(node, host);
  return fragment;
}

function bringBack(node: HTMLElement, host: RenderHost): void {
  const [src, href, style] = aside.map((name) => {
    const value = node.getAttribute(`data-note-${name}`);
    node.removeAttribute(`data-note-${name}`);
    return value ?? undefined;
  });
  if (style !== undefined) applyStyle(node, style);
  if (node.localName === 'a' && href !== undefined) {
    const link = linkElement({ form: formOf(href), target: href.trim() }, host);
    link.append(...node.childNodes);
    node.replaceWith(link);
  } else if (/^(?:img|audio|video)$/.test(node.localName)) {
    const width = /^\d{1,5}$/.exec(node.getAttribute('width') ?? '')?.[0];
    const label = [node.getAttribute('alt') ?? '', ...(width ? [width] : [])].join('|');
    if (src === undefined) node.remove();
    else node.replaceWith(drawEmbed({ form: formOf(src), target: src.trim() }, `![${label}](`, host));
  }
}

const formOf = (target: string) => (isExternal(target.trim()) ? 'external' : 'markdown');

/**
 * A tag in the middle of text: an opening one puts what follows inside an element, until the closing one.
 * What is not allowed is left out, as if it were not there.
 */
export function inlineTag(tag: string, parent: HTMLElement, open: HTMLElement[], host: RenderHost): void {
  const [, closing, written, rest] = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)([\s\S]*?)\/?>$/.exec(tag) ?? [];
  const name = written?.toLowerCase();
  if (name === undefined || !allowed.has(name)) return;
  if (closing) {
    const index = open.findLastIndex((one) => one.localName === name);
    if (index >= 0) open.splice(index);
    return;
  }
  const made = rest?.trim() ? firstElement(drawHtml(tag, host)) : document.createElement(name);
  if (!made) return;
  (open.at(-1) ?? parent).append(made);
  if (!empty.has(name) && made.localName === name) open.push(made);
}

function firstElement(fragment: DocumentFragment): HTMLElement | undefined {
  return fragment.firstElementChild instanceof HTMLElement ? fragment.firstElementChild : undefined;
}

/** A block of HTML; what holds nothing that can be shown is shown as its source, quietly. */
export function drawHtmlBlock(html: string, host: RenderHost): HTMLElement {
  const made = element('div', 'note-html');
  if (html.length > longest) return sourceInstead(made, html);
  const fragment = drawHtml(html, host);
  const shows = fragment.textContent?.trim() || fragment.querySelector('hr, .note-image, .note-media, table');
  if (!shows) return sourceInstead(made, html);
  made.append(fragment);
  return made;
}

function sourceInstead(made: HTMLElement, html: string): HTMLElement {
  made.append(element('code', 'note-html-source', html.trim()));
  return made;
}

/** `&amp;` as `&`. The parser takes only what has the form of an entity, which holds no markup. */
export function decodeEntity(entity: string): string {
  return new DOMParser().parseFromString(entity, 'text/html').body.textContent ?? entity;
}
