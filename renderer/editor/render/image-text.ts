/** What stands between the brackets of an image: its text, and the size in CSS pixels where it has one. */
export interface ImageText {
  alt: string;
  width: number | undefined;
  height: number | undefined;
}

const sizeForm = /^(\d{1,5})(?:x(\d{1,5}))?$/;

/** Read `alt|300`, `300x200` or `alt`, as Obsidian does. */
export function imageText(text: string): ImageText {
  const bar = text.lastIndexOf('|');
  const size = sizeForm.exec(text.slice(bar + 1).trim());
  if (!size) return { alt: text, width: undefined, height: undefined };
  const height = size[2] === undefined ? undefined : Number(size[2]);
  return { alt: bar < 0 ? '' : text.slice(0, bar), width: Number(size[1]), height };
}

/** What stands between the brackets in the source of an image or embed. */
export function imageLabel(source: string, wiki: boolean): string {
  if (wiki) return source.includes('|') ? source.slice(source.indexOf('|') + 1, -2) : '';
  return source.slice(2, Math.max(2, source.lastIndexOf('](')));
}

/** The source of an image with another width; a height that it had follows from the width then. */
export function withWidth(source: string, wiki: boolean, width: number): string {
  const label = imageLabel(source, wiki);
  const { alt, width: had } = imageText(label);
  const size = String(Math.round(width));
  if (wiki) {
    const end = source.includes('|') ? source.indexOf('|') : source.length - 2;
    const escaped = source[end - 1] === '\\';
    const bar = escaped ? '\\|' : '|';
    return `${source.slice(0, escaped ? end - 1 : end)}${alt ? `${bar}${alt}` : ''}${bar}${size}]]`;
  }
  const rest = source.slice(2 + label.length);
  const bare = had !== undefined && !label.includes('|');
  return `![${bare || label === '' ? size : `${alt}|${size}`}${rest}`;
}

export const imageName = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i;
export const audioName = /\.(?:flac|m4a|mp3|oga|ogg|opus|wav|3gp)$/i;
export const videoName = /\.(?:m4v|mkv|mov|mp4|ogv|webm)$/i;
export const pdfName = /\.pdf$/i;

export type EmbedKind = 'image' | 'audio' | 'video' | 'pdf' | 'note' | 'file';

/** What an embed of this target shows, by the name of its file; one without an ending is a note. */
export function embedKind(target: string): EmbedKind {
  const name = target.replace(/#.*$/s, '').trim();
  if (imageName.test(name)) return 'image';
  if (audioName.test(name)) return 'audio';
  if (videoName.test(name)) return 'video';
  if (pdfName.test(name)) return 'pdf';
  return /\.(?:canvas|base|excalidraw|zip|docx?|xlsx?|pptx?)$/i.test(name) ? 'file' : 'note';
}
