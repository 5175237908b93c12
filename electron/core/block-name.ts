import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { blockIdEdit } from '../../shared/note/block-ids.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { TextEdit } from '../../shared/text/edit.ts';

export interface BlockName {
  /** The id that the block has now. */
  id: string;
  /** What gives it to the block; undefined where the block has one. */
  edit: TextEdit | undefined;
}

/**
 * How the block that begins at a line gets an id.
 * @throws AppError `not-found` where no block begins there, `blocked` where it can have none
 */
export function planBlockName(text: string, { path, line, id }: Params<'block.name'>): BlockName {
  const { blocks } = scanNote(text, '');
  const index = blocks.findIndex((block) => block.line === line && block.kind !== 'heading');
  const block = blocks[index];
  if (!block) throw new AppError('not-found', `No block begins at line ${line} of ${path}`, { path });
  if (block.id !== undefined) return { id: block.id, edit: undefined };
  const edit = blockIdEdit(text, blocks, index, id);
  if (!edit) throw new AppError('blocked', 'This block can have no id', { path, line });
  return { id, edit };
}
