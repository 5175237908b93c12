import { quietHtml } from './render/html-scan.ts';

/** Elements that only an own page may have, under the names that they get here. */
const acting = 'x-style, x-script, x-base, meta, link, title, noscript, template, iframe, object, embed';

/**
 * A copied page, parsed apart from ours: nothing of it is run, loaded, styled or reported. What stood in `style` stands
 * in `data-note-style`.
 */
export function inertPage(html: string): HTMLElement {
  const quiet = quietHtml(html).replace(/<(\/?)base\b/gi, '<$1x-base');
  const { body } = new DOMParser().parseFromString(quiet, 'text/html');
  for (const node of body.querySelectorAll(acting)) node.remove();
  return body;
}

/** What a style says of a property, in lower case; '' where it says nothing. */
export function styleOf(node: Element, property: string): string {
  const style = node.getAttribute('data-note-style') ?? '';
  for (const part of style.split(';')) {
    const colon = part.indexOf(':');
    if (part.slice(0, colon).trim().toLowerCase() === property)
      return part
        .slice(colon + 1)
        .trim()
        .toLowerCase();
  }
  return '';
}
