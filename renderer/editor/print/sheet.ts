import type { EditorView } from '@codemirror/view';
import type { Params, Result } from '../../../shared/contract/api.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Client } from '../../../shared/contract/rpc.ts';
import { createIdPool } from '../../../shared/hugo/anchors.ts';
import { bodyStart, findExtent } from '../../../shared/note/extent.ts';
import { readFrontMatter } from '../../../shared/note/front-matter.ts';
import { extname, stem } from '../../../shared/text/path.ts';
import { titleProperty } from '../editor-state.ts';
import type { EditorHost } from '../host.ts';
import { isTitle } from '../page/property-value.ts';
import { element } from '../render/dom.ts';
import { renderHost } from '../render/make-host.ts';
import { drawNote } from '../render/note-dom.ts';

/** A note laid out for paper, in the page but out of sight. */
export interface Sheet {
  root: HTMLElement;
  title: string;
  /** Pictures in it that tell others where they were taken. */
  places: ReadonlySet<string>;
  dispose(): void;
}

/** Nothing has come later for so long: pictures, formulas, diagrams and embedded notes are there. */
const quiet = 400;
const longest = 10_000;

/**
 * Lay a note out as reading view shows it. Resolves once everything is drawn, or has had its time.
 * @param audience for others, what the settings of publishing keep back is left out
 */
export async function drawSheet(
  view: EditorView,
  host: EditorHost,
  audience: 'self' | 'others',
): Promise<Sheet> {
  const control = new AbortController();
  const own = view.state.doc.toString();
  const path = host.document.path;
  const text = audience === 'self' ? own : await textForOthers(host.client, path, own);
  const root = element('article', 'note-sheet');
  const dispose = () => {
    control.abort();
    root.remove();
  };
  const named = audience === 'self' ? titleProperty(view.state) : titleIn(text);
  const title = named ?? stem(host.document.path);
  const client = audience === 'self' ? host.client : clientForOthers(host.client);
  const span = { from: bodyStart(text, findExtent(text)), to: text.length };
  const places = new Set<string>();
  const attachmentUrl = audience === 'self' ? host.attachmentUrl : picturesForOthers(host, places);
  const paper = renderHost({ ...host, client, attachmentUrl }, control.signal, () => {});
  const drawn = drawNote(text, span, { ...paper, paper: true });
  root.lang = /\p{sc=Han}/u.test(text) ? 'zh-CN' : 'en';
  if (drawn.firstElementChild?.localName !== 'h1') root.append(element('h1', 'note-sheet-title', title));
  root.append(drawn);
  document.body.append(root);
  await settled(root);
  drawRest(root);
  anchorHeadings(root, stem(path));
  anchorFootnotes(root);
  for (const fold of root.querySelectorAll('details')) fold.open = true;
  if (audience === 'others') for (const empty of root.querySelectorAll('.note-inset-empty')) empty.remove();
  return { root, title: root.querySelector('h1')?.textContent?.trim() || title, places, dispose };
}

/** Others get the title without comments in it. */
function titleIn(text: string): string | undefined {
  const value = readFrontMatter(text)?.properties.find(isTitle)?.value;
  return typeof value === 'string' ? value : undefined;
}

async function textForOthers(client: Client, path: string, own?: string): Promise<string> {
  const { text } = await client.call('publish.shared', { path, text: own });
  if (text === null) throw new AppError('not-found', `${path} stays at home`, { path });
  return text;
}

/** Notes that are embedded are read without what is private in them. */
function clientForOthers(client: Client): Client {
  const read: Client['call'] = async (method, params, options) => {
    const answer = await client.call(method, params, options);
    if (method !== 'note.read') return answer;
    const { path } = params as Params<'note.read'>;
    return { ...(answer as Result<'note.read'>), text: await textForOthers(client, path) } as typeof answer;
  };
  return { ...client, call: read };
}

/** Pictures as they would be published. `places` gets those that say where they were taken all the same. */
function picturesForOthers({ client, attachmentUrl }: EditorHost, places: Set<string>) {
  return async (path: string): Promise<string> => {
    const { data, place } = await client.call('publish.picture', { path });
    if (place) places.add(path);
    return data === null ? attachmentUrl(path) : `data:image/${pictureKind(path)};base64,${data}`;
  };
}

const pictureKind = (path: string) => extname(path).slice(1).replace(/^jpg$/, 'jpeg');

/** A long note is drawn in parts on the screen; on paper all of it is wanted. */
function drawRest(root: HTMLElement): void {
  for (;;) {
    const more = root.querySelector<HTMLButtonElement>('.note-drawn > .note-inline-button');
    if (!more) return;
    more.click();
    if (more.isConnected) return;
  }
}

async function settled(root: HTMLElement): Promise<void> {
  const end = Date.now() + longest;
  let last = Date.now();
  const observer = new MutationObserver(() => {
    last = Date.now();
  });
  observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
  const isPending = () =>
    [...root.querySelectorAll('img')].some((image) => !image.complete) ||
    root.querySelector('[aria-busy="true"]') !== null ||
    Date.now() - last < quiet;
  while (isPending() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
}

/** Give headings their ids, and lead links of the note to its own headings there. `name` is what links call the note. */
function anchorHeadings(root: HTMLElement, name: string): void {
  const pool = createIdPool('github');
  const ids = new Map<string, string>();
  for (const heading of root.querySelectorAll<HTMLElement>(':is(h1, h2, h3, h4, h5, h6).note-h')) {
    const text = heading.textContent ?? '';
    heading.id = pool.generate(text);
    if (!ids.has(text.trim())) ids.set(text.trim(), heading.id);
  }
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[data-target*="#"]')) {
    const [to = '', ...headings] = decoded(link.dataset.target ?? '').split('#');
    const own = to === '' || stem(to) === name;
    const id = own ? ids.get(headings.at(-1)?.trim() ?? '') : undefined;
    if (id) link.href = `#${id}`;
  }
}

/** The number in the text leads to its footnote, in each of the notes that are drawn. */
function anchorFootnotes(root: HTMLElement): void {
  for (const [index, item] of [...root.querySelectorAll<HTMLElement>('[data-footnote-text]')].entries()) {
    item.id = `footnote-${index + 1}`;
    const { footnoteText: number } = item.dataset;
    const drawn = item.closest('.note-drawn');
    for (const sign of drawn?.querySelectorAll(`[data-footnote="${number}"]`) ?? []) {
      if (sign.closest('.note-drawn') !== drawn) continue;
      const link = element('a', 'note-link', sign.textContent ?? '');
      link.href = `#${item.id}`;
      sign.replaceChildren(link);
    }
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    // A lone `%` is meant as it stands.
    return target;
  }
}
