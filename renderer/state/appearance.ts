import * as v from 'valibot';
import { lookTokens, lookValues, plainLook, type VaultLook } from './vault-look.ts';

/** What a person prefers on this machine. */
const appearanceSchema = v.object({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.optional(v.picklist(['system', 'en', 'zh-CN']), 'system'),
  /** Text at most so many pixels wide (`lineWidth`); off: as wide as the page. */
  readableWidth: v.optional(v.boolean(), true),
  lineWidth: v.optional(v.pipe(v.number(), v.minValue(480), v.maxValue(1200)), 720),
  /** Turn full-width marks into Markdown's where those were meant. */
  meantMarks: v.optional(v.boolean(), true),
  /** Close brackets as they are opened, and put marks round what is selected. */
  autoPairs: v.optional(v.boolean(), true),
  /** Mark other notes' names in the text. Undefined: as the vault's settings say. */
  mentionMarks: v.optional(v.boolean()),
  focusMode: v.optional(v.boolean(), false),
  typewriter: v.optional(v.boolean(), false),
  spellcheck: v.optional(v.boolean(), true),
  lineNumbers: v.optional(v.boolean(), false),
  /** Load images from the web as notes are shown. */
  webImages: v.optional(v.boolean(), false),
  /** Undefined: as the vault's `.obsidian` says. */
  vim: v.optional(v.boolean()),
  /** Keys that were chosen for commands, by id; an empty list takes the key away. */
  hotkeys: v.optional(v.record(v.string(), v.array(v.string())), {}),
  textSize: v.optional(v.pipe(v.number(), v.minValue(12), v.maxValue(24)), 16),
  /** The accent colour and the fonts that the vault is set to in Obsidian. */
  vaultLook: v.optional(v.boolean(), true),
});

export type Appearance = v.InferOutput<typeof appearanceSchema>;

/** What was kept; a value that is none is as it comes, and costs no other. */
export function readAppearance(json: unknown): Appearance {
  const parsed = v.safeParse(appearanceSchema, json ?? {});
  if (parsed.success) return parsed.output;
  const wrong = new Set(parsed.issues.map(({ path }) => path?.[0].key));
  const known =
    typeof json === 'object' && json !== null && !wrong.has(undefined) ? Object.entries(json) : [];
  return v.parse(appearanceSchema, Object.fromEntries(known.filter(([key]) => !wrong.has(key))));
}

export function themeToShow(theme: Appearance['theme'], systemDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return systemDark ? 'dark' : 'light';
  return theme;
}

/** Put the appearance on the page; the style sheets do the rest. */
export function applyAppearance(
  root: HTMLElement,
  appearance: Appearance,
  look: VaultLook,
  systemDark: boolean,
): void {
  const theme = themeToShow(appearance.theme, systemDark);
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
  root.style.setProperty('--measure', appearance.readableWidth ? `${appearance.lineWidth}px` : '100%');
  root.style.setProperty('--text-page', `${appearance.textSize}px`);
  const values = lookValues(appearance.vaultLook ? look : plainLook, theme);
  for (const token of lookTokens) root.style.setProperty(`--${token}`, values[token] ?? null);
}
