import * as v from 'valibot';

/** What a tab can show. */
export const placeSchema = v.variant('kind', [
  v.object({ kind: v.literal('note'), path: v.string() }),
  v.object({ kind: v.literal('topic'), path: v.string() }),
  v.object({ kind: v.literal('attachment'), path: v.string() }),
  v.object({ kind: v.literal('graph') }),
  /** The graph around a note. */
  v.object({ kind: v.literal('around'), path: v.string() }),
  v.object({ kind: v.literal('publish') }),
  v.object({ kind: v.literal('settings') }),
  v.object({ kind: v.literal('blank') }),
]);

export type Place = v.InferOutput<typeof placeSchema>;

export function samePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && placePath(a) === placePath(b);
}

/** Whether a place neither takes the tab of another nor gives its own to one: it is no page of the vault. */
export function standsAlone({ kind }: Place): boolean {
  return kind === 'graph' || kind === 'around' || kind === 'publish' || kind === 'settings';
}

/** Path of the file that a place shows, where it shows one. */
export function placePath(place: Place | undefined): string | undefined {
  return place && 'path' in place ? place.path : undefined;
}

/** The same place after files have moved; a folder's move carries what is in it. */
export function movedPlace(place: Place, moved: readonly { from: string; to: string }[]): Place {
  if (!('path' in place)) return place;
  const path = movedPath(place.path, moved);
  return path === place.path ? place : { ...place, path };
}

export function movedPath(path: string, moved: readonly { from: string; to: string }[]): string {
  for (const { from, to } of moved) {
    if (path === from) return to;
    if (path.startsWith(`${from}/`)) return to + path.slice(from.length);
  }
  return path;
}
