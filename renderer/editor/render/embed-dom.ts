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
      : outside(link.target, host);
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

/** What is on the web stays there: the app talks to no server. A click shows it in the browser. */
function outside(target: string, host: RenderHost): HTMLElement {
  const address = element('span', 'note-image-target', target);
  const frame = element('span', 'note-image note-image-missing', host.t('editor.remoteImage'), ' ', address);
  if (!isSafeAddress(target)) return frame;
  const open = () => {
    const place = { kind: 'external', form: 'markdown', path: undefined, line: undefined } as const;
    host.openLink({ ...place, target, source: host.source }, { beside: false, create: false });
  };
  frame.append(' ', button(host.t('editor.openInBrowser'), 'note-inline-button', open));
  return frame;
}

function fileCard(link: EmbedLink, host: RenderHost): HTMLElement {
  const name = linkElement(link, host);
  name.append(link.target.replace(/^.*\//, ''));
  return element('span', 'note-file', name);
}
