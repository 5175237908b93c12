import type { Palette } from './palette.ts';

/** Pixels of the page that a name takes, its rim included. */
export const labelHeight = 18;
/** So many pictures are kept. */
const most = 1000;
/** Room for the rim of paper around the letters. */
const rim = 4;

export interface LabelLook {
  palette: Palette;
  /** Pixels of the screen to one of the page. */
  ratio: number;
}

export interface LabelSprites {
  /** Pixels of the page that a name is wide, its rim included. */
  width(text: string, look: LabelLook): number;
  picture(text: string, strong: boolean, look: LabelLook): ImageBitmap;
}

/** Names as pictures, each drawn once: letters with a rim are dear, and a graph in motion shows the same ones again. */
export function createLabelSprites(): LabelSprites {
  const probe = new OffscreenCanvas(1, 1).getContext('2d');
  const widths = new Map<string, number>();
  const pictures = new Map<string, ImageBitmap>();
  let drawnFor = '';

  function follow({ palette, ratio }: LabelLook): void {
    const look = `${ratio} ${palette.font} ${palette.ink} ${palette.soft} ${palette.paper}`;
    if (look === drawnFor && pictures.size < most) return;
    drawnFor = look;
    for (const picture of pictures.values()) picture.close();
    pictures.clear();
    widths.clear();
    if (probe) probe.font = font(palette);
  }

  function width(text: string, look: LabelLook): number {
    follow(look);
    const known = widths.get(text) ?? Math.ceil(probe?.measureText(text).width ?? 0) + rim * 2;
    widths.set(text, known);
    return known;
  }

  function draw(text: string, strong: boolean, look: LabelLook): ImageBitmap {
    const { palette, ratio } = look;
    const size = [width(text, look), labelHeight].map((side) => Math.ceil(side * ratio));
    const canvas = new OffscreenCanvas(size[0] as number, size[1] as number);
    const context = canvas.getContext('2d');
    if (context) {
      context.scale(ratio, ratio);
      context.font = font(palette);
      context.textBaseline = 'top';
      context.lineJoin = 'round';
      context.lineWidth = 3;
      context.strokeStyle = `rgb(${palette.paper.join(' ')} / 85%)`;
      context.strokeText(text, rim, 2);
      context.fillStyle = strong ? palette.ink : palette.soft;
      context.fillText(text, rim, 2);
    }
    return canvas.transferToImageBitmap();
  }

  return {
    width,
    picture(text, strong, look) {
      follow(look);
      const key = `${strong} ${text}`;
      const known = pictures.get(key) ?? draw(text, strong, look);
      pictures.set(key, known);
      return known;
    },
  };
}

const font = (palette: Palette) => `12px ${palette.font}`;
