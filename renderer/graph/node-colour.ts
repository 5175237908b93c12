import type { Palette, Rgb } from './palette.ts';
import { type Picture, shapes } from './picture.ts';

/** The colour in which a node is drawn; the more neighbours a topic has, the deeper it is. */
export function nodeColour(picture: Picture, node: number, palette: Palette): Rgb {
  const colour = colourOf(picture, node, palette);
  if (!picture.topics[node] || palette.groups[picture.groups[node] as number]) return colour;
  const strength = Math.min(1, 0.5 + Math.sqrt(picture.degrees[node] as number) * 0.1);
  const [red, green, blue] = colour.map((to, at) =>
    Math.round((palette.paper[at] as number) * (1 - strength) + to * strength),
  ) as [number, number, number];
  return [red, green, blue];
}

/** The colour of its group, else that of what it is. */
function colourOf({ groups, kinds, topics }: Picture, node: number, palette: Palette): Rgb {
  const group = palette.groups[groups[node] as number];
  if (group) return group;
  if (kinds[node] === shapes.tag) return palette.tag;
  if (kinds[node] === shapes.attachment) return palette.quiet;
  return topics[node] || kinds[node] === shapes.missing ? palette.topic : palette.note;
}
