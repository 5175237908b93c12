import { type Where, whereOf } from '../../client/where.ts';
import { followFrom } from '../follow.ts';
import type { LinkSource } from '../link-at.ts';
import { isSafeAddress } from '../link-at.ts';
import { element } from './dom.ts';
import type { RenderHost } from './render-host.ts';

/** An element that leads where `link` does, on a click and on Enter. It shows whether that is nowhere. */
export function linkElement(link: Pick<LinkSource, 'form' | 'target'>, host: RenderHost): HTMLAnchorElement {
  const external = link.form === 'external';
  const made = element('a', external ? 'note-link note-external' : 'note-link');
  made.tabIndex = 0;
  made.setAttribute('role', 'link');
  tellTarget(made, link, host);
  // Only an address that may leave the app is one of the page; a click goes through the window either way.
  if (external && isSafeAddress(link.target)) made.href = link.target;
  made.rel = 'noreferrer noopener';
  made.draggable = false;
  const follow = (where: Where) => void followFrom(host, link, where).catch(() => {});
  const clicked = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.button <= 1) follow(whereOf(event));
  };
  made.addEventListener('click', clicked);
  made.addEventListener('auxclick', clicked);
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    follow(whereOf(event));
  });
  if (link.form !== 'external') void markUnresolved(made, link.form, link.target, host);
  return made;
}

/** What a drawn link or image leads to is read from it by the menu of the text. */
export function tellTarget(
  made: HTMLElement,
  { form, target }: Pick<LinkSource, 'form' | 'target'>,
  { source }: RenderHost,
): void {
  Object.assign(made.dataset, { target, form, source });
}

async function markUnresolved(
  made: HTMLElement,
  kind: 'wiki' | 'markdown',
  target: string,
  host: RenderHost,
): Promise<void> {
  const found = await resolveTarget(host, kind, target).catch(() => undefined);
  if (found?.kind === 'none') made.classList.add('note-unresolved');
}

/** Where a link of `host.source` leads. */
export function resolveTarget(host: RenderHost, kind: 'wiki' | 'markdown', target: string) {
  const { client, cache, source } = host;
  return cache.targets.ask(targetKey(host, kind, target), () =>
    client.call('link.resolve', { source, target, kind }),
  );
}

/** The key of a link in `RenderCache.targets`. */
export function targetKey({ source }: RenderHost, kind: 'wiki' | 'markdown', target: string): string {
  return `${source}\n${kind}\n${target}`;
}

/** A tag, which leads to the notes that hold it. `name` is without its `#`. */
export function tagElement(name: string, host: RenderHost): HTMLElement {
  const made = element('a', 'note-tag', `#${name}`);
  made.tabIndex = 0;
  made.setAttribute('role', 'link');
  made.dataset.tag = name;
  made.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    host.openTag(name);
  });
  made.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) host.openTag(name);
  });
  return made;
}
