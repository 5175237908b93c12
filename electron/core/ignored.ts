import type { Json } from '../../shared/contract/api.ts';
import { fold } from '../../shared/text/fold.ts';
import type { FileChange } from '../disk/file-change.ts';
import type { SettingsFile } from '../vault/settings.ts';

/** How much text of the line on each side makes a place known again after the note around it has changed. */
const around = 12;

export interface MentionPlace {
  target: string;
  name: string;
  source: string;
  text: string;
  from: number;
  to: number;
}

type Lists = { [key: string]: string[] };

/**
 * "Not this one" (kept per note, by the text around the place) and "never for this topic" (per name), in the vault's
 * settings: they are a person's decisions and must survive the index.
 */
export function createIgnored(settings: SettingsFile) {
  const section = (key: 'never' | 'places'): Lists => lists(settings.read().mentions[key]);

  function withLists(changed: Partial<Record<'never' | 'places', Lists>>): { mentions: Json } {
    const mentions = settings.document().mentions;
    const rest =
      typeof mentions === 'object' && mentions !== null && !Array.isArray(mentions) ? mentions : {};
    return { mentions: { ...rest, ...changed } };
  }

  function add(key: 'never' | 'places', at: string, entry: string): void {
    const value = section(key);
    const list = value[at] ?? [];
    if (!list.includes(entry)) settings.write(withLists({ [key]: { ...value, [at]: [...list, entry] } }));
  }

  function remove(key: 'never' | 'places', at: string, entry: string): void {
    const { [at]: list = [], ...others } = section(key);
    const rest = list.filter((one) => one !== entry);
    settings.write(withLists({ [key]: rest.length > 0 ? { ...others, [at]: rest } : others }));
  }

  /** How many places were put aside for each topic in each note. */
  function placesBySource(): { source: string; target: string; count: number }[] {
    return Object.entries(section('places')).flatMap(([source, marks]) => {
      const targets = Map.groupBy(marks, (entry) => entry.slice(0, entry.indexOf('\n')));
      return [...targets].map(([target, list]) => ({ source, target, count: list.length }));
    });
  }

  return {
    /** A test with the settings as they are now. */
    filter(): (place: MentionPlace) => boolean {
      const never = section('never');
      const places = section('places');
      return (place) =>
        (never[place.target]?.includes(fold(place.name)) ?? false) ||
        (places[place.source]?.includes(entryOf(place)) ?? false);
    },
    never: () => section('never'),
    /** How many places were put aside for each topic. */
    placeCounts(): Map<string, number> {
      const counts = new Map<string, number>();
      for (const { target, count } of placesBySource()) counts.set(target, (counts.get(target) ?? 0) + count);
      return counts;
    },
    placesBySource,
    /** What was decided about a topic: names that never mean it, and places that do not. */
    about(target: string): { names: string[]; places: { source: string; mark: string }[] } {
      const begins = `${target}\n`;
      const places = Object.entries(section('places')).flatMap(([source, marks]) =>
        marks
          .filter((entry) => entry.startsWith(begins))
          .map((entry) => ({ source, mark: entry.slice(begins.length) })),
      );
      return { names: section('never')[target] ?? [], places };
    },
    /** Take a decision back. */
    allowName: (target: string, name: string) => remove('never', target, fold(name)),
    allowPlace: (target: string, source: string, marked: string) =>
      remove('places', source, `${target}\n${marked}`),
    ignoreName: (target: string, name: string) => add('never', target, fold(name)),
    /** @returns the mark that `allowPlace` takes it back by */
    ignorePlace(place: MentionPlace): string {
      add('places', place.source, entryOf(place));
      return markOf(place);
    },
    /** How decisions follow moved notes: a part of the move itself, so that both are done or neither. */
    planMoved(moves: readonly { from: string; to: string }[]): FileChange['writes'] {
      const names = new Map(moves.map(({ from, to }) => [from, to]));
      const rename = (path: string) => names.get(path) ?? path;
      const never = section('never');
      const places = section('places');
      const inMarks = (list: string[]) => list.map((entry) => entry.replace(/^[^\n]*/, rename));
      const changed: Partial<Record<'never' | 'places', Lists>> = {};
      if (Object.keys(never).some((path) => names.has(path))) {
        changed.never = Object.fromEntries(Object.entries(never).map(([path, list]) => [rename(path), list]));
      }
      const renamed = Object.fromEntries(
        Object.entries(places).map(([path, list]) => [rename(path), inMarks(list)]),
      );
      if (JSON.stringify(renamed) !== JSON.stringify(places)) changed.places = renamed;
      return Object.keys(changed).length > 0 ? [settings.planWrite(withLists(changed))] : [];
    },
  };
}

export type Ignored = ReturnType<typeof createIgnored>;

const entryOf = (place: MentionPlace) => `${place.target}\n${markOf(place)}`;

/** What a place is known again by: the text that stands around it. */
function markOf({ text, from, to }: MentionPlace): string {
  const before = text.slice(Math.max(0, from - around), from).replace(/^[\s\S]*\n/, '');
  const after = text.slice(to, to + around).replace(/\r?\n[\s\S]*$/, '');
  return `${before}|${text.slice(from, to)}|${after}`;
}

function lists(value: { [key: string]: Json }): Lists {
  const out: Lists = {};
  for (const [key, list] of Object.entries(value)) {
    if (Array.isArray(list)) out[key] = list.filter((entry) => typeof entry === 'string');
  }
  return out;
}
