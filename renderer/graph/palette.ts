export type Rgb = readonly [red: number, green: number, blue: number];

/** The colours of a graph, from the tokens of the theme. */
export interface Palette {
  paper: Rgb;
  ink: string;
  /** Labels of what is not looked at. */
  soft: string;
  line: Rgb;
  accent: Rgb;
  note: Rgb;
  topic: Rgb;
  tag: Rgb;
  quiet: Rgb;
  groups: readonly Rgb[];
  font: string;
}

/**
 * Read the tokens as they hold for an element.
 * @param groups names of the tokens of the groups, in their order
 */
export function readPalette(element: Element, groups: readonly string[]): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const rgb = (name: string) => parseHex(token(name));
  return {
    paper: rgb('paper'),
    ink: token('ink'),
    soft: token('ink-2'),
    line: rgb('graph-line'),
    accent: rgb('accent'),
    note: rgb('graph-note'),
    topic: rgb('topic'),
    tag: rgb('ink-2'),
    quiet: rgb('line-2'),
    groups: groups.map(rgb),
    font: token('font-ui'),
  };
}

/** `#rrggbb` or `#rgb`; black where it is neither. */
export function parseHex(hex: string): Rgb {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex)?.[1] ?? '000000';
  const pair = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(pair.slice(at, at + 2), 16)) as unknown as Rgb;
}
