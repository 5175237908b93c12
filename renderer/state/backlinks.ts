import { stem } from '../../shared/text/path.ts';

/** The headings above a place, without the one that is just the note's title or name again. */
export function headingPath(headings: readonly string[], note: { source: string; title: string }): string {
  const [first] = headings;
  const again = first === note.title || first === stem(note.source);
  return (again ? headings.slice(1) : headings).join(' › ');
}

/** Places grouped by the note they stand in, in the order in which the notes come; weak ones apart, last. */
export function groupBySource<P extends { source: string; weak?: boolean }>(
  places: readonly P[],
): { source: string; weak: boolean; places: [P, ...P[]] }[] {
  const groups = new Map<string, { source: string; weak: boolean; places: [P, ...P[]] }>();
  for (const place of places) {
    const weak = place.weak ?? false;
    const key = `${weak ? 1 : 0} ${place.source}`;
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { source: place.source, weak, places: [place] });
  }
  return [...groups.values()].sort((a, b) => Number(a.weak) - Number(b.weak));
}
