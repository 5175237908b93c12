import { type EditorView, WidgetType } from '@codemirror/view';
import { editorHost, hostWords } from '../host.ts';
import { isExternal } from '../link-at.ts';

export interface ImageSource {
  form: 'wiki' | 'markdown' | 'external';
  target: string;
  alt: string;
  width: number | undefined;
  height: number | undefined;
}

const sizeForm = /^(\d{1,5})(?:x(\d{1,5}))?$/;

/** Read `alt|300`, `300x200` or `alt` as what stands between the brackets of an image. */
export function imageText(text: string): Pick<ImageSource, 'alt' | 'width' | 'height'> {
  const bar = text.lastIndexOf('|');
  const size = sizeForm.exec(text.slice(bar + 1).trim());
  if (!size) return { alt: text, width: undefined, height: undefined };
  const height = size[2] === undefined ? undefined : Number(size[2]);
  return { alt: bar < 0 ? '' : text.slice(0, bar), width: Number(size[1]), height };
}

export const imageName = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i;

/** An image of the vault, or a placeholder for one from the web. */
export class ImageWidget extends WidgetType {
  private readonly source: ImageSource;

  constructor(source: ImageSource) {
    super();
    this.source = source;
  }

  override eq({ source }: ImageWidget): boolean {
    const mine = this.source;
    return (
      source.target === mine.target &&
      source.form === mine.form &&
      source.alt === mine.alt &&
      source.width === mine.width &&
      source.height === mine.height
    );
  }

  toDOM(view: EditorView): HTMLElement {
    const frame = document.createElement('span');
    frame.className = 'note-image';
    const host = view.state.facet(editorHost);
    if (isExternal(this.source.target) && !(host?.remoteImages && /^https?:/i.test(this.source.target))) {
      return placeholder(frame, hostWords(host)('editor.remoteImage'), this.source.target);
    }
    const image = document.createElement('img');
    image.alt = this.source.alt;
    if (this.source.width) image.width = this.source.width;
    if (this.source.height) image.height = this.source.height;
    image.referrerPolicy = 'no-referrer';
    image.draggable = false;
    image.addEventListener('load', () => view.requestMeasure());
    const missing = () => {
      image.remove();
      placeholder(frame, hostWords(host)('editor.missingImage'), this.source.target);
      view.requestMeasure();
    };
    image.addEventListener('error', missing);
    frame.append(image);
    this.address(view).then((url) => {
      image.src = url;
    }, missing);
    return frame;
  }

  override ignoreEvent(): boolean {
    return false;
  }

  private async address(view: EditorView): Promise<string> {
    const { target, form } = this.source;
    const host = view.state.facet(editorHost);
    if (form === 'external' || !host) return target;
    const source = host.document.path;
    const found = await host.client.call('link.resolve', { source, target, kind: form });
    if (found.path === null) throw new Error(`No such image: ${target}`);
    return host.attachmentUrl(found.path);
  }
}

function placeholder(frame: HTMLElement, text: string, target: string): HTMLElement {
  frame.classList.add('note-image-missing');
  const address = document.createElement('span');
  address.className = 'note-image-target';
  address.textContent = target;
  frame.append(`${text} `, address);
  return frame;
}
