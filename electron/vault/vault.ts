import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { isVaultPath } from '../../shared/text/path.ts';
import {
  createFileAtomic,
  hashBytes,
  removeLeftovers,
  syncFolder,
  writeFileAtomic,
} from '../disk/atomic-write.ts';
import { diskError, onDisk } from '../disk/disk-error.ts';
import { type Lock, noLock } from '../disk/lock.ts';
import { makeFolder } from '../disk/make-folder.ts';
import { createNameCheck, findTwin } from './exact-name.ts';
import { assertNewName, outside } from './file-name.ts';
import { lateWrite } from './late-write.ts';
import { decodeText, encodeText, lookAtBytes, openLimit, parseLimit } from './text-file.ts';
import { type FileStat, statPath, toFileStat } from './walk.ts';

export interface NoteFile extends FileStat {
  text: string;
  /** All of the file, where it was read into a place of its own. */
  bytes?: Uint8Array;
  /** Of the bytes on disk. */
  hash: string;
  bom: boolean;
  readOnly: 'not-utf8' | 'too-large' | undefined;
}

/** A folder of notes: every path is checked, every write is whole. */
export interface Vault {
  /** Real path of the folder. */
  readonly dir: string;
  /** True while the folder is there. */
  present(): boolean;
  /** Whether this user may make files in it, or write this one: both the file and its folder must allow it. */
  writable(path?: string): boolean;
  /** Absolute path of a vault path that names something existing; links that lead out are refused. */
  resolve(path: string): string;
  stat(path: string): FileStat | 'folder' | undefined;
  /** What stands in the same folder under a name that differs in case or composition alone. */
  twin(path: string): string | undefined;
  /** @throws AppError `not-found`, `no-access`, `too-large` (over 64 MB) */
  read(path: string): NoteFile;
  readBytes(path: string): Uint8Array;
  /** The first bytes of a file, so many at most. @throws AppError of the disk */
  readHead(path: string, most: number): Uint8Array;
  /**
   * @param base hash that the text began from; undefined makes a new file
   * @throws AppError `conflict` with `{text, hash}` of what is on disk, `exists`, `read-only`, or of the disk
   */
  write(path: string, text: string, base: string | undefined): NoteFile;
  /** @param again it was there once: then its name may be any */
  createBytes(path: string, data: Uint8Array, again?: boolean): void;
  createFolder(path: string): void;
  /** What `move` would refuse. @throws AppError `not-found`, `exists`, `invalid-path`, `invalid-name` */
  checkMove(from: string, to: string): void;
  /** Move a file or folder inside the vault; folders on the way are made. */
  move(from: string, to: string): void;
  /** Where in `.trash/` a file or folder would go now. */
  trashPath(path: string): string;
  /** Move a file or folder into `.trash/`; returns its path there. */
  trash(path: string): string;
  /** Bring back what `trash` returned. */
  restore(trashed: string, path: string): void;
  /** Remove the temporary files of a stopped process that a walk met in a folder. */
  removeLeftovers(scan: { path: string; leftovers: string[] }): void;
}

/**
 * Open a folder as a vault.
 * @param lock held while a file is compared and replaced, so that two processes do not do so at once
 * @throws AppError `not-found`, `no-access`, `invalid-path` where `dir` is no readable folder
 */
export function openVault(dir: string, lock: Lock = noLock): Vault {
  const root = onDisk(dir, () => realpathSync(dir));
  if (!statSync(root).isDirectory())
    throw new AppError('invalid-path', `${dir} is not a folder`, { path: dir });

  const inside = (path: string, real: string) => {
    if (real !== root && !real.startsWith(root + sep)) {
      throw outside(path);
    }
  };

  const present = () => statSync(root, { throwIfNoEntry: false })?.isDirectory() ?? false;

  function check(path: string): void {
    if (!isVaultPath(path)) throw outside(path);
    if (!present())
      throw new AppError('vault-lost', `The folder ${root} is not there any more`, { dir: root });
  }

  const isExact = createNameCheck(root);

  function stat(path: string): FileStat | 'folder' | undefined {
    const found = isVaultPath(path) ? statPath(root, path) : undefined;
    return found !== undefined && isExact(path) ? found : undefined;
  }

  function resolve(path: string): string {
    check(path);
    const file = join(root, path);
    inside(
      path,
      onDisk(path, () => realpathSync(file)),
    );
    return file;
  }

  /**
   * A path that need not exist yet: its nearest existing folder must be inside, and new names must be good ones.
   * @param assertName refuses a name; what was there once may be there again under any
   */
  function resolveNew(path: string, assertName = assertNewName): string {
    check(path);
    const file = join(root, path);
    let folder = dirname(file);
    while (!isTaken(folder)) {
      assertName(basename(folder));
      folder = dirname(folder);
    }
    inside(
      path,
      onDisk(path, () => realpathSync(folder)),
    );
    if (!isTaken(file)) assertName(basename(file));
    return file;
  }

  function readBytes(path: string): Uint8Array {
    const file = resolve(path);
    const found = statPath(root, path);
    if (found === 'folder') throw new AppError('invalid-path', `${path} is a folder`, { path });
    if (found && found.size > openLimit) {
      throw new AppError('too-large', `${path} is larger than 64 MB`, {
        path,
        size: found.size,
        limit: openLimit,
      });
    }
    return onDisk(path, () => readFileSync(file));
  }

  function readHead(path: string, most: number): Uint8Array {
    return onDisk(path, () => {
      const file = openSync(resolve(path), 'r');
      try {
        const bytes = new Uint8Array(most);
        return bytes.subarray(0, readSync(file, bytes));
      } finally {
        closeSync(file);
      }
    });
  }

  function read(path: string): NoteFile {
    // First its times, then its bytes: what is written in between is met again, not missed.
    const times = toFileStat(onDisk(path, () => statSync(resolve(path))));
    const bytes = readBytes(path);
    const { bom, valid } = lookAtBytes(bytes);
    const readOnly = !valid ? 'not-utf8' : bytes.length > parseLimit ? 'too-large' : undefined;
    let text: string | undefined;
    return {
      ...times,
      bytes,
      bom,
      hash: hashBytes(bytes),
      readOnly,
      // Many only want to know whether it is the same.
      get text() {
        text ??= decodeText(bytes).text;
        return text;
      },
    };
  }

  function write(path: string, text: string, base: string | undefined): NoteFile {
    const file = resolveNew(path);
    const found = base === undefined ? undefined : read(path);
    if (found) {
      checkBase(path, found, text, base);
      // A rename would replace it whatever its mode says.
      onDisk(path, () => accessSync(file, constants.W_OK));
    } else {
      assertFree(path, file);
      onDisk(path, () => makeFolder(dirname(file)));
    }
    const bytes = encodeText(text, found?.bom ?? false);
    if (found) replace(path, file, found.hash, { text, bytes });
    else createFileAtomic(file, bytes);
    return {
      ...toFileStat(statSync(file)),
      text,
      bom: found?.bom ?? false,
      hash: hashBytes(bytes),
      readOnly: undefined,
    };
  }

  /** Replace a file by ours where it is the one with this hash, up to the moment of the rename and a little beyond. */
  function replace(
    path: string,
    file: string,
    hash: string,
    ours: { text: string; bytes: Uint8Array },
  ): void {
    const old = onDisk(path, () => openSync(file, 'r'));
    try {
      let before: Uint8Array = ours.bytes;
      writeFileAtomic(file, ours.bytes, undefined, (rename) =>
        lock.hold(() => {
          before = onDisk(path, () => readFileSync(file));
          if (hashBytes(before) !== hash) checkBase(path, read(path), ours.text, hash);
          rename();
        }),
      );
      const theirs = lateWrite(old, before);
      if (theirs && hashBytes(theirs) !== hashBytes(ours.bytes)) giveBack(path, file, theirs, ours, hash);
    } finally {
      closeSync(old);
    }
  }

  /** Theirs came last, though ours has taken its place: it is put back, and ours is refused as any that comes late. */
  function giveBack(
    path: string,
    file: string,
    theirs: Uint8Array,
    ours: { text: string; bytes: Uint8Array },
    hash: string,
  ): void {
    writeFileAtomic(file, theirs, undefined, (rename) =>
      lock.hold(() => {
        if (hashBytes(onDisk(path, () => readFileSync(file))) === hashBytes(ours.bytes)) rename();
      }),
    );
    checkBase(path, read(path), ours.text, hash);
  }

  /**
   * Nothing may stand at a path that is to be made, under no name that some disk takes for the same.
   * @param source what is moved there: it may stand in its own way, where the case of its name changes
   */
  function assertFree(path: string, file: string, source?: string): void {
    const there = isTaken(file) ? path : undefined;
    const standing = [there && isExact(path) ? there : undefined, findTwin(root, path), there];
    const taken = standing.find(
      (each) => each !== undefined && !(source !== undefined && sameFile(source, join(root, each))),
    );
    if (taken !== undefined) throw new AppError('exists', `${taken} is there already`, { path: taken });
  }

  function checkMove(from: string, to: string): { source: string; target: string } {
    const source = resolve(from);
    if (statPath(root, from) === undefined) {
      throw new AppError('not-found', `${from} is not in the vault`, { path: from });
    }
    const target = resolveNew(to);
    assertFree(to, target, source);
    if (basename(from) !== basename(to)) assertNewName(basename(to));
    return { source, target };
  }

  function move(from: string, to: string): void {
    const { source, target } = checkMove(from, to);
    onDisk(to, () => {
      makeFolder(dirname(target));
      lock.hold(() => {
        assertFree(to, target, source);
        renameSync(source, target);
      });
      syncFolder(dirname(target));
      syncFolder(dirname(source));
    });
  }

  function trashPath(path: string): string {
    let free = `.trash/${path}`;
    for (let n = 1; isTaken(join(root, free)); n++) free = `.trash/${path} ${n}`;
    return free;
  }

  function trash(path: string): string {
    const source = resolve(path);
    return onDisk(path, () => {
      const to = lock.hold(() => {
        const free = trashPath(path);
        makeFolder(dirname(join(root, free)));
        renameSync(source, join(root, free));
        return free;
      });
      syncFolder(dirname(join(root, to)));
      syncFolder(dirname(source));
      return to;
    });
  }

  function restore(trashed: string, path: string): void {
    const target = resolveNew(path, () => {});
    onDisk(path, () => {
      makeFolder(dirname(target));
      lock.hold(() => {
        assertFree(path, target);
        renameSync(join(root, trashed), target);
      });
      syncFolder(dirname(target));
    });
  }

  return {
    dir: root,
    present,
    writable: (path = '') =>
      isWritable(join(root, path)) && (path === '' || isWritable(dirname(join(root, path)))),
    resolve,
    stat,
    twin: (path) => (isVaultPath(path) ? findTwin(root, path) : undefined),
    read,
    readBytes,
    readHead,
    write,
    createBytes(path, data, again = false) {
      const file = again ? resolveNew(path, () => {}) : resolveNew(path);
      assertFree(path, file);
      onDisk(path, () => makeFolder(dirname(file)));
      createFileAtomic(file, data);
    },
    createFolder(path) {
      const folder = resolveNew(path);
      assertFree(path, folder);
      onDisk(path, () => makeFolder(folder));
    },
    checkMove: (from, to) => void checkMove(from, to),
    move,
    trashPath,
    trash,
    restore,
    removeLeftovers: ({ path, leftovers }) => removeLeftovers(join(root, path), leftovers),
  };
}

/** @throws AppError `read-only`, `conflict` where `found` cannot be replaced by a text that began from `base` */
function checkBase(path: string, found: NoteFile, text: string, base: string | undefined): void {
  if (found.readOnly) {
    throw new AppError('read-only', `${path} is read-only`, { path, why: found.readOnly });
  }
  if (found.hash !== base && found.text !== text) {
    throw new AppError('conflict', `${path} was changed by something else`, {
      path,
      text: found.text,
      hash: found.hash,
    });
  }
}

/** A link that leads nowhere takes a name as a file does: its target may be away for a while. */
function isTaken(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A name that this disk cannot hold, or a folder that may not be looked into: the write will say so.
    return false;
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function sameFile(a: string, b: string): boolean {
  try {
    const one = lstatSync(a);
    const two = isTaken(b) ? lstatSync(b) : undefined;
    return two !== undefined && one.ino === two.ino && one.dev === two.dev;
  } catch (error) {
    throw diskError(error, a);
  }
}
