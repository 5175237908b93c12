/** What the palette offers for what was typed. */
import type { Result } from '../../shared/contract/api.ts';
import { dirname, stem } from '../../shared/text/path.ts';
import { placePath } from './place.ts';
import type { PaletteMode } from './session.ts';
import type { Workspace } from './workspace.ts';

type Range = [number, number];
export type Found = Result<'switch.query'>[number];

export type PaletteRow =
  | {
      kind: 'note';
      key: string;
      path: string;
      text: string;
      ranges: Range[];
      /** The note's name, where another text of it matched. */
      name: string | undefined;
      folder: string;
      via: Found['via'];
      /** Of a heading. */
      line: number | undefined;
    }
  | { kind: 'command'; key: string; id: string; text: string; ranges: Range[]; chord: string | undefined }
  | { kind: 'tab'; key: string; id: number; text: string; ranges: Range[]; topic: boolean }
  | { kind: 'topic'; key: string; path: string; text: string; ranges: Range[]; count: number }
  | { kind: 'match'; key: string; path: string; title: string; line: number; text: string; ranges: Range[] }
  | { kind: 'create'; key: string; name: string }
  | { kind: 'search'; key: string; query: string }
  | { kind: 'title'; key: string };

/** A `>` in front asks for commands, an `@` for the headings of the note in front, whatever the palette was opened for. */
export function readPaletteInput(mode: PaletteMode, input: string): { mode: PaletteMode; query: string } {
  if (mode !== 'commands' && mode !== 'tabs' && input.startsWith('@')) {
    return { mode: 'symbols', query: input.slice(1).trim() };
  }
  if (mode !== 'commands' && input.startsWith('>')) return { mode: 'commands', query: input.slice(1).trim() };
  return { mode, query: input.replace(/^>/, '').trim() };
}

export interface TextMatch {
  score: number;
  ranges: Range[];
}

/** How well `query` fits `text`: as a part of it, best at a start of a word, else letter by letter in order. */
export function matchText(text: string, query: string): TextMatch | undefined {
  if (query === '') return { score: 0, ranges: [] };
  const lower = text.toLowerCase();
  const wanted = query.toLowerCase();
  const at = lower.indexOf(wanted);
  if (at >= 0) {
    const wordStart = at === 0 || /[\s:：]/.test(lower[at - 1] ?? '');
    return { score: (at === 0 ? 300 : wordStart ? 200 : 100) - at, ranges: [[at, at + wanted.length]] };
  }
  return matchLetters(lower, wanted.replace(/\s+/g, ''));
}

function matchLetters(text: string, letters: string): TextMatch | undefined {
  const ranges: Range[] = [];
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return undefined;
    const last = ranges.at(-1);
    if (last && last[1] === at) last[1] = at + letter.length;
    else ranges.push([at, at + letter.length]);
    from = at + letter.length;
  }
  return { score: -ranges.length - (ranges[0]?.[0] ?? 0) / 100, ranges };
}

/** Those that fit, best first; `texts` are what can be matched, the first of them is what is shown. */
export function rankTexts<T>(
  items: readonly T[],
  query: string,
  texts: (item: T) => readonly [string, ...string[]],
): { item: T; ranges: Range[] }[] {
  const fits = items.flatMap((item) => {
    const [shown, ...others] = texts(item);
    const best = matchText(shown, query);
    if (best) return [{ item, ranges: best.ranges, score: best.score }];
    const other = others.map((text) => matchText(text, query)).find((match) => match !== undefined);
    return other ? [{ item, ranges: [], score: other.score - 50 }] : [];
  });
  return fits.sort((a, b) => b.score - a.score).map(({ item, ranges }) => ({ item, ranges }));
}

export function noteRow(found: Found): Extract<PaletteRow, { kind: 'note' }> {
  const text = found.matched || found.name;
  return {
    kind: 'note',
    key: `note ${found.path} ${found.via} ${text} ${found.line ?? ''}`,
    path: found.path,
    text,
    ranges: found.ranges,
    name: text === found.name ? undefined : found.name,
    folder: dirname(found.path),
    via: found.via,
    line: found.line,
  };
}

/** Notes that were looked at, the last one first, without the one in front. */
export function lookedAt({ history, at }: Pick<Workspace, 'history' | 'at'>, most: number): string[] {
  const visits = history.slice(0, at + 1).reverse();
  const notes = visits.flatMap((place) =>
    place.kind === 'note' || place.kind === 'topic' ? [place.path] : [],
  );
  const [front] = visits;
  const inFront = front && placePath(front);
  return [...new Set(notes)].filter((path) => path !== inFront).slice(0, most);
}

/** Those that were looked at, the last one first, then those changed last. */
export function recentFirst(changed: readonly Found[], looked: readonly string[]): Found[] {
  const known = new Map(changed.map((found) => [found.path, found]));
  const first = looked.map((path) => known.get(path) ?? foundAt(path));
  return [...first, ...changed.filter(({ path }) => !looked.includes(path))];
}

function foundAt(path: string): Found {
  const name = stem(path);
  return { path, name, title: name, score: 0, via: 'name', matched: name, ranges: [] };
}

/** Whether a note of just this name is among those found: then there is none to create. */
export function hasExactName(found: readonly Found[], query: string): boolean {
  const wanted = query.normalize('NFC').toLowerCase();
  return found.some((each) => each.name.normalize('NFC').toLowerCase() === wanted);
}

/** The row that the ring goes to with a key; titles are stepped over. */
export function nextPick(rows: readonly PaletteRow[], from: number, step: 1 | -1): number {
  for (let count = 1; count <= rows.length; count++) {
    const index = (from + step * count + rows.length * 2) % rows.length;
    if (rows[index] && rows[index].kind !== 'title') return index;
  }
  return -1;
}

export function firstPick(rows: readonly PaletteRow[]): number {
  return rows.findIndex((row) => row.kind !== 'title');
}
