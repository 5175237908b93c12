import { isExternal, isSafeAddress } from '../link-at.ts';
import { button, element } from './dom.ts';
import type { EmbedLink } from './embed-link.ts';
import { embedKind, imageLabel } from './image-text.ts';
import { linkElement } from './link-dom.ts';
import { drawImage, drawMedia } from './media-dom.ts';
import { drawNoteEmbed } from './note-embed-dom.ts';
import { drawPdf } from './pdf-dom.ts';
import type { RenderHost } from './render-host.ts';

/** Draw what an embed or image stands for. `source` is all of it, from `!` on. */
export function drawEmbed(link: EmbedLink, source: string, host: RenderHost): HTMLElement {
  const label = imageLabel(source, source.startsWith('![['));
  if (link.form === 'external' || isExternal(link.target)) {
    return isImageData(link.target)
      ? drawImage({ form: 'external', target: link.target }, label, host)
      : outside(link.target, label, host);
  }
  const kind = embedKind(link.target);
  if (kind === 'image') return drawImage(link, label, host);
  if (kind === 'audio' || kind === 'video') return drawMedia(link, kind, label, host);
  if (kind === 'pdf') return drawPdf(link, host);
  if (kind === 'file') return fileCard(link, host);
  return drawNoteEmbed(link, host);
}

/** An image that is written out in the text itself. One of SVG shows in an image without its scripts. */
function isImageData(target: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(target);
}

/** What is on the web stays there until it is asked for: its server would learn of each look at the note. */
function outside(target: string, label: string, host: RenderHost): HTMLElement {
  const image = () => drawImage({ form: 'external', target }, label, host);
  const loads = /^https?:\/\//i.test(target);
  if (loads && (host.remoteImages || host.cache.web.get(target) !== undefined)) return image();
  const address = element('span', 'note-image-target', target);
  const sign = element('span', 'note-image note-image-missing', host.t('editor.remoteImage'), ' ', address);
  // The editor holds on to the outermost element: what it shows is put into that.
  const frame = element('span', '', sign);
  if (!isSafeAddress(target)) return frame;
  const load = () => {
    frame.replaceChildren(image());
    host.resized();
  };
  const open = () => {
    const place = { kind: 'external', form: 'markdown', path: undefined, line: undefined } as const;
    host.openLink({ ...place, target, source: host.source }, { create: false });
  };
  if (loads) sign.append(' ', button(host.t('editor.loadImage'), 'note-inline-button', load));
  sign.append(' ', button(host.t('editor.openInBrowser'), 'note-inline-button', open));
  return frame;
}

function fileCard(link: EmbedLink, host: RenderHost): HTMLElement {
  const name = linkElement(link, host);
  name.append(link.target.replace(/^.*\//, ''));
  return element('span', 'note-file', name);
}
