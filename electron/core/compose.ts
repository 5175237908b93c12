import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { relink } from '../../shared/link/relink.ts';
import type { PlacedLink } from '../../shared/link/rename.ts';
import { namedFor } from '../../shared/link/rename-fragment.ts';
import { findFragment, fragmentParts, linkKey, linkTextFor } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { carryFootnotes } from '../../shared/note/footnotes.ts';
import { readFrontMatter, splitNote } from '../../shared/note/front-matter.ts';
import { addProperties } from '../../shared/note/property-add.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
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
  /** The note that text is taken out of. */
  source: string;
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
interface Piece {
  from: number;
  to: number;
  target: string;
}

/** @throws AppError `invalid-params` where nothing is selected, `read-only`, `invalid-path`, `invalid-name`, `exists` */
export function planExtract(options: ComposeOptions, params: Params<'note.extract'>): ComposePlan {
  const { path, target: wanted, leave } = params;
  const note = open(options, path);
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
  const note = open(options, path);
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
  const note = open(options, path);
  if (!options.vault.stat(target))
    throw new AppError('not-found', `${target} is not in the vault`, { path: target });
  const piece = trimmed(note.file.text, { from: note.body, to: note.file.text.length, target });
  const made = plan(options, note, [piece], 'nothing', true);
  return { ...made, edits: made.edits.filter((one) => one.path !== path), gone: path };
}

interface OpenNote {
  path: string;
  file: NoteFile;
  facts: NoteFacts;
  /** Where the body begins. */
  body: number;
}

function open({ vault, takeChanged }: ComposeOptions, path: string): OpenNote {
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

/** @param whole the note itself becomes the other one: links to it follow too */
function plan(
  options: ComposeOptions,
  note: OpenNote,
  pieces: readonly Piece[],
  leave: 'link' | 'embed' | 'nothing',
  whole = false,
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
    pieces.map((piece) => [piece, [...(ids.get(piece)?.edits ?? [])]]),
  );
  const outside = new Map<string, TextEdit[]>();
  for (const link of placed) {
    const holder = link.source === path ? holding(link.from) : undefined;
    const moved =
      link.target === path ? movedTo(link, facts, holding, whole ? pieces[0] : undefined) : undefined;
    const source = holder?.target ?? link.source;
    const target = moved?.target ?? link.target;
    if (source === link.source && target === link.target) continue;
    const edit = relink({ link, source, target, fragment: moved && fragmentIn(link, moved) }, context);
    if (!edit) continue;
    if (holder) inside.get(holder)?.push(edit);
    else outside.set(link.source, [...(outside.get(link.source) ?? []), edit]);
  }

  const own = outside.get(path) ?? [];
  for (const { from, to, target } of pieces) {
    const link = linkTextFor(target, {
      ...context,
      source: path,
      markdown: links.markdown,
      embed: leave === 'embed',
    });
    own.push({ from, to, insert: leave === 'nothing' ? '' : link });
  }
  outside.set(path, own);

  const creates: ComposePlan['creates'] = [];
  const texts = new Map(pieces.map((piece) => [piece, contentOf(file.text, piece, inside.get(piece) ?? [])]));
  for (const [piece, part] of texts) {
    const there = options.vault.stat(piece.target) !== undefined;
    const content = carryFootnotes(part, file.text, there ? options.vault.read(piece.target).text : '');
    if (!there) creates.push({ path: piece.target, text: newText(options, note, piece.target, content) });
    else
      outside.set(piece.target, [
        ...(outside.get(piece.target) ?? []),
        ...appended(options, note, piece.target, content, whole),
      ]);
  }
  const edits = [...outside].flatMap(([at, list]): NoteEdits[] => {
    const found = at === path ? file : (sources.get(at) ?? options.vault.read(at));
    if (found.readOnly) {
      if (pieces.some(({ target }) => target === at))
        throw new AppError('read-only', `${at} is read-only`, { path: at });
      return [];
    }
    return [{ path: at, file: found, edits: list }];
  });
  return { source: path, creates, edits };
}

function unique<T extends { file: number; seq: number }>(links: readonly T[]): T[] {
  return [...new Map(links.map((link) => [`${link.file}:${link.seq}`, link])).values()];
}

function candidatesWith({ store }: ComposeOptions, targets: readonly string[], gone: string | undefined) {
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

/** At the end of a note that is there, after a blank line; of a whole note, the properties that the other has not. */
function appended(
  { vault }: ComposeOptions,
  note: OpenNote,
  target: string,
  content: string,
  whole: boolean,
): TextEdit[] {
  const { text } = vault.read(target);
  const break_ = text.includes('\r\n') ? '\r\n' : '\n';
  const tail = text.length - text.trimEnd().length;
  const at = text.length - tail;
  const gap = at === 0 ? '' : break_ + break_;
  const body =
    content === ''
      ? []
      : [{ from: at, to: text.length, insert: gap + content.replace(/\r?\n/g, break_) + break_ }];
  return whole ? [...propertyEdits(note, target, text), ...body] : body;
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
function checkNew({ vault }: ComposeOptions, path: string): void {
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
