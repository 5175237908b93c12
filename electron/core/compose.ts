import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { relink } from '../../shared/link/relink.ts';
import type { PlacedLink } from '../../shared/link/rename.ts';
import { namedFor } from '../../shared/link/rename-fragment.ts';
import { findFragment, fragmentParts, headingKey, linkKey, linkTextFor } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { carryFootnotes } from '../../shared/note/footnotes.ts';
import { readFrontMatter, splitNote } from '../../shared/note/front-matter.ts';
import { closerOf } from '../../shared/note/open-block.ts';
import { addProperties } from '../../shared/note/property-add.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { withoutIndent } from '../../shared/note/whole-block.ts';
import { applyEdits, type TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import { dirname, isNote, isVaultPath, join, stem } from '../../shared/text/path.ts';
import { assertNewName, safeName } from '../vault/file-name.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { NoteFile } from '../vault/vault.ts';
import { type MovedIds, moveIds } from './moved-ids.ts';
import type { NoteEdits } from './note-edits.ts';
import { type LinkOptions, placeLinks } from './placed-links.ts';
import { fillTemplate } from './template.ts';

export interface ComposePlan {
  /** The note that text is taken out of; undefined where it stays there. */
  source: string | undefined;
  creates: { path: string; text: string }[];
  edits: NoteEdits[];
  /** The note that goes to the trash. */
  gone?: string;
}

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

export type Leave = Params<'note.extract'>['leave'];

/** @throws AppError `invalid-params` where nothing is selected, `read-only`, `invalid-path`, `invalid-name`, `exists` */
export function planExtract(options: ComposeOptions, params: Params<'note.extract'>): ComposePlan {
  const { path, target: wanted, leave } = params;
  const note = openNote(options, path);
  const target = isNote(wanted) ? wanted : `${wanted}.md`;
  if (target === path) throw new AppError('invalid-params', 'A note cannot be taken out of itself');
  checkNew(options, target);
  const lines = new LineIndex(note.file.text);
  const offset = ({ line, column }: { line: number; column: number }) =>
    Math.min(lines.start(Math.min(line, lines.count)) + column - 1, lines.end(Math.min(line, lines.count)));
  const piece = trimmed(note.file.text, {
    from: Math.max(offset(params.from), note.body),
    to: offset(params.to),
    target,
  });
  if (piece.from >= piece.to) throw new AppError('invalid-params', 'Nothing is selected');
  return plan(options, note, [piece], leave);
}

/** @throws AppError `not-found` where no heading has the level, `read-only` */
export function planSplit(options: ComposeOptions, { path, level }: Params<'note.split'>): ComposePlan {
  const note = openNote(options, path);
  const headings = topHeadings(note);
  const taken = new Set<string>();
  const pieces = headings.flatMap((heading, index): Piece[] => {
    if (heading.level !== level) return [];
    const end =
      headings.slice(index + 1).find((one) => one.level <= level)?.span.from ?? note.file.text.length;
    const target = newName(options, dirname(path), heading.text, taken);
    return [trimmed(note.file.text, { from: heading.span.from, to: end, target })];
  });
  if (pieces.length === 0)
    throw new AppError('not-found', `${path} has no heading of level ${level}`, { path });
  return plan(options, note, pieces, 'link');
}

/** Headings of the text itself: one in a quote or a list cannot be taken out of it without breaking it. */
function topHeadings({ file: { text }, facts: { headings, blocks } }: OpenNote): NoteFacts['headings'] {
  const inItem = new Set(
    blocks.filter(({ kind, parent }) => kind === 'heading' && parent >= 0).map((block) => block.heading),
  );
  return headings.filter(({ span: { from } }, index) => {
    const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
    return !inItem.has(index) && before.trim() === '';
  });
}

/**
 * @throws AppError `not-found`, `read-only`, `invalid-params` for a note into itself and for what is no note,
 * `invalid-front-matter` where properties would be lost since those of one of the two cannot be read
 */
export function planMerge(options: ComposeOptions, { path, target }: Params<'note.merge'>): ComposePlan {
  if (path === target) throw new AppError('invalid-params', 'A note cannot be put into itself');
  const other = [path, target].find((one) => !isNote(one));
  if (other !== undefined) throw new AppError('invalid-params', `${other} is no note`, { path: other });
  const note = openNote(options, path);
  if (!options.vault.stat(target))
    throw new AppError('not-found', `${target} is not in the vault`, { path: target });
  const piece = trimmed(note.file.text, { from: note.body, to: note.file.text.length, target });
  const made = plan(options, note, [piece], 'nothing', true);
  return { ...made, edits: made.edits.filter((one) => one.path !== path), gone: path };
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
function trimmed(text: string, { from, to, target }: Piece): Piece {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  // The indent of the first line belongs to it: without it a list would be another.
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return { from: Math.max(from, line), to: Math.max(start, from + part.trimEnd().length), target };
}

/**
 * Parts of a note on their way to others.
 * @param whole the note itself becomes the other one: links to it follow too
 * @param copy the parts stay, and so does what leads to them
 */
export function plan(
  options: ComposeOptions,
  note: OpenNote,
  pieces: readonly Piece[],
  leave: Leave,
  whole = false,
  copy = false,
): ComposePlan {
  const { store, settings } = options;
  const { path, file, facts } = note;
  const row = store.files.get(path);
  if (!row) throw new AppError('not-found', `${path} is not in the vault`, { path });
  const candidates = candidatesWith(
    options,
    pieces.map(({ target }) => target),
    whole ? path : undefined,
  );
  const { links } = settings.read();
  const context = { candidates, format: links.format };
  const { placed, sources } = placeLinks(options, () =>
    unique([...store.links.to(row.id), ...store.links.from(row.id)]),
  );

  const holding = (offset: number) => pieces.find(({ from, to }) => from <= offset && offset < to);
  const headingsOf = headingsAfter(options, facts);
  const ids = new Map(pieces.map((piece) => [piece, idsAfter(options, note, piece)]));
  const fragmentIn = (link: PlacedLink, piece: Piece) =>
    ids.get(piece)?.fragment(link.fragment ?? '') ??
    distinct(link, shorter(link, file.text, piece), facts, headingsOf(piece));
  const inside = new Map<Piece, TextEdit[]>(
    pieces.map((piece) => [piece, [...(ids.get(piece)?.edits ?? []), ...(piece.edits ?? [])]]),
  );
  const outside = new Map<string, TextEdit[]>();
  for (const link of placed) {
    const holder = link.source === path ? holding(link.from) : undefined;
    const moved =
      link.target === path && (!copy || holder)
        ? movedTo(link, facts, holding, whole ? pieces[0] : undefined)
        : undefined;
    const source = holder?.target ?? link.source;
    const target = moved?.target ?? link.target;
    if (source === link.source && target === link.target) continue;
    const edit = relink({ link, source, target, fragment: moved && fragmentIn(link, moved) }, context);
    if (!edit) continue;
    if (holder) inside.get(holder)?.push(edit);
    else outside.set(link.source, [...(outside.get(link.source) ?? []), edit]);
  }

  const own = outside.get(path) ?? [];
  for (const { from, to, target, left } of copy ? [] : pieces) {
    const link = linkTextFor(target, {
      ...context,
      source: path,
      markdown: links.markdown,
      embed: leave === 'embed',
    });
    own.push({ from, to, insert: left ?? (leave === 'nothing' ? '' : link) });
  }
  outside.set(path, own);

  const creates: ComposePlan['creates'] = [];
  const texts = new Map(pieces.map((piece) => [piece, contentOf(file.text, piece, inside.get(piece) ?? [])]));
  for (const [piece, part] of texts) {
    const there = options.vault.stat(piece.target) !== undefined;
    const content = carryFootnotes(
      withoutIndent(part.trimEnd(), piece.indent ?? ''),
      file.text,
      there ? options.vault.read(piece.target).text : '',
    );
    if (!there) creates.push(created(options, note, piece, content));
    else
      outside.set(piece.target, [
        ...(outside.get(piece.target) ?? []),
        ...appended(options, note, piece, content, whole),
      ]);
  }
  const edits = [...outside].flatMap(([at, list]): NoteEdits[] => {
    if (list.length === 0) return [];
    const found = at === path ? file : (sources.get(at) ?? options.vault.read(at));
    if (found.readOnly) {
      if (pieces.some(({ target }) => target === at))
        throw new AppError('read-only', `${at} is read-only`, { path: at });
      return [];
    }
    return [{ path: at, file: found, edits: list }];
  });
  return { source: copy ? undefined : path, creates, edits };
}

/** The note that a piece becomes, where there is none yet. */
export function created(
  options: ComposeOptions,
  note: OpenNote,
  piece: Piece,
  content: string,
): ComposePlan['creates'][number] {
  return { path: piece.target, text: newText(options, note, piece.target, titled(content, piece)) };
}

function unique<T extends { file: number; seq: number }>(links: readonly T[]): T[] {
  return [...new Map(links.map((link) => [`${link.file}:${link.seq}`, link])).values()];
}

export function candidatesWith(
  { store }: ComposeOptions,
  targets: readonly string[],
  gone: string | undefined,
) {
  return (key: string): readonly string[] => {
    const known = store.files.candidates(key).filter((path) => path !== gone);
    return [...new Set([...known, ...targets.filter((path) => linkKey(path) === key)])];
  };
}

/** The piece that a link to the note now leads to. */
function movedTo(
  link: PlacedLink,
  facts: NoteFacts,
  holding: (offset: number) => Piece | undefined,
  whole: Piece | undefined,
): Piece | undefined {
  if (whole || link.fragment === undefined) return whole;
  const place = findFragment(link.fragment, facts);
  return place.span && holding(place.span.from);
}

/** `#A#B` where only B has moved is `#B` from then on. */
function shorter(link: PlacedLink, text: string, piece: Piece): string | undefined {
  if (link.fragment === undefined) return undefined;
  const parts = fragmentParts(link.fragment);
  if (parts.length < 2) return undefined;
  const moved = scanNote(text.slice(piece.from, piece.to), stem(piece.target));
  return findFragment(link.fragment, moved).found ? undefined : parts.at(-1);
}

function idsAfter({ vault }: ComposeOptions, { file, facts }: OpenNote, piece: Piece): MovedIds {
  const { target } = piece;
  const there =
    vault.stat(target) === undefined ? [] : scanNote(vault.read(target).text, stem(target)).blocks;
  return moveIds(file.text, piece, facts.blocks, there);
}

/** The headings of a note that a piece has been put at the end of. */
function headingsAfter({ vault }: ComposeOptions, { headings }: NoteFacts) {
  const known = new Map<Piece, NoteFacts['headings']>();
  return (piece: Piece): NoteFacts['headings'] => {
    const { from, to, target } = piece;
    const there = () =>
      vault.stat(target) === undefined ? [] : scanNote(vault.read(target).text, stem(target)).headings;
    const all = known.get(piece) ?? [
      ...there(),
      ...headings.filter(({ span }) => from <= span.from && span.from < to),
    ];
    known.set(piece, all);
    return all;
  };
}

/** Where the other note has a heading of the same text, which comes first, those above are named too. */
function distinct(
  { fragment }: PlacedLink,
  short: string | undefined,
  facts: NoteFacts,
  headings: NoteFacts['headings'],
): string | undefined {
  const span = fragment === undefined ? undefined : findFragment(fragment, facts).span;
  const index = headings.findIndex((heading) => heading.span === span);
  const named = short ?? fragment;
  if (index < 0 || named === undefined) return short;
  return findFragment(named, { headings, blocks: [] }).span === span ? short : namedFor(headings, index);
}

function contentOf(text: string, { from, to }: Piece, edits: readonly TextEdit[]): string {
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

/** What any new note would be refused: a name that some system cannot hold, or that another file has but for its case. */
export function checkNew({ vault }: ComposeOptions, path: string): void {
  if (vault.stat(path) !== undefined) return;
  if (!isVaultPath(path)) throw new AppError('invalid-path', `${path} is no path in the vault`, { path });
  const twin = vault.twin(path);
  if (twin !== undefined) throw new AppError('exists', `${twin} is there already`, { path: twin });
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    if (vault.stat(names.slice(0, index + 1).join('/')) === undefined) assertNewName(name);
  }
}

function newName({ vault }: ComposeOptions, folder: string, heading: string, taken: Set<string>): string {
  // Short enough for every disk, with a number and in any script.
  const name = safeName([...heading].slice(0, 60).join('')) || 'Untitled';
  assertNewName(`${name}.md`);
  for (let n = 1; ; n++) {
    const path = [folder, `${name}${n === 1 ? '' : ` ${n}`}.md`].filter(Boolean).join('/');
    if (vault.stat(path) !== undefined || vault.twin(path) !== undefined || taken.has(path.toLowerCase()))
      continue;
    taken.add(path.toLowerCase());
    return path;
  }
}
