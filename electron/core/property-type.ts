import type { PropertyType, PropertyValue } from '../../shared/note/facts.ts';

/** Obsidian's names of types, and what each is here. */
const types: Record<string, PropertyType> = {
  text: 'text',
  multitext: 'list',
  tags: 'list',
  aliases: 'list',
  number: 'number',
  checkbox: 'checkbox',
  date: 'date',
  datetime: 'datetime',
};

/**
 * The type that people gave to a property of this name in Obsidian, for a value that can be of it.
 * @param known Obsidian's types, by name
 */
export function typeFor(
  name: string,
  value: PropertyValue,
  known: { [name: string]: string },
): PropertyType | undefined {
  const [, said = ''] =
    Object.entries(known).find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
  const type = types[said];
  return type !== undefined && fits(value, type) ? type : undefined;
}

function fits(value: PropertyValue, type: PropertyType): boolean {
  if (type === 'list') return typeof value === 'string' || Array.isArray(value);
  if (type === 'number') return typeof value === 'number';
  if (type === 'checkbox') return typeof value === 'boolean';
  if (type === 'date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  if (type === 'datetime') return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
  return typeof value === 'string';
}
