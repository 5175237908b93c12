/** What the vault says of properties. */
import * as v from 'valibot';
import { nothing, property, text } from '../shapes.ts';

export const propertyCalls = {
  /** Types that the vault gives to names of properties: ours over those of Obsidian. */
  'property.types': { params: nothing, result: v.record(text, property.entries.type) },
} as const;
