import { AppError } from '../../shared/contract/errors.ts';
import { called, planHeadingRename } from '../../shared/link/rename-fragment.ts';
import type { Heading } from '../../shared/note/facts.ts';
import { renameInline } from '../../shared/note/inline-rename.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { stem } from '../../shared/text/path.ts';
import type { NoteEdits } from './note-edits.ts';
import { type LinkOptions, placeLinks } from './placed-links.ts';

/**
 * The edits that give the heading at a line another text, and those that let every `#heading` link follow it.
 * @param line 1-based
 * @param old what the heading was, where it has its new text already: then links alone are changed
 * @throws AppError `not-found` where no heading begins there, `read-only`, `invalid-name` for an empty text
 */
export function planHeading(
  options: LinkOptions,
  path: string,
  line: number,
  text: string,
  old?: string,
): NoteEdits[] {
  const { vault, store, takeChanged } = options;
  if (text.trim() === '' || /[\r\n]/.test(text)) {
    throw new AppError('invalid-name', 'A heading is one line of text', { name: text });
  }
  takeChanged([path]);
  const file = vault.read(path);
  if (file.readOnly) throw new AppError('read-only', `${path} is read-only`, { path, why: file.readOnly });
  const facts = scanNote(file.text, stem(path));
  const heading = facts.headings.findIndex((one) => one.line === line);
  const found = facts.headings[heading];
  const row = store.files.get(path);
  if (!found || !row)
    throw new AppError('not-found', `${path} has no heading at line ${line}`, { path, line });

  const { placed, sources } = placeLinks(options, () => store.links.to(row.id));
  const edits = new Map<string, TextEdit[]>();
  if (old === undefined) edits.set(path, [headingEdit(file.text, found, text.trim())]);
  const before = facts.headings.map((one) => (one === found && old !== undefined ? called(one, old) : one));
  const was = { ...facts, headings: before };
  for (const plan of planHeadingRename({ path, facts: was, heading, text: text.trim(), links: placed })) {
    edits.set(plan.path, [...(edits.get(plan.path) ?? []), ...plan.edits]);
  }
  return [...edits].flatMap(([at, list]): NoteEdits[] => {
    const source = at === path ? file : sources.get(at);
    return source && !source.readOnly ? [{ path: at, file: source, edits: list }] : [];
  });
}

/** Comments and marks of footnotes in a heading are no part of its name: they stay, behind it. */
function withUnnamed(raw: string, insert: string): string {
  const unnamed = raw.match(/%%.*?%%|<!--.*?-->|\[\^[^\]\s]+\]/g) ?? [];
  return [insert, ...unnamed.filter((part) => !insert.includes(part))].join(' ');
}

/** What a heading is called that has this source. */
function shownBy(source: string): string {
  return scanNote(`# ${source}\n`, '').headings[0]?.text ?? '';
}

/** The source of a heading that gets another name. Marks and links of the words that stay are kept. */
function renamed(source: string, { text: old }: Heading, text: string): string {
  const plain = withUnnamed(source, text);
  const marked = withUnnamed(source, old).replaceAll(/\s/g, '') !== source.replaceAll(/\s/g, '');
  return (marked ? renameInline(source, text, shownBy) : undefined) ?? plain;
}

/** The text alone is replaced: `#`s in front and behind and a block id stay, and so does an underline. */
function headingEdit(text: string, heading: Heading, insert: string): TextEdit {
  const { span } = heading;
  const raw = text.slice(span.from, span.to);
  const marks = /^(#{1,6}[ \t]*)(.*?)(?:[ \t]+#+)?(?:[ \t]+\^[A-Za-z0-9-]+)?[ \t]*$/.exec(raw);
  if (!marks) {
    const said = raw.slice(0, raw.search(/\r?\n[^\n]*$/));
    const id = /[ \t]+\^[A-Za-z0-9-]+[ \t]*$/.exec(said);
    const to = id?.index ?? said.length;
    return { from: span.from, to: span.from + to, insert: renamed(said.slice(0, to), heading, insert) };
  }
  const [, before = '', old = ''] = marks;
  const space = /[ \t]$/.test(before) ? '' : ' ';
  return {
    from: span.from + before.length,
    to: span.from + before.length + old.length,
    insert: space + renamed(old, heading, insert),
  };
}
