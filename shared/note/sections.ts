import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../text/edit.ts';
import { applyEdits } from '../text/edit.ts';
import { noteParser } from './grammar.ts';

/** A heading of the text itself, not of a quote or list in it, with all that stands below it. */
export interface Section {
  level: number;
  from: number;
  /** Where the next heading of its level or above begins, or the text ends. */
  to: number;
  /** The heading stands over a line of `=` or `-`. */
  underlined: boolean;
}

/** The sections of a text in order; those of lower headings lie inside of others. `text` has LF only. */
export function readSections(text: string): Section[] {
  const headings: Section[] = [];
  for (
    let node: SyntaxNode | null = noteParser.parse(text).topNode.firstChild;
    node;
    node = node.nextSibling
  ) {
    const found = /^(ATX|Setext)Heading([1-6])$/.exec(node.name);
    if (!found) continue;
    const from = text.lastIndexOf('\n', node.from - 1) + 1;
    headings.push({ level: Number(found[2]), from, to: text.length, underlined: found[1] === 'Setext' });
  }
  return headings.map((heading, index) => {
    const next = headings.slice(index + 1).find(({ level }) => level <= heading.level);
    return { ...heading, to: next?.from ?? text.length };
  });
}

/** Index of the section that an offset is in: the innermost; -1 above the first heading. */
export function sectionAt(sections: readonly Section[], offset: number): number {
  return sections.findLastIndex(({ from }) => from <= offset);
}

/** Where a section would go that is moved past its neighbour of the same level; undefined where there is none. */
export function neighbour(sections: readonly Section[], index: number, way: 1 | -1): number | undefined {
  const own = sections[index];
  if (!own) return undefined;
  if (way < 0) {
    const before = sections.slice(0, index).findLastIndex(({ level }) => level <= own.level);
    return sections[before]?.level === own.level ? before : undefined;
  }
  const next = sections.findIndex(({ from }) => from === own.to);
  const other = sections[next];
  if (!other || other.level !== own.level) return undefined;
  const after = sections.findIndex(({ from }) => from >= other.to);
  return after < 0 ? sections.length : after;
}

/**
 * Edits that put a section, all below its heading included, before another heading, or with the count of headings at
 * the end. The blank lines between sections stay where they are. None where it would come to lie in itself, or where
 * what comes out would not have the same headings (a fence that is never closed, say).
 */
export function moveSection(text: string, index: number, before: number): TextEdit[] {
  const sections = readSections(text);
  const own = sections[index];
  const at = before >= sections.length ? text.length : sections[before]?.from;
  if (!own || at === undefined || (at >= own.from && at <= own.to)) return [];
  const edits = at < own.from ? moveUp(text, own, at) : moveDown(text, own, at);
  const after = readSections(applyEdits(text, edits));
  const levels = (all: readonly Section[]) =>
    all
      .map(({ level }) => level)
      .sort()
      .join();
  return levels(after) === levels(sections) ? edits : [];
}

function moveUp(text: string, { from, to }: Section, at: number): TextEdit[] {
  const gap = contentEnd(text, at, from);
  const end = contentEnd(text, from, to);
  const moved = text.slice(from, end) + text.slice(gap, from);
  return [
    { from: at, to: at, insert: moved },
    { from: gap, to: end, insert: '' },
  ];
}

function moveDown(text: string, { from, to }: Section, at: number): TextEdit[] {
  const end = contentEnd(text, from, to);
  const goal = contentEnd(text, to, at);
  const moved = text.slice(end, to) + text.slice(from, end);
  return [
    { from, to, insert: '' },
    { from: goal, to: goal, insert: moved },
  ];
}

/** Where the white space at the end of a stretch begins. */
function contentEnd(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}

/** Edits that give a section's heading, and all below it, a level more or less; none where one would leave 1 to 6. */
export function shiftSection(text: string, index: number, by: 1 | -1): TextEdit[] {
  const sections = readSections(text);
  const own = sections[index];
  if (!own) return [];
  const inside = sections.filter(({ from }) => from >= own.from && from < own.to);
  if (inside.some(({ level }) => level + by < 1 || level + by > 6)) return [];
  return inside.flatMap((section) => levelEdits(text, section, section.level + by));
}

function levelEdits(text: string, { from, level, underlined }: Section, to: number): TextEdit[] {
  const indent = /^ */.exec(text.slice(from))?.[0].length ?? 0;
  const start = from + indent;
  if (!underlined) return [{ from: start, to: start + level, insert: '#'.repeat(to) }];
  const lines = /^(?:.*\n)+?(?=[ \t]*(?:=+|-+)[ \t]*(?:\n|$))/.exec(text.slice(from))?.[0] ?? '';
  const rule = from + lines.length;
  const end = text.indexOf('\n', rule) < 0 ? text.length : text.indexOf('\n', rule);
  const signs = text.slice(rule, end);
  if (to <= 2) return [{ from: rule, to: end, insert: signs.replace(/[=-]/g, to === 1 ? '=' : '-') }];
  return [
    { from: start, to: start, insert: `${'#'.repeat(to)} ` },
    { from: rule - 1, to: end, insert: '' },
  ];
}
