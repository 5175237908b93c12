import type { Json, Params, Result } from '../../../shared/contract/api.ts';
import { fold } from '../../../shared/text/fold.ts';
import type { Store } from '../../index/store.ts';
import { best, createFit } from './fit.ts';

type Use = Result<'complete.property'>[number];

/** Property names that Hugo and Obsidian know: offered before any note has them. */
const usual = [
  ...['title', 'date', 'draft', 'tags', 'categories', 'aliases', 'description', 'slug', 'weight', 'lastmod'],
  ...['summary', 'series', 'keywords', 'author', 'publishDate', 'expiryDate', 'cssclasses', 'url'],
];
const switches: Record<string, readonly string[]> = { draft: ['true', 'false'] };

/** A text longer than this is not written a second time, nor is a date. */
const longest = 60;

/** Names and values of properties, the more used first. */
export function createPropertyCompletion({ searchFacts }: Store) {
  return ({ query, name, limit = 50 }: Params<'complete.property'>): Result<'complete.property'> => {
    const used =
      name === undefined
        ? searchFacts.names().map((one) => ({ text: one.name, notes: one.notes }))
        : single(searchFacts.values(fold(name)));
    const known = name === undefined ? usual : (switches[name] ?? []);
    const missing = known.filter((text) => !used.some((one) => one.text === text));
    const all = [...used, ...missing.map((text) => ({ text, notes: 0 }))].filter(
      ({ text }) => text !== query,
    );
    const fits = createFit(query);
    return best(all, ({ text }) => fits(text), limit);
  };
}

/** The values of a list each by itself, with the notes that have them together. */
function single(values: readonly { value: string; notes: number }[]): Use[] {
  const counts = new Map<string, number>();
  for (const { value, notes } of values) {
    for (const text of texts(JSON.parse(value) as Json)) counts.set(text, (counts.get(text) ?? 0) + notes);
  }
  return [...counts].map(([text, notes]) => ({ text, notes })).sort((a, b) => b.notes - a.notes);
}

function texts(value: Json): string[] {
  return [value].flat().flatMap((one) => {
    const text = typeof one === 'boolean' || typeof one === 'number' ? String(one) : one;
    const worth = typeof text === 'string' && text !== '' && text.length <= longest;
    return worth && !/^\d{4}-\d\d-\d\d/.test(text) ? [text] : [];
  });
}
