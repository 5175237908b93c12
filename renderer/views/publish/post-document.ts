import createPurifier from 'dompurify';
import type { Result } from '../../../shared/contract/api.ts';

/** Where a style attribute waits: as an attribute the content security policy refuses it, from a script it does not. */
const styleName = 'data-post-style';

/** A page of the blog with nothing in it that runs or reaches out. Its style elements are kept, as text. */
export interface Post {
  root: HTMLElement;
  styles: string[];
}

/** Read the HTML of a page. */
export function readPost(html: string): Post {
  const parsed = new DOMParser().parseFromString(html.replace(/<[a-z][^>]*>/gi, quiet), 'text/html');
  const styles = [...parsed.querySelectorAll('style')].map((element) => element.textContent ?? '');
  const purifier = createPurifier(window);
  const root = purifier.sanitize(parsed.documentElement, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    FORBID_TAGS: ['style', 'link', 'meta', 'base', 'iframe', 'form'],
    FORBID_ATTR: ['srcset'],
  });
  return { root: root as HTMLElement, styles };
}

/** Even a document that is only read reports styles and handlers to the policy: they stand under other names. */
const quiet = (tag: string) =>
  tag.replace(/\sstyle(?=\s*=)/gi, ` ${styleName}`).replace(/\son(?=\w+\s*=)/gi, ' data-post-on');

/**
 * Put a page into a document, with its style sheets and the vault's pictures.
 * @param attachmentUrl gives the address of a file of the vault
 */
export function showPost(
  into: Document,
  post: Post,
  page: Pick<Result<'publish.render'>, 'styles' | 'files' | 'url'>,
  attachmentUrl: (path: string) => Promise<string>,
): void {
  const root = into.importNode(post.root, true);
  for (const element of root.querySelectorAll<HTMLElement>(`[${styleName}]`)) {
    element.style.cssText = element.getAttribute(styleName) ?? '';
    element.removeAttribute(styleName);
  }
  for (const image of root.querySelectorAll<HTMLElement>('img, video, audio, source')) {
    showFile(image, page, attachmentUrl);
  }
  into.documentElement.replaceWith(root);
  into.adoptedStyleSheets = [...page.styles, ...post.styles].map((text) => styleSheet(into, text));
  // A page to look at: its links lead nowhere.
  into.addEventListener('click', stay);
}

const stay = (event: Event) => event.preventDefault();

function styleSheet(into: Document, text: string): CSSStyleSheet {
  const Sheet = into.defaultView?.CSSStyleSheet ?? CSSStyleSheet;
  const sheet = new Sheet();
  sheet.replaceSync(text);
  return sheet;
}

/** Files of the vault are shown from the vault; of what else the page names, nothing is fetched. */
function showFile(
  element: HTMLElement,
  { files, url }: Pick<Result<'publish.render'>, 'files' | 'url'>,
  attachmentUrl: (path: string) => Promise<string>,
): void {
  const given = element.getAttribute('src');
  if (given === null || given.startsWith('data:')) return;
  element.removeAttribute('src');
  const address = URL.parse(given, `http://site${url ?? '/'}`);
  const path = address && files[decodeURIComponent(address.pathname)];
  if (!path) return;
  attachmentUrl(path).then(
    (source) => element.setAttribute('src', source),
    () => element.removeAttribute('src'),
  );
}
