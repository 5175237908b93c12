import { AppError } from '../../shared/contract/errors.ts';
import { headingKey } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { readFrontMatter, splitNote } from '../../shared/note/front-matter.ts';
import { closerOf } from '../../shared/note/open-block.ts';
import { addProperties } from '../../shared/note/property-add.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { applyEdits, type TextEdit } from '../../shared/text/edit.ts';
import { isNote, join, stem } from '../../shared/text/path.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { NoteFile } from '../vault/vault.ts';
import type { LinkOptions } from './placed-links.ts';
import { fillTemplate } from './template.ts';

export interface ComposeOptions extends LinkOptions {
  settings: SettingsFile;
  clock: () => Date;
}

/** A part of a note, and the note that it goes to. */
export interface Piece {
  from: number;
  to: number;
  target: string;
  /** The heading that it goes under, made where it is not there; without one it goes to the end. */
  under?: string | undefined;
  /** What is left in its place; without it, a link or embed of the other note. */
  left?: string;
  /** Edits of it on its way, by their offsets in the note. */
  edits?: readonly TextEdit[];
  /** What of its lines stays away. */
  indent?: string;
}

export interface OpenNote {
  path: string;
  file: NoteFile;
  facts: NoteFacts;
  /** Where the body begins. */
  body: number;
}

/** @throws AppError `read-only` */
export function openNote({ vault, takeChanged }: ComposeOptions, path: string): OpenNote {
  takeChanged([path]);
  const file = vault.read(path);
  if (file.readOnly) throw new AppError('read-only', `${path} is read-only`, { path, why: file.readOnly });
  return { path, file, facts: scanNote(file.text, stem(path)), body: splitNote(file.text).bodyFrom };
}

/** Without the white space at its ends, which stays where it is. */
export function trimmed(text: string, { from, to, target }: Piece): Piece {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  // The indent of the first line belongs to it: without it a list would be another.
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return { from: Math.max(from, line), to: Math.max(start, from + part.trimEnd().length), target };
}

/** The note that a piece becomes, where there is none yet. */
export function created(
  options: ComposeOptions,
  note: OpenNote,
  piece: Piece,
  content: string,
): { path: string; text: string } {
  return { path: piece.target, text: newText(options, note, piece.target, titled(content, piece)) };
}

/** The text of a piece, with the edits of it on its way. */
export function contentOf(text: string, { from, to }: Piece, edits: readonly TextEdit[]): string {
  const local = edits.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
  return applyEdits(text.slice(from, to), local);
}

function newText(
  { settings, vault, clock }: ComposeOptions,
  { path, file }: OpenNote,
  target: string,
  content: string,
): string {
  const { template } = settings.read().composer;
  const named = template === '' || isNote(template) ? template : `${template}.md`;
  const end = file.text.includes('\r\n') ? '\r\n' : '\n';
  if (named === '') return content + end;
  const found = [named, join(settings.read().templates.folder, named)].find(
    (one) => one !== undefined && vault.stat(one),
  );
  if (!found)
    throw new AppError('not-found', `The template ${template} is not in the vault`, { path: template });
  const text = fillTemplate(vault.read(found).text, stem(target), clock());
  const words: Record<string, string> = { content, fromtitle: stem(path), newtitle: stem(target) };
  const filled = text.replace(
    /\{\{\s*(content|fromTitle|newTitle)\s*\}\}/gi,
    (_all, word: string) => words[word.toLowerCase()] ?? '',
  );
  const whole = /\{\{\s*content\s*\}\}/i.test(text)
    ? filled
    : `${filled.trimEnd()}${filled.trim() ? end + end : ''}${content}`;
  return whole.endsWith('\n') ? whole : whole + end;
}

/**
 * At the end of a note that is there, or of what stands under a heading of it, after a blank line; of a whole note, the
 * properties that the other has not.
 */
export function appended(
  { vault }: ComposeOptions,
  note: OpenNote,
  piece: Piece,
  content: string,
  whole = false,
): TextEdit[] {
  const { target } = piece;
  const { text } = vault.read(target);
  const break_ = text.includes('\r\n') ? '\r\n' : '\n';
  const end = endUnder(text, piece);
  const at = text.slice(0, end).trimEnd().length;
  // A fence that was never closed would swallow what comes.
  const closer = (end ?? text.length) < text.length ? undefined : closerOf(text.slice(0, at));
  const gap = at === 0 ? '' : `${closer ? break_ + closer : ''}${break_}${break_}`;
  const insert = end === undefined ? titled(content, piece) : content;
  const tail = (end ?? text.length) < text.length ? break_ + break_ : break_;
  const body =
    content === ''
      ? []
      : [{ from: at, to: end ?? text.length, insert: gap + insert.replace(/\r?\n/g, break_) + tail }];
  return whole ? [...propertyEdits(note, target, text), ...body] : body;
}

const titled = (content: string, { under }: Piece) =>
  under === undefined ? content : `## ${under}\n\n${content}`;

/** Where what stands under the heading of a piece ends, or the text; undefined where there is no such heading. */
function endUnder(text: string, { target, under }: Piece): number | undefined {
  if (under === undefined) return text.length;
  const { headings } = scanNote(text, stem(target));
  const index = headings.findIndex((heading) => headingKey(heading.text) === headingKey(under));
  const own = headings[index];
  if (!own) return undefined;
  return headings.slice(index + 1).find(({ level }) => level <= own.level)?.span.from ?? text.length;
}

function propertyEdits({ path, facts, file, body }: OpenNote, target: string, text: string): TextEdit[] {
  const own = facts.frontMatter;
  const there = readFrontMatter(text);
  const broken = own?.problem
    ? path
    : own && own.properties.length > 0 && there?.problem
      ? target
      : undefined;
  if (broken !== undefined) {
    const message = (own?.problem ?? there?.problem)?.message ?? '';
    throw new AppError('invalid-front-matter', message, { path: broken, message });
  }
  if (!own || own.properties.length === 0) return [];
  if (!there) return [{ from: 0, to: 0, insert: file.text.slice(0, body) }];
  return addProperties(text, there, own.properties);
}
