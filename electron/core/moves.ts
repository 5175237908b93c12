import type { Change } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { planRename } from '../../shared/link/rename.ts';
import { linkKey } from '../../shared/link/resolve.ts';
import { extname, isNote } from '../../shared/text/path.ts';
import type { LinkRecord } from '../index/links.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { NoteEdits } from './note-edits.ts';
import { type LinkOptions, placeLinks } from './placed-links.ts';

type Moves = Change['moved'];

export interface MovePlan {
  /** What is moved on disk: a file, or a folder as one. */
  move: Moves[number];
  /** Every file that has another path afterwards. */
  moved: Moves;
  /** With paths as they are afterwards. */
  edits: NoteEdits[];
}

/**
 * What renaming or moving a file or folder comes to.
 * @throws AppError `not-found`, `exists`, `invalid-path`, `invalid-name`
 */
export function planMove({ vault, store, takeChanged }: LinkOptions, from: string, wanted: string): MovePlan {
  const to = isNote(from) && extname(wanted) === '' ? `${wanted}.md` : wanted;
  checkMove(vault, from, to);
  const folder = vault.stat(from) === 'folder';
  const moved = folder
    ? store.files.below(from).map(({ path }) => ({ from: path, to: to + path.slice(from.length) }))
    : [{ from, to }];
  const map = new Map(moved.map((one) => [one.from, one.to]));
  const old = new Map(moved.map((one) => [one.to, one.from]));
  const { placed, sources } = placeLinks({ vault, store, takeChanged }, () => linksOf(store, moved));
  const edits = planRename(placed, map, candidatesAfter(store, map)).flatMap((plan): NoteEdits[] => {
    const file = sources.get(old.get(plan.path) ?? plan.path);
    return file && !file.readOnly ? [{ path: plan.path, file, edits: plan.edits }] : [];
  });
  return { move: { from, to }, moved, edits };
}

function checkMove(vault: Vault, from: string, to: string): void {
  if (to.startsWith(`${from}/`))
    throw new AppError('invalid-path', 'A folder cannot be moved into itself', { path: to });
  if (to === from) throw new AppError('exists', `${to} is there already`, { path: to });
  vault.checkMove(from, to);
}

/** Links that stand in what is moved, point to it, or give a name that it will have, each once. */
function linksOf(store: Store, moved: Moves): LinkRecord[] {
  const found = new Map<string, LinkRecord>();
  const add = (links: readonly LinkRecord[]) => {
    for (const link of links) found.set(`${link.file}:${link.seq}`, link);
  };
  for (const { from, to } of moved) {
    const row = store.files.get(from);
    if (row) add([...store.links.from(row.id), ...store.links.to(row.id)]);
    add(store.links.naming(linkKey(to)));
  }
  return [...found.values()];
}

function candidatesAfter(
  store: Store,
  moved: ReadonlyMap<string, string>,
): (key: string) => readonly string[] {
  const arrived = Map.groupBy(moved.values(), linkKey);
  // Asked for again with each of a thousand links.
  const known = new Map<string, readonly string[]>();
  return (key) => {
    const found = known.get(key) ?? [
      ...store.files.candidates(key).filter((path) => !moved.has(path)),
      ...(arrived.get(key) ?? []),
    ];
    known.set(key, found);
    return found;
  };
}
