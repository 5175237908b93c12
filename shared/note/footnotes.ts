import { applyEdits } from '../text/edit.ts';
import type { Span } from './facts.ts';
import { noteParser } from './grammar.ts';

/** A name of a footnote where it stands, without `[^` and `]`. */
interface Label extends Span {
  name: string;
}

interface Definition extends Label {
  /** The whole definition. */
  span: Span;
}

interface Footnotes {
  references: Label[];
  definitions: Definition[];
}

/**
 * A part of a note as it can stand in another text: with the definitions of its footnotes that stood elsewhere in
 * the note, and with other names for those that the other text has too, which would be shown in their place.
 * @param note the whole text that the part was in
 * @param other the text that it is put into
 */
export function carryFootnotes(part: string, note: string, other: string): string {
  if (!part.includes('[^')) return part;
  return renamed(withDefinitions(part, note), other);
}

function withDefinitions(part: string, note: string): string {
  const end = note.includes('\r\n') ? '\r\n' : '\n';
  const { definitions } = readFootnotes(note);
  let text = part;
  // A definition may refer to others. Each is put in once: in a fence that is never closed it is none.
  const left = new Set(definitions);
  for (;;) {
    const own = readFootnotes(text);
    const wanted = ({ name }: Definition) => has(own.references, name) && !has(own.definitions, name);
    const missing = [...left].find(wanted);
    if (!missing) return text;
    left.delete(missing);
    const { from, to } = missing.span;
    const gap = own.definitions.some(({ span }) => span.to >= text.length) ? end : end + end;
    text = `${text}${gap}${note.slice(from, to).trimEnd()}`;
  }
}

function renamed(part: string, other: string): string {
  const there = readFootnotes(other);
  const own = readFootnotes(part);
  const taken = [...there.references, ...there.definitions];
  const labels = [...own.references, ...own.definitions];
  const fresh = new Map<string, string>();
  for (const { name } of labels) {
    if (!has(taken, name) || fresh.has(name.toLowerCase())) continue;
    let count = 2;
    const used = () => [...taken, ...labels].map((label) => label.name).concat(...fresh.values());
    while (used().some((one) => one.toLowerCase() === `${name}-${count}`.toLowerCase())) count++;
    fresh.set(name.toLowerCase(), `${name}-${count}`);
  }
  const edits = labels.flatMap(({ from, to, name }) => {
    const insert = fresh.get(name.toLowerCase());
    return insert === undefined ? [] : [{ from, to, insert }];
  });
  return applyEdits(part, edits);
}

const has = (labels: readonly Label[], name: string) =>
  labels.some((label) => label.name.toLowerCase() === name.toLowerCase());

function readFootnotes(text: string): Footnotes {
  const found: Footnotes = { references: [], definitions: [] };
  if (!text.includes('[^')) return found;
  noteParser.parse(text.replace(/\r(?=\n)/g, ' ')).iterate({
    enter({ name, from, to }) {
      if (name !== 'FootnoteReference' && name !== 'FootnoteDefinition') return;
      const end = text.indexOf(']', from);
      const label = { from: from + 2, to: end, name: text.slice(from + 2, end) };
      if (name === 'FootnoteReference') found.references.push(label);
      else found.definitions.push({ ...label, span: { from, to } });
    },
  });
  return found;
}
