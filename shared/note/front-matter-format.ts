import type { TextEdit } from '../text/edit.ts';
import type { FrontMatterProblem, Property, PropertyType, PropertyValue, Span } from './facts.ts';

/** Where a format reads and edits: the whole note, the part between the delimiters, and the note's line end. */
export interface Source {
  text: string;
  inner: Span;
  eol: string;
}

export interface Reading {
  properties: Property[];
  problem: FrontMatterProblem | undefined;
}

/** One of the three languages of front matter. The editing calls are only made where reading found no problem. */
export interface Format {
  read(source: Source): Reading;
  /** `type` is what the person chose; without it the form of the old value, or the plainest, is kept. */
  set(source: Source, name: string, value: PropertyValue, type: PropertyType | undefined): TextEdit[];
  /**
   * Edits inside a list or table, that leave the rest of it as it is, with its comments; undefined where that cannot be.
   * @param from what the property holds
   */
  within?(source: Source, name: string, from: PropertyValue, to: PropertyValue): TextEdit[] | undefined;
  unset(source: Source, name: string): TextEdit[];
  rename(source: Source, name: string, to: string): TextEdit[];
}

/** A value that is larger than this is a mistake or an attack. */
export const MAX_LENGTH = 1_000_000;

/** Edit that takes out the whole lines which a range touches. */
export function removeLines(text: string, { from, to }: Span): TextEdit {
  const feed = text.indexOf('\n', to);
  return { from: lineStart(text, from), to: feed < 0 ? text.length : feed + 1, insert: '' };
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** End of the line that holds `offset`, before its LF or CRLF. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  return end > offset && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** One member of an object: in braces, or a line of YAML. */
export interface Member {
  name: string;
  key: Span;
  value: Span;
}

/** Of properties with one name the last counts, as it does for Hugo (in YAML and JSON; TOML refuses them). */
export function effective(properties: readonly Property[]): Property[] {
  const last = new Map(properties.map((property) => [property.name, property]));
  return properties.filter((property) => last.get(property.name) === property);
}

/** Edits that take every member of a name out of braces, each with the comma that it leaves over. */
export function removeMembers(members: readonly Member[], name: string): TextEdit[] {
  const lastKept = members.findLastIndex((member) => member.name !== name);
  const edits = members.slice(0, Math.max(0, lastKept)).flatMap((member, index) => {
    const next = members[index + 1];
    return member.name === name && next ? [{ from: member.key.from, to: next.key.from, insert: '' }] : [];
  });
  const first = members[0];
  const last = members.at(-1);
  if (!first || !last || last.name !== name) return edits;
  const from = members[lastKept]?.value.to ?? first.key.from;
  return [...edits, { from, to: last.value.to, insert: '' }];
}
