import type { Calls, Json } from '../../../shared/contract/api.ts';
import { UsageError } from './exit-code.ts';

export const propertyTypes = [
  'text',
  'list',
  'number',
  'checkbox',
  'date',
  'datetime',
  'object',
  'null',
] as const satisfies Calls['property.set']['result']['type'][];

export type PropertyType = (typeof propertyTypes)[number];

/** The type that a word of the command line has by its look, where the property has none yet. */
export function guessType(word: string): PropertyType {
  if (word === 'true' || word === 'false') return 'checkbox';
  if (word === 'null') return 'null';
  if (/^-?\d+(\.\d+)?$/.test(word)) return 'number';
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return 'date';
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(word)) return 'datetime';
  if (/^\[.*\]$/s.test(word) && parsed(word) !== undefined) return 'list';
  return /^\{.*\}$/s.test(word) && parsed(word) !== undefined ? 'object' : 'text';
}

/**
 * A word of the command line as a value of that type; a list is a JSON array or words with commas between.
 * Throws `UsageError` where it can be none.
 */
export function readValue(word: string, type: PropertyType): Json {
  const json = parsed(word);
  const refuse = (): never => {
    throw new UsageError('error.notOfType', { value: word, type });
  };
  switch (type) {
    case 'text':
    case 'date':
    case 'datetime':
      return word;
    case 'number':
      return typeof json === 'number' ? json : refuse();
    case 'checkbox':
      return typeof json === 'boolean' ? json : refuse();
    case 'null':
      return null;
    case 'object':
      return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : refuse();
    case 'list': {
      if (Array.isArray(json)) return json;
      const items = word.split(/[,，]/).map((item) => item.trim());
      return items.filter((item) => item !== '');
    }
  }
}

function parsed(word: string): Json | undefined {
  try {
    return JSON.parse(word) as Json;
  } catch {
    return undefined;
  }
}
