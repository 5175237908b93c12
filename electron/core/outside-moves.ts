import type { Change } from '../../shared/contract/api.ts';
import { isNote } from '../../shared/text/path.ts';
import { statAt } from '../index/folders.ts';
import type { Store } from '../index/store.ts';
import type { Vault } from '../vault/vault.ts';
import { type FileStat, walkVault } from '../vault/walk.ts';

type Moves = Change['moved'];
/** What stays with a file when it gets another name; a number alone is given out again. */
type Identity = Pick<FileStat, 'ino' | 'created'>;

/** So many of the notes that editors asked for last are known by what they are on disk. */
const remembered = 500;
/** So many paths of one batch are looked at: looking must not hold up calls. */
const most = 1_000;
/** So many folders that came are tried as the new name of one that went. */
const mostFolders = 10;

/** Of the paths of a batch: those that are gone, folders that are there, and notes that are, by what they are. */
interface Looks {
  lost: string[];
  folders: string[];
  notes: Map<string, string>;
}

/** Where notes went that another program renamed or moved: told by the file that stands somewhere else now. */
export function createOutsideMoves({ vault, store }: { vault: Vault; store: Store }) {
  const seen = new Map<string, Identity>();
  /** Where notes went of late. */
  const went = new Map<string, string>();

  function identityOf(path: string): Identity | undefined {
    const stat = vault.stat(path);
    return stat === 'folder' ? undefined : stat;
  }

  /** Notes that were at these paths, or below them, which are not there any more. */
  function goneNotes(lost: readonly string[]): Map<string, Identity> {
    const gone = new Map<string, Identity>();
    for (const path of lost) {
      if (gone.size >= most) break;
      const row = store.files.get(path);
      for (const one of row ? [row] : store.files.below(path).slice(0, most)) {
        if (isNote(one.path) && vault.stat(one.path) === undefined) gone.set(one.path, one);
      }
    }
    return gone;
  }

  /** Notes that editors have and that are not where they were; only those are looked at that may be in the batch. */
  function goneSeen({ folders, notes }: Looks): [string, Identity][] {
    const mayBeThere = ([path, identity]: [string, Identity]) =>
      folders.length > 0 || (notes.get(keyOf(identity)) ?? path) !== path;
    return [...seen].filter((one) => mayBeThere(one) && vault.stat(one[0]) === undefined);
  }

  /** Notes of the batch and below its folders, by what they are. */
  function present({ folders, notes }: Looks): Map<string, string> {
    const all = new Map(notes);
    for (const folder of folders) {
      for (const [below, identity] of notesBelow(folder)) {
        if (all.size >= most) break;
        all.set(keyOf(identity), below);
      }
    }
    return all;
  }

  function* notesBelow(folder: string): Generator<[string, Identity]> {
    for (const scan of walkVault(vault.dir, folder)) {
      for (const [index, name] of scan.names.entries()) {
        if (isNote(name)) yield [`${scan.path}/${name}`, statAt(scan, index)];
      }
    }
  }

  /** Where a note is that was below a folder that is gone, where that folder is found under another name. */
  function inFolder(from: string, identity: Identity, { lost, folders }: Looks): string | undefined {
    return lost
      .filter((path) => from.startsWith(`${path}/`))
      .flatMap((path) => folders.slice(0, mostFolders).map((to) => to + from.slice(path.length)))
      .find((path) => isSame(identityOf(path), identity));
  }

  function lookAt(paths: Iterable<string>): Looks {
    const looks: Looks = { lost: [], folders: [], notes: new Map() };
    for (const path of paths) {
      const stat = vault.stat(path);
      if (stat === undefined) looks.lost.push(path);
      else if (stat === 'folder') looks.folders.push(path);
      else if (isNote(path)) looks.notes.set(keyOf(stat), path);
    }
    return looks;
  }

  return {
    /** An editor has this note as it is on disk now. */
    saw(path: string, { ino, created }: Identity): void {
      keepLast(seen, path, { ino, created });
    },
    /** Where a note is that an editor still knows by the path it had. */
    now: (path: string): string => (vault.stat(path) === undefined ? (went.get(path) ?? path) : path),
    /** They have other paths by our own doing. */
    moved(moves: Moves): void {
      for (const { from, to } of moves) {
        const identity = seen.get(from);
        seen.delete(from);
        if (identity) this.saw(to, identity);
      }
    },
    /** @param paths something happened to them, all at one time, and it was none of ours */
    find(paths: readonly string[]): Moves {
      const looks = lookAt(new Set(paths.slice(0, most)));
      const gone = new Map([...goneNotes(looks.lost), ...goneSeen(looks)]);
      if (gone.size === 0) return [];
      const notes = present(looks);
      const moves: Moves = [];
      for (const [from, identity] of gone) {
        const to = inFolder(from, identity, looks) ?? notes.get(keyOf(identity));
        if (to === undefined) continue;
        moves.push({ from, to });
        keepLast(went, from, to);
        seen.delete(from);
        keepLast(seen, to, identity);
      }
      return moves;
    },
  };
}

export type OutsideMoves = ReturnType<typeof createOutsideMoves>;

const keyOf = ({ ino, created }: Identity) => `${ino} ${created}`;
const isSame = (a: Identity | undefined, b: Identity) => a !== undefined && keyOf(a) === keyOf(b);

function keepLast<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= remembered) break;
    map.delete(oldest);
  }
}
