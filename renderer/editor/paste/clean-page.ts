/**
 * A copied page made plain: what Word, Google Docs, WeChat and GitHub do in their own ways becomes the elements that
 * Markdown has. The page is parsed apart from ours, where nothing runs and nothing is loaded.
 */

import { inertPage, styleOf } from '../inert-page.ts';
import { codeBlocks } from './clean-code.ts';
import { joinLists, wordLists } from './clean-lists.ts';
import { plainTables } from './clean-tables.ts';
import { plainText } from './clean-text.ts';

const dropped = [
  ...[
    'svg',
    'button',
    'select',
    'textarea',
    'audio',
    'video',
    'canvas',
    'clipboard-copy',
    'a.anchor',
    '.octicon',
  ],
  ...['[hidden]', '[data-note-style*="display:none"]', '[data-note-style*="display: none"]', 'rp', 'rt'],
  '[data-note-style*="mso-hide:all"]',
].join(',');

const safe = /^(?:https?|mailto|tel|obsidian):/i;
const picture = /^data:(image\/(?:png|jpe?g|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/i;
/** Pictures that are part of the page itself: more than these are left out. */
const mostPictures = 30;

export interface CleanPage {
  body: HTMLElement;
  /** Pictures that the page holds; each stands as an image with the address `picture:N`. */
  pictures: File[];
}

export function cleanPage(html: string): CleanPage {
  const body = inertPage(fragmentOf(html));
  formulas(body);
  wordLists(body);
  for (const node of body.querySelectorAll(dropped)) node.remove();
  for (const node of body.querySelectorAll('input:not([type="checkbox"])')) node.remove();
  styles(body);
  codeBlocks(body);
  joinLists(body);
  plainTables(body);
  links(body);
  const pictures = images(body);
  plainText(body);
  return { body, pictures };
}

/** Windows says where in a page the copied part is. */
function fragmentOf(html: string): string {
  return /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/.exec(html)?.[1] ?? html;
}

/** KaTeX keeps the source of a formula beside its picture. */
function formulas(body: HTMLElement): void {
  for (const node of body.querySelectorAll('.katex')) {
    const tex = node.querySelector('annotation[encoding="application/x-tex"]')?.textContent?.trim();
    if (!tex) continue;
    const display = node.closest('.katex-display');
    const formula = node.ownerDocument.createElement(display ? 'div' : 'span');
    formula.dataset.tex = tex;
    formula.textContent = tex;
    (display ?? node).replaceWith(formula);
  }
}

/** Bold, italics and struck text that are said by style, and elements whose style takes it back. */
function styles(body: HTMLElement): void {
  for (const node of body.querySelectorAll('b, strong, i, em')) {
    const bold = /^[BS]/.test(node.tagName);
    if (
      bold
        ? /^(?:normal|[1-4]00)$/.test(styleOf(node, 'font-weight'))
        : styleOf(node, 'font-style') === 'normal'
    )
      unwrap(node);
  }
  for (const node of body.querySelectorAll('span, font, p')) {
    if (node.closest('h1, h2, h3, h4, h5, h6, th, pre, code')) continue;
    const struck = /line-through/.test(
      styleOf(node, 'text-decoration') + styleOf(node, 'text-decoration-line'),
    );
    if (/^(?:bold|[6-9]00)$/.test(styleOf(node, 'font-weight')) && !node.closest('b, strong'))
      wrapInside(node, 'strong');
    if (styleOf(node, 'font-style') === 'italic' && !node.closest('i, em')) wrapInside(node, 'em');
    if (struck && !node.closest('s, del')) wrapInside(node, 'del');
  }
}

/** Only addresses that lead somewhere from here; a link round a picture is of no use. */
function links(body: HTMLElement): void {
  for (const node of body.querySelectorAll('a')) {
    const href = node.getAttribute('href') ?? '';
    if (!safe.test(href) || node.querySelector('img, table, pre, h1, h2, h3, p, div, ul')) unwrap(node);
  }
}

/** Pictures of the web stay there, those in the page itself are kept; what is neither goes. */
function images(body: HTMLElement): File[] {
  const pictures: File[] = [];
  for (const node of body.querySelectorAll('img')) {
    const lazy = [node.dataset.src, node.dataset.original, node.getAttribute('src')];
    const src = lazy.find((one) => one && (/^https?:/i.test(one) || picture.test(one)));
    const pixel = node.getAttribute('width') === '1' || node.getAttribute('height') === '1';
    const own = picture.exec(src ?? '');
    if (!src || pixel || (own && pictures.length >= mostPictures)) {
      node.remove();
      continue;
    }
    node.setAttribute('src', own ? `picture:${pictures.length}` : src);
    if (own) pictures.push(asFile(own[1] ?? '', own[2] ?? ''));
  }
  return pictures;
}

function asFile(type: string, data: string): File {
  const binary = atob(data.replace(/\s+/g, '').replace(/=+$/, ''));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new File([bytes], `image.${type.slice(6).toLowerCase().replace('jpeg', 'jpg')}`, { type });
}

function unwrap(node: Element): void {
  node.replaceWith(...node.childNodes);
}

function wrapInside(node: Element, name: string): void {
  const inner = node.ownerDocument.createElement(name);
  inner.append(...node.childNodes);
  node.append(inner);
}
