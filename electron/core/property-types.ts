import type { Result } from '../../shared/contract/api.ts';
import type { PropertyType } from '../../shared/note/facts.ts';

const own: readonly PropertyType[] = ['text', 'number', 'checkbox', 'date', 'datetime', 'list'];
const lists = new Set(['multitext', 'tags', 'aliases']);

/** Types by the names of properties, in our words: Obsidian has three for lists. Others than known ones are left out. */
export function propertyTypes(named: Record<string, string>): Result<'property.types'> {
  const entries = Object.entries(named).flatMap(([name, type]) => {
    const known = lists.has(type) ? 'list' : own.find((one) => one === type);
    return known ? [[name, known] as const] : [];
  });
  return Object.fromEntries(entries);
}
