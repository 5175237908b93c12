import { AppError } from '../../shared/contract/errors.ts';
import { planBlockIdRename } from '../../shared/link/rename-fragment.ts';
import { scanNote } from '../../shared/note/scan/scan-note.ts';
import type { TextEdit } from '../../shared/text/edit.ts';
import { stem } from '../../shared/text/path.ts';
import type { NoteEdits } from './note-edits.ts';
import { type LinkOptions, placeLinks } from './placed-links.ts';

/**
 * The edits that give a block another id, and those that let every `#^id` link follow it.
 * @throws AppError `not-found` where no block has the id, `exists` where one has the new one, `invalid-name`, `read-only`
 */
export function planBlock(options: LinkOptions, path: string, id: string, to: string): NoteEdits[] {
  const { vault, store, takeChanged } = options;
  if (!/^[A-Za-z0-9-]+$/.test(to)) {
    throw new AppError('invalid-name', 'A block id is made of Latin letters, digits and hyphens', {
      name: to,
    });
  }
  takeChanged([path]);
  const file = vault.read(path);
  if (file.readOnly) throw new AppError('read-only', `${path} is read-only`, { path, why: file.readOnly });
  const { blocks } = scanNote(file.text, stem(path));
  const has = (name: string) => blocks.find((one) => one.id?.toLowerCase() === name.toLowerCase());
  const block = has(id);
  const row = store.files.get(path);
  const at = block && blockIdAt(file.text, block.span.from, id, to);
  if (!row || at === undefined) throw new AppError('not-found', `${path} has no block ^${id}`, { path });
  if (id.toLowerCase() !== to.toLowerCase() && has(to))
    throw new AppError('exists', `^${to} is there already`, { path });
  const { placed, sources } = placeLinks(options, () => store.links.to(row.id));
  const edits = new Map<string, TextEdit[]>([[path, [{ from: at, to: at + id.length, insert: to }]]]);
  for (const plan of planBlockIdRename(path, id, to, placed)) {
    edits.set(plan.path, [...(edits.get(plan.path) ?? []), ...plan.edits]);
  }
  return [...edits].flatMap(([source, list]): NoteEdits[] => {
    const found = source === path ? file : sources.get(source);
    return found && !found.readOnly ? [{ path: source, file: found, edits: list }] : [];
  });
}

/**
 * The id at the end of a line of the block, or alone on a line after it. What reads the same in a fence is no id: it
 * is the one with which, changed, the block has the new id.
 */
export function blockIdAt(text: string, from: number, id: string, to: string): number | undefined {
  for (const found of text.slice(from).matchAll(new RegExp(`(?:^|[ \\t])\\^(${id})[ \\t]*$`, 'gim'))) {
    const at = from + found.index + found[0].indexOf('^') + 1;
    const { blocks } = scanNote(text.slice(0, at) + to + text.slice(at + id.length), '');
    if (blocks.some((block) => block.span.from === from && block.id === to)) return at;
  }
  return undefined;
}
