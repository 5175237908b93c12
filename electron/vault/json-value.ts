/** Values of JSON that people and other programs write: what is of another kind is as if it were not there. */
import type { Json } from '../../shared/contract/api.ts';

export type JsonObject = { [key: string]: Json };

export const text = (value: Json | undefined, fallback: string) =>
  typeof value === 'string' ? value : fallback;
export const object = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
export const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
