import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { placeLink } from '../../shared/link/link-text.ts';
import { relink } from '../../shared/link/relink.ts';
import type { PlacedLink } from '../../shared/link/rename.ts';
import { namedFor } from '../../shared/link/rename-fragment.ts';
import { findFragment, fragmentParts, linkKey, linkTextFor } from '../../shared/link/resolve.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { carryFootnotes } from '../../shared/note/footnotes.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { withoutIndent } from '../../shared/note/whole-block.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import { dirname, isNote, isVaultPath, stem } from '../../shared/text/path.ts';
import { assertNewName, outside, safeName } from '../vault/file-name.ts';
import { type MovedIds, moveIds } from './moved-ids.ts';
import type { NoteEdits } from './note-edits.ts';
import {
  appended,
  type ComposeOptions,
  contentOf,
  created,
  type OpenNote,
  openNote,
  type Piece,
  trimmed,
} from './pieces.ts';
import { placeLinks } from './placed-links.ts';

export interface ComposePlan {
  /** The note that text is taken out of; undefined where it stays there. */
  source: string | undefined;
  creates: { path: string; text: string }[];
  edits: NoteEdits[];
  /** The note that goes to the trash. */
  gone?: string;
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
    const embed = leave === 'embed';
    const link = linkTextFor(target, { ...context, source: path, markdown: links.markdown, embed });
    const insert = left ?? (leave === 'nothing' ? '' : link);
    own.push(insert === link && !embed ? placeLink(file.text, from, to, link) : { from, to, insert });
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

/** What any new note would be refused: a name that some system cannot hold, or that another file has but for its case. */
export function checkNew({ vault }: Pick<ComposeOptions, 'vault'>, path: string): void {
  if (vault.stat(path) !== undefined) return;
  if (!isVaultPath(path)) throw outside(path);
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
