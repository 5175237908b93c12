import { embedSpan } from '../../../shared/link/embed-span.ts';
import { markdownTarget, wikiTarget } from '../../../shared/note/link-target.ts';
import { stem } from '../../../shared/text/path.ts';
import { followFrom } from '../follow.ts';
import { button, element } from './dom.ts';
import type { EmbedLink } from './embed-link.ts';
import { linkElement, resolveTarget } from './link-dom.ts';
import { keepImageSizes } from './render-cache.ts';
import type { RenderHost } from './render-host.ts';
import { tickTask } from './task-tick.ts';

/** Notes inside notes: no deeper than this. */
const deepest = 5;

/** What an embed has found: the part of a note, or why there is none. */
type Found =
  | { kind: 'text'; path: string; text: string; from: number; to: number }
  | { kind: 'none' | 'no-fragment' | 'failed' }
  | { kind: 'file'; path: string };

/** A note, or a part of one, inside another. It follows what becomes of its source. */
export function drawNoteEmbed(link: EmbedLink, host: RenderHost): HTMLElement {
  const frame = element('div', 'note-inset');
  const key = `${host.source}\n${link.target}\n`;
  const known = host.cache.sizes.get(key);
  if (known) frame.style.minHeight = `${known.height}px`;
  let shown = '';
  let asked = 0;
  let inner = new AbortController();
  const refresh = async () => {
    const turn = ++asked;
    const found = await find(link, host);
    if (turn !== asked || host.signal.aborted) return;
    const state = JSON.stringify(found);
    if (state === shown) return;
    shown = state;
    inner.abort();
    inner = new AbortController();
    frame.replaceChildren(...parts(found, link, { ...host, signal: inner.signal }));
    frame.classList.toggle('note-inset-file', found.kind === 'file');
    frame.style.minHeight = '';
    host.resized();
    requestAnimationFrame(() => {
      if (frame.offsetHeight) host.cache.sizes.set(key, { width: 0, height: frame.offsetHeight });
    });
  };
  const stop = host.client.on('vault.changed', () => void refresh());
  host.signal.addEventListener('abort', () => {
    stop();
    inner.abort();
  });
  void refresh();
  return frame;
}

async function find({ form, target }: EmbedLink, host: RenderHost): Promise<Found> {
  if (form === 'external') return { kind: 'none' };
  try {
    const place = await resolveTarget(host, form, target);
    const { path } = place;
    if (path === null) return { kind: 'none' };
    if (place.kind === 'attachment') return { kind: 'file', path };
    const text = await host.cache.notes.ask(path, async () => {
      const note = await host.client.call('note.read', { path, images: true });
      keepImageSizes(host.client, note);
      return note.text.replace(/\r\n?/g, '\n');
    });
    const span = embedSpan(text, fragmentOf(target, form));
    return span ? { kind: 'text', path, text, ...span } : { kind: 'no-fragment' };
  } catch {
    return { kind: 'failed' };
  }
}

function fragmentOf(target: string, form: EmbedLink['form']): string {
  return (form === 'wiki' ? wikiTarget(target) : markdownTarget(target))?.fragment ?? '';
}

function parts(found: Found, link: EmbedLink, host: RenderHost): HTMLElement[] {
  if (found.kind === 'text') return textParts(found, link, host);
  if (found.kind === 'file') {
    const name = linkElement(link, host);
    name.append(found.path);
    return [element('span', 'note-file', name)];
  }
  const words = {
    none: 'editor.embedMissing',
    'no-fragment': 'editor.embedNoFragment',
    failed: 'editor.embedFailed',
  } as const;
  const row = element('div', 'note-inset-empty', host.t(words[found.kind], { name: link.target }));
  if (found.kind === 'none' && !link.target.startsWith('#')) {
    row.append(
      ' ',
      button(host.t('editor.create'), 'note-inline-button', () => void followFrom(host, link, {})),
    );
  }
  return [row];
}

function textParts(
  { path, text, from, to }: Found & { kind: 'text' },
  link: EmbedLink,
  host: RenderHost,
): HTMLElement[] {
  const title = linkElement(link, host);
  title.className = 'note-inset-title';
  const hash = link.target.indexOf('#');
  title.append(
    [stem(path), ...(hash < 0 ? [] : link.target.slice(hash + 1).split(/#\^?|\^/))]
      .filter(Boolean)
      .join(' › '),
  );
  const key = `${path}#${hash < 0 ? '' : link.target.slice(hash + 1).toLowerCase()}`;
  const stopped = host.around.includes(key)
    ? 'editor.embedCycle'
    : host.around.length > deepest || --host.budget.left < 0
      ? 'editor.embedDeep'
      : undefined;
  if (stopped) return [title, element('div', 'note-inset-empty', host.t(stopped))];
  const inside: RenderHost = { ...host, source: path, around: [...host.around, key] };
  const toggle = (offset: number) => void tickTask(host.client, path, text, offset);
  return [title, host.drawNote(text, { from, to }, inside, toggle)];
}
