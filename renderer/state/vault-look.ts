/** The accent colour and the fonts that a vault is set to in Obsidian, as values of our tokens. */
import type { Result } from '../../shared/contract/api.ts';

export type VaultLook = Pick<Result<'settings.editor'>, 'accent' | 'fonts'>;

export const plainLook: VaultLook = { accent: null, fonts: { ui: [], text: [], code: [] } };

export function hasLook({ accent, fonts }: VaultLook): boolean {
  return accent !== null || Object.values(fonts).some((names) => names.length > 0);
}

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';

/** Of each theme: the page, what of all that text stands on is nearest to the text, the text, and what fills in white. */
const themes: Record<Theme, { paper: string; nearest: string; ink: string }> = {
  light: { paper: '#fdfcfa', nearest: '#ece9e3', ink: '#23211d' },
  dark: { paper: '#1b1b1d', nearest: '#2c2c30', ink: '#e6e3dd' },
};

/** WCAG AA for text. */
const readable = 4.5;
/** Every token that a vault may set. */
export const lookTokens = [
  'accent',
  'accent-ink',
  'accent-soft',
  'link',
  'select',
  'font-ui',
  'font-text',
  'font-code',
] as const;

/** What the tokens are set to; those that are not named stay as they come. */
export function lookValues({ accent, fonts }: VaultLook, theme: Theme): Partial<Record<Token, string>> {
  return {
    ...(accent !== null && accentValues(toRgb(accent), theme)),
    ...family('font-ui', fonts.ui, '--own-ui'),
    ...family('font-text', fonts.text, '--font-ui'),
    ...family('font-code', fonts.code, '--own-code'),
  };
}

type Token = (typeof lookTokens)[number];

function family(token: Token, names: readonly string[], after: string): Partial<Record<Token, string>> {
  if (names.length === 0) return {};
  return { [token]: [...names.map((name) => JSON.stringify(name)), `var(${after})`].join(', ') };
}

/** The colour goes towards that of the text as far as it takes to be read. */
function accentValues(colour: Rgb, theme: Theme): Partial<Record<Token, string>> {
  const [paper, nearest, ink] = [themes[theme].paper, themes[theme].nearest, themes[theme].ink].map(
    toRgb,
  ) as [Rgb, Rgb, Rgb];
  const steps = Array.from({ length: 21 }, (_, step) => mix(colour, ink, step / 20));
  const fits = (each: Rgb) =>
    [nearest, mix(paper, each, 0.12)].every((ground) => contrast(each, ground) >= readable);
  const accent = steps.find(fits) ?? ink;
  const on = [toRgb('#ffffff'), toRgb('#111111')].sort((a, b) => contrast(b, accent) - contrast(a, accent));
  return {
    accent: toHex(accent),
    'accent-ink': toHex(on[0] as Rgb),
    'accent-soft': toHex(mix(paper, accent, 0.12)),
    link: toHex(accent),
    select: toHex(mix(paper, accent, 0.25)),
  };
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
  return from.map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * part)) as unknown as Rgb;
}

/** By WCAG: 1 for the same colour, 21 for black on white. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function toRgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

const toHex = (colour: Rgb) => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
