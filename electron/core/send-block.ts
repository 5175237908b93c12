import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { namedFor } from '../../shared/link/rename-fragment.ts';
import { linkTextFor } from '../../shared/link/resolve.ts';
import { blockIdEdit, freeBlockId } from '../../shared/note/block-ids.ts';
import type { NoteFacts } from '../../shared/note/facts.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import { type WholeBlock, wholeBlock } from '../../shared/note/whole-block.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { LineIndex } from '../../shared/text/lines.ts';
import { isNote, stem } from '../../shared/text/path.ts';
import { type ComposePlan, candidatesWith, checkNew, plan } from './compose.ts';
import { moveIds } from './moved-ids.ts';
import { appended, type ComposeOptions, created, type OpenNote, openNote, type Piece } from './pieces.ts';

/**
 * A paragraph (list item, table, section) on its way to the note of a topic: moved, copied, or embedded there.
 * @throws AppError `not-found` where no block is on the line, `conflict` where it is another by now, `read-only`,
 * `blocked` where it can have no id to be embedded by, and what a new note may be refused for
 */
export function planSend(options: ComposeOptions, params: Params<'block.send'>): ComposePlan {
  const { path, what, leave = 'link', heading } = params;
  const target = isNote(params.target) ? params.target : `${params.target}.md`;
  if (target === path) throw new AppError('invalid-params', 'It is in this note already');
  const note = openNote(options, path);
  checkNew(options, target);
  const block = find(note, params);
  const under = heading?.trim() || undefined;
  const piece: Piece = { from: block.from, to: block.to, target, under, indent: block.indent };
  if (what === 'copy') return plan(options, note, [piece], 'nothing', false, true);
  if (what === 'embed') return embedded(options, note, block, piece);
  const there = options.vault.stat(target) ? scanNote(options.vault.read(target).text, stem(target)) : empty;
  const name = nameOf(note, block, there);
  const left = leave === 'nothing' ? '' : block.mark + linkTo(options, note, piece, name.fragment, leave);
  const to = leave === 'nothing' ? afterGap(note.file.text, block) : block.to;
  const edits = leave === 'nothing' ? [] : name.edits;
  return plan(options, note, [{ ...piece, left, edits, to }], leave);
}

const empty: Pick<NoteFacts, 'blocks' | 'headings'> = { blocks: [], headings: [] };

function find({ path, file: { text }, facts, body }: OpenNote, params: Params<'block.send'>): WholeBlock {
  const lines = new LineIndex(text);
  const line = Math.min(Math.max(1, params.line), lines.count);
  const start = lines.start(line);
  const words = text.slice(start, lines.end(line));
  if (params.text !== undefined && !words.includes(params.text.split(/\r?\n/, 1)[0]?.trim() ?? ''))
    throw new AppError('conflict', `Line ${line} of ${path} is another by now`, { path });
  const offset = start + words.length - words.trimStart().length;
  const block = start < body || words.trim() === '' ? undefined : wholeBlock(text, facts, offset);
  if (!block) throw new AppError('not-found', `No paragraph is on line ${line} of ${path}`, { path });
  return block;
}

/** By what the block is found in the other note, and the edits that give it that name. */
function nameOf(
  { file: { text }, facts }: OpenNote,
  block: WholeBlock,
  there: Pick<NoteFacts, 'blocks' | 'headings'>,
): { fragment: string | undefined; edits: TextEdit[] } {
  const own = facts.blocks[block.index];
  if (own?.kind === 'heading') {
    const moved = facts.headings[own.heading];
    const headings = [...there.headings, ...(moved ? [moved] : [])];
    return { fragment: namedFor(headings, headings.length - 1), edits: [] };
  }
  if (own?.id !== undefined) {
    const kept = `^${own.id}`;
    return { fragment: moveIds(text, block, facts.blocks, there.blocks).fragment(kept) ?? kept, edits: [] };
  }
  const id = freeBlockId(text.slice(block.from, block.to), [...facts.blocks, ...there.blocks]);
  const edit = blockIdEdit(text, facts.blocks, block.index, id);
  const fits = edit !== undefined && edit.to <= block.to;
  return fits ? { fragment: `^${id}`, edits: [edit] } : { fragment: undefined, edits: [] };
}

function linkTo(
  options: ComposeOptions,
  { path }: OpenNote,
  { target }: Piece,
  fragment: string | undefined,
  leave: 'link' | 'embed',
): string {
  const { links } = options.settings.read();
  return linkTextFor(target, {
    candidates: candidatesWith(options, [target], undefined),
    format: links.format,
    markdown: links.markdown,
    source: path,
    fragment,
    embed: leave === 'embed',
  });
}

/** Where the lines of a block, and the blank ones below it, end: where nothing stays, no gap stays either. */
function afterGap(text: string, { to }: WholeBlock): number {
  return to + (/^(?:[ \t]*\r?\n)+/.exec(text.slice(to))?.[0].length ?? 0);
}

/** The text stays, under an id, and the other note shows it. */
function embedded(options: ComposeOptions, note: OpenNote, block: WholeBlock, piece: Piece): ComposePlan {
  const { path, file } = note;
  const { target } = piece;
  const { fragment, edits } = nameOf(note, block, empty);
  if (fragment === undefined) throw new AppError('blocked', 'This block can have no id', { path });
  const link = linkTo(options, { ...note, path: target }, { ...piece, target: path }, fragment, 'embed');
  const own = edits.length > 0 ? [{ path, file, edits }] : [];
  if (!options.vault.stat(target)) {
    return { source: undefined, creates: [created(options, note, piece, link)], edits: own };
  }
  const other = openNote(options, target);
  const there = { path: target, file: other.file, edits: appended(options, note, piece, link) };
  return { source: undefined, creates: [], edits: [...own, there] };
}
