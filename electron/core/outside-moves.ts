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

/** Of the paths of a batch: those that are gone, and folders that are there. */
interface Looks {
  lost: string[];
  folders: string[];
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

  /** Notes that were at these paths, or below them, and are not there any more. */
  function goneNotes(paths: ReadonlySet<string>): Map<string, Identity> {
    const gone = new Map<string, Identity>();
    for (const path of paths) {
      if (gone.size >= most) break;
      if (vault.stat(path) !== undefined) continue;
      const row = store.files.get(path);
      for (const one of row ? [row] : store.files.below(path).slice(0, most)) {
        if (isNote(one.path) && vault.stat(one.path) === undefined) gone.set(one.path, one);
      }
    }
    return gone;
  }

  /** Notes that editors have and that are not where they were. */
  const goneSeen = () => [...seen].filter(([path]) => vault.stat(path) === undefined);

  /** Notes at these paths and below them, by what they are. */
  function present(paths: Iterable<string>): Map<string, string> {
    const notes = new Map<string, string>();
    for (const path of paths) {
      const stat = vault.stat(path);
      if (stat === 'folder') {
        for (const [below, identity] of notesBelow(path)) {
          if (notes.size >= most) break;
          notes.set(keyOf(identity), below);
        }
      } else if (stat && isNote(path)) notes.set(keyOf(stat), path);
    }
    return notes;
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
      .flatMap((path) => folders.map((to) => to + from.slice(path.length)))
      .find((path) => isSame(identityOf(path), identity));
  }

  function lookAt(paths: readonly string[]): Looks {
    const stats = paths.map((path) => [path, vault.stat(path)] as const);
    const those = (kind: 'folder' | undefined) =>
      stats.filter(([, stat]) => stat === kind).map(([path]) => path);
    return { lost: those(undefined), folders: those('folder').slice(0, mostFolders) };
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
      const among = new Set(paths.slice(0, most));
      const gone = new Map([...goneNotes(among), ...goneSeen()]);
      if (gone.size === 0) return [];
      const notes = present(among);
      const looks = lookAt([...among]);
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
