import { markdownTarget } from '../../../shared/note/link-target.ts';
import { element } from './dom.ts';
import type { EmbedLink } from './embed-link.ts';
import { imageText } from './image-text.ts';
import { resolveTarget, targetKey, tellTarget } from './link-dom.ts';
import { imageKey, type Size } from './render-cache.ts';
import type { RenderHost } from './render-host.ts';

/** An address for the file that an embed names. Rejects where there is no such file. */
export async function embedAddress(link: EmbedLink, host: RenderHost): Promise<string> {
  if (link.form === 'external')
    return link.target.startsWith('data:') ? link.target : webImage(link.target, host);
  return host.attachmentUrl((await embeddedFile({ ...link, form: link.form }, host)).path);
}

interface EmbeddedFile {
  path: string;
  /** Of an image, where its file says it. */
  size: Size | undefined;
}

async function embeddedFile(
  link: EmbedLink & { form: 'wiki' | 'markdown' },
  host: RenderHost,
): Promise<EmbeddedFile> {
  const target = link.target.replace(/#.*$/s, '');
  const known = host.cache.targets.get(targetKey(host, link.form, target));
  const { path, size } = known ?? (await resolveTarget(host, link.form, target));
  if (path === null) throw new Error(`No such file: ${target}`);
  return { path, size };
}

/** An image from the web as data: the page itself may load nothing from there. */
function webImage(url: string, { cache, client }: RenderHost): Promise<string> {
  return cache.web.ask(url, async () => {
    const { type, data } = await client.call('host.fetchImage', { url });
    return `data:${type};base64,${data}`;
  });
}

/** The name by which an embed calls its file, as the core has it: decoded, without fragment. */
function nameOf({ form, target }: EmbedLink): string {
  if (form === 'external') return target;
  return (form === 'wiki' ? target.replace(/#.*$/s, '').trim() : markdownTarget(target)?.path) ?? target;
}

/** An image of the vault, in the size that is written with it. Its place is kept as soon as its size is known. */
export function drawImage(link: EmbedLink, label: string, host: RenderHost): HTMLElement {
  const { alt, width, height } = imageText(label);
  const image = element('img');
  const frame = element('span', 'note-image', image);
  tellTarget(frame, link, host);
  const key = imageKey(host.source, link.form, nameOf(link));
  image.draggable = false;
  image.referrerPolicy = 'no-referrer';
  image.decoding = 'async';
  reserve(image, width, height, host.cache.sizes.get(key));
  const measured = (size: Size) => {
    host.cache.sizes.set(key, size);
    reserve(image, width, height, size);
    host.resized();
  };
  image.addEventListener('load', () => measured({ width: image.naturalWidth, height: image.naturalHeight }));
  const missing = () => showMissing(frame, link.target, 'editor.missingImage', host);
  image.addEventListener('error', missing);
  imageAddress(link, host, measured).then((url) => {
    // Not before: an image that has words and no address takes the room of its words.
    image.alt = alt;
    image.src = url;
  }, missing);
  return frame;
}

/** Tells the size of the image as its file says it, before any of it is loaded. */
async function imageAddress(
  link: EmbedLink,
  host: RenderHost,
  measured: (size: Size) => void,
): Promise<string> {
  if (link.form === 'external') return embedAddress(link, host);
  const { path, size } = await embeddedFile({ ...link, form: link.form }, host);
  if (size) measured(size);
  return host.attachmentUrl(path);
}

/** The attributes give a browser the ratio before it has the image. */
function reserve(
  image: HTMLImageElement,
  width: number | undefined,
  height: number | undefined,
  natural: { width: number; height: number } | undefined,
): void {
  const ratio = natural && natural.width > 0 ? natural.height / natural.width : undefined;
  const shown = width ?? natural?.width;
  if (shown) image.width = shown;
  const tall = height ?? (shown && ratio ? Math.round(shown * ratio) : undefined);
  if (tall) image.height = tall;
  image.classList.toggle('note-image-exact', width !== undefined && height !== undefined);
}

/** Sound or film with the browser's own controls. Nothing plays by itself. */
export function drawMedia(
  link: EmbedLink,
  kind: 'audio' | 'video',
  label: string,
  host: RenderHost,
): HTMLElement {
  const player = element(kind);
  player.controls = true;
  player.preload = 'metadata';
  const { width } = imageText(label);
  if (width && player instanceof HTMLVideoElement) player.width = width;
  const frame = element('span', `note-media note-media-${kind}`, player);
  const missing = () => showMissing(frame, link.target, 'editor.missingFile', host);
  player.addEventListener('error', missing);
  player.addEventListener('loadedmetadata', () => host.resized());
  const time = /#(t=[\d.,]+)$/.exec(link.target)?.[1];
  embedAddress(link, host).then((url) => {
    player.src = time ? `${url}#${time}` : url;
  }, missing);
  host.signal.addEventListener('abort', () => player.pause(), { once: true });
  return frame;
}

export function showMissing(
  frame: HTMLElement,
  target: string,
  words: 'editor.missingImage' | 'editor.missingFile',
  host: RenderHost,
): void {
  frame.classList.add('note-image-missing');
  frame.replaceChildren(host.t(words), ' ', element('span', 'note-image-target', target));
  host.resized();
}
