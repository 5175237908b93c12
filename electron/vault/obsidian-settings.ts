/** What `.obsidian/` says of how things are shown, in our terms. Its files are read and never written. */
import type { Json } from '../../shared/contract/api.ts';
import { type JsonObject, object, strings, text } from './json-value.ts';

/** Reads a file of `.obsidian/`; undefined where it is not there, or broken. */
type Files = (name: string) => JsonObject | undefined;

/** null where nothing is said. */
export interface ObsidianEditor {
  vim: boolean | null;
  tabSize: number | null;
  useTab: boolean | null;
  /** How notes are shown at first. */
  mode: 'live' | 'source' | 'reading' | null;
  /** Whether properties stand above a note as a table, not at all, or as their source. */
  properties: 'visible' | 'hidden' | 'source' | null;
  /** Whether a line break within a paragraph is a space where notes are read, as in CommonMark. */
  strictLineBreaks: boolean | null;
  theme: 'system' | 'light' | 'dark' | null;
  /** Pixels. */
  textSize: number | null;
  /** `#rrggbb` */
  accent: string | null;
  /** Names of families, before our own. */
  fonts: { ui: string[]; text: string[]; code: string[] };
  /** Chords such as `Mod+Shift+F`, by Obsidian's ids of commands. */
  hotkeys: { [command: string]: string[] };
}

/** How its graph of the whole vault is shown. */
export interface ObsidianGraph {
  query: string;
  tags: boolean;
  attachments: boolean;
  unresolved: boolean;
  orphans: boolean;
  /** The colour from 0x000000 to 0xffffff. */
  groups: { query: string; colour: number }[];
  /** Times what is usual. */
  nodeSize: number;
  distance: number;
  repel: number;
}

const themes = { obsidian: 'dark', moonstone: 'light', system: 'system' } as const;

export function obsidianEditor(file: Files): ObsidianEditor {
  const app = file('app.json');
  const look = file('appearance.json');
  const shown = app?.propertiesInDocument;
  return {
    vim: flag(app?.vimMode) ?? null,
    tabSize: typeof app?.tabSize === 'number' ? within(Math.round(app.tabSize), 1, 8) : null,
    useTab: flag(app?.useTab) ?? null,
    mode: startMode(app),
    properties: shown === 'visible' || shown === 'hidden' || shown === 'source' ? shown : null,
    strictLineBreaks: flag(app?.strictLineBreaks) ?? null,
    theme: Object.entries(themes).find(([name]) => name === look?.theme)?.[1] ?? null,
    textSize: typeof look?.baseFontSize === 'number' ? within(Math.round(look.baseFontSize), 12, 24) : null,
    accent: /^#[\da-f]{6}$/i.exec(text(look?.accentColor, ''))?.[0] ?? null,
    fonts: {
      ui: families(look?.interfaceFontFamily),
      text: families(look?.textFontFamily),
      code: families(look?.monospaceFontFamily),
    },
    hotkeys: hotkeys(file('hotkeys.json')),
  };
}

/** `Inter, "Noto Serif"` by its names; `??` is what Obsidian writes for none. */
function families(list: Json | undefined): string[] {
  const names = text(list, '')
    .split(',')
    .map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return names.filter((name) => name !== '' && name !== '??');
}

function startMode(app: JsonObject | undefined): ObsidianEditor['mode'] {
  if (app?.defaultViewMode === 'preview') return 'reading';
  if (app?.livePreview === false) return 'source';
  return app?.livePreview === true ? 'live' : null;
}

/** `{"command": [{"modifiers": ["Mod"], "key": "P"}]}` as chords: `Mod+P`. */
function hotkeys(file: JsonObject | undefined): ObsidianEditor['hotkeys'] {
  const chord = (entry: Json): string[] => {
    const { modifiers, key } = object(entry);
    if (typeof key !== 'string' || key === '') return [];
    const held = ['Mod', 'Ctrl', 'Alt', 'Shift'].filter((name) => strings(modifiers).includes(name));
    return [[...held, key === ' ' ? 'Space' : key].join('+')];
  };
  const entries = Object.entries(file ?? {}).filter((entry): entry is [string, Json[]] =>
    Array.isArray(entry[1]),
  );
  return Object.fromEntries(entries.map(([id, list]) => [id, list.flatMap(chord)]));
}

/** Its link distance and repelling force where nobody changed them. */
const usual = { distance: 250, repel: 10 };

/** Undefined where its graph was never changed. What is not said is as there: no tags, no files, all that is linked. */
export function obsidianGraph(file: Files): ObsidianGraph | undefined {
  const graph = file('graph.json');
  if (!graph) return undefined;
  const times = (value: Json | undefined, one: number) =>
    typeof value === 'number' ? within(value / one, 0.25, 4) : 1;
  return {
    query: text(graph.search, ''),
    tags: flag(graph.showTags) ?? false,
    attachments: flag(graph.showAttachments) ?? false,
    unresolved: !(flag(graph.hideUnresolved) ?? false),
    orphans: flag(graph.showOrphans) ?? true,
    groups: groups(graph.colorGroups),
    nodeSize: times(graph.nodeSizeMultiplier, 1),
    distance: times(graph.linkDistance, usual.distance),
    repel: times(graph.repelStrength, usual.repel),
  };
}

function groups(list: Json | undefined): ObsidianGraph['groups'] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one) => {
    const { query, color } = object(one);
    const { rgb } = object(color);
    if (typeof query !== 'string' || query.trim() === '') return [];
    return [{ query, colour: typeof rgb === 'number' ? within(Math.round(rgb), 0, 0xffffff) : 0 }];
  });
}

const flag = (value: Json | undefined) => (typeof value === 'boolean' ? value : undefined);
const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
