import type { Span } from '../note/facts.ts';
import { LineKinds } from './line-kinds.ts';
import type { FoundField, SearchNote } from './places.ts';
import { nearest, type ScoreParts, type TermParts } from './rank.ts';

/** One thing that makes a note a hit. */
export interface Found {
  field: FoundField;
  /** The number of the term that was found; undefined for a tag, a property and the like. */
  term?: number;
  /** In the text of the note, where it stands there. */
  span?: Span;
  /** The term is the whole name, title or alias. */
  whole?: boolean;
}

const order: FoundField[] = [
  'name',
  'title',
  'alias',
  'path',
  'heading',
  'tag',
  'property',
  'task',
  'code',
  'text',
];

/** The fields of a hit, the weightiest first. */
export function fieldsOf(found: readonly Found[]): FoundField[] {
  const fields = new Set(found.map(({ field }) => field));
  return order.filter((field) => fields.has(field));
}

/**
 * Name headings and tags as what they are among the finds in the text, by the look of their line: a parse of every
 * hit would cost more than the search.
 */
export function refine(found: readonly Found[], note: SearchNote): Found[] {
  let lines: LineKinds | undefined;
  return found.map((one) => {
    if (one.field !== 'text' || !one.span) return one;
    lines ??= new LineKinds(note.text);
    return { ...one, field: lines.fieldAt(one.span.from) };
  });
}

/** What ranking needs to know of a hit of a query of `terms` terms. */
export function scoreParts(found: readonly Found[], note: SearchNote, terms: number): ScoreParts {
  const parts = Array.from(
    { length: terms },
    (): TermParts => ({ name: 0, heading: 0, tag: 0, text: 0, whole: false }),
  );
  for (const { field, term, whole } of found) {
    const part = term === undefined ? undefined : parts[term];
    if (!part) continue;
    if (field === 'name' || field === 'title' || field === 'alias') part.name++;
    else if (field === 'heading' || field === 'tag') part[field]++;
    else part.text++;
    part.whole ||= whole ?? false;
  }
  const placed = found.flatMap(({ term, span }) => (term === undefined || !span ? [] : [{ term, ...span }]));
  return { terms: parts, length: note.text.length, nearest: nearest(placed, note.text) };
}
