import { LineIndex } from '../../shared/text/lines.ts';
import type { FileRow } from '../index/files.ts';
import type { HeadingRow } from '../index/note-rows.ts';
import { blockAt, type PackedBlock } from '../index/pack.ts';
import type { Store } from '../index/store.ts';
import { createNoteReader } from '../vault/note-reader.ts';
import type { Vault } from '../vault/vault.ts';

/** A note whose text and blocks are at hand, for showing places in it. */
export interface Source {
  row: FileRow;
  text: string;
  lines: LineIndex;
  blocks: PackedBlock[];
  headings: HeadingRow[];
}

export interface Context {
  /** The block, after its parents where it is a list item. */
  context: string;
  /** Where the block itself begins: in the note, and in `context`. */
  from: number;
  at: number;
}

/** Sources kept at hand: a note may be mentioned in ten thousand. */
const mostKept = 1_000;

/**
 * Open notes as sources, each read once, or again where very many came since. A note that cannot be read, or that has changed since it was indexed
 * so that offsets would lie, is undefined: its turn in the index comes soon.
 */
export function createSources(vault: Vault, store: Store): (file: number) => Source | undefined {
  const known = new Map<number, Source | undefined>();
  const reader = createNoteReader(vault);

  function open(file: number): Source | undefined {
    const row = store.files.byId(file);
    if (!row?.note) return undefined;
    try {
      const note = reader.read(row.path);
      if (note.hash !== row.hash) return undefined;
      return {
        row,
        text: note.text,
        lines: new LineIndex(note.text),
        blocks: store.facts.blocks(file),
        headings: store.facts.headings(file),
      };
    } catch {
      return undefined;
    }
  }

  return (file) => {
    if (!known.has(file)) {
      if (known.size >= mostKept) known.clear();
      known.set(file, open(file));
    }
    return known.get(file);
  };
}

/** Index of the block around an offset; -1 in front matter and between blocks. */
export const blockIndex = (source: Source, offset: number) => blockAt(source.blocks, offset);

/** The block around an offset with its parents; outside any block, the line. */
export function contextAt(source: Source, offset: number): Context {
  const index = blockAt(source.blocks, offset);
  const block = source.blocks[index];
  if (!block) {
    const from = source.text.lastIndexOf('\n', offset - 1) + 1;
    const end = source.text.indexOf('\n', offset);
    return { context: source.text.slice(from, end < 0 ? undefined : end), from, at: 0 };
  }
  const own = source.text.slice(block.from, block.to);
  let above = '';
  for (let parent = source.blocks[block.parent]; parent; parent = source.blocks[parent.parent]) {
    above = `${source.text.slice(parent.from, parent.to).trimEnd()}\n${above}`;
  }
  return { context: above + own, from: block.from, at: above.length };
}

/** Texts of the headings that a place stands under, outermost first; a heading itself is not under itself. */
export function headingPath(source: Source, offset: number): string[] {
  const block = source.blocks[blockAt(source.blocks, offset)];
  if (!block) return [];
  const path: string[] = [];
  let level = 7;
  let index = block.heading;
  if (block.kind === 'heading') {
    level = source.headings[index]?.level ?? 7;
    index--;
  }
  for (; index >= 0; index--) {
    const heading = source.headings[index];
    if (!heading || heading.level >= level) continue;
    path.unshift(heading.text);
    level = heading.level;
  }
  return path;
}
