import { AppError } from '../../shared/contract/errors.ts';
import { noteDate } from '../../shared/note/date.ts';
import { parseNote } from '../../shared/note/parse.ts';
import { dirname } from '../../shared/text/path.ts';
import { differs, type FileRow, type FolderChange } from '../index/files.ts';
import { statAt } from '../index/folders.ts';
import { createIngest } from '../index/ingest.ts';
import type { Store } from '../index/store.ts';
import { parseLimit } from '../vault/text-file.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';
import { type FileStat, walkVault } from '../vault/walk.ts';

/** What says that a file is not there at this moment, and nothing of what is in it. */
const away = new Set(['vault-lost', 'not-found', 'busy', 'invalid-path']);

/**
 * Files of the vault into the index, one at a time and at once. Taking a file in twice changes nothing.
 * Every function is called inside a transaction.
 */
export function createIntake(vault: Vault, store: Store) {
  const { files, folders } = store;
  const ingest = createIngest(store);

  /** The note, or the code of what keeps it from being read as text. */
  function read(row: { path: string; size: number }): NoteFile | string {
    if (row.size > parseLimit) return 'too-large';
    try {
      const file = vault.read(row.path);
      return file.readOnly ?? file;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      // A bad sector, a share that fails: this file cannot be read, and the others can.
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (code && syscall) return code;
      throw error;
    }
  }

  function putNote(row: FileRow, file: NoteFile): void {
    try {
      const facts = parseNote(file.text, row.name);
      const date = noteDate(facts, row.path, file.modified);
      ingest.putFacts(row, { text: file.text, hash: file.hash, facts, date });
    } catch (error) {
      // One note that the parser has no stack for must not keep the others out.
      if (!(error instanceof RangeError)) throw error;
      ingest.putUnread(row, file.hash, JSON.stringify({ code: 'too-deep' }));
    }
  }

  function takeFacts(row: FileRow): void {
    const file = read(row);
    if (typeof file !== 'string') {
      if (file.hash !== row.hash) putNote(row, file);
    } else if (!away.has(file)) {
      ingest.putUnread(row, '', JSON.stringify({ code: file }));
    }
  }

  /** Facts, text and mentions go together: where the file is another by now than its facts say, they are taken anew. */
  function takeText(row: FileRow): void {
    const file = row.note ? read(row) : '';
    if (typeof file === 'string') {
      if (!away.has(file)) ingest.putText(row, '');
      return;
    }
    if (file.hash !== row.hash) {
      files.restat(row.id, file);
      putNote(row, file);
    }
    ingest.putText(row, file.text);
  }

  function takeFile(row: FileRow, stat: FileStat): void {
    files.restat(row.id, stat);
    // A walk's entry has a `name` too: that of the file, with its extension.
    if (row.note) takeFacts({ ...row, size: stat.size });
    const now = files.byId(row.id);
    if (now && now.doc === null) takeText(now);
  }

  function takeFolder(path: string): string[] {
    const taken: string[] = [];
    const gone = new Set(files.below(path).map((row) => row.path));
    const lost = new Set(folders.below(path));
    for (const scan of walkVault(vault.dir, path)) {
      lost.delete(scan.path);
      scan.names.forEach((name, index) => {
        const child = `${scan.path}/${name}`;
        const stat = statAt(scan, index);
        gone.delete(child);
        if (isSettled(child, stat)) return;
        takeKnown(child, stat);
        taken.push(child);
      });
      files.settleFolder(scan);
    }
    for (const child of gone) taken.push(...remove(child));
    for (const folder of lost) folders.forget(folder);
    return taken;
  }

  /** Whether all of a file as it is on disk is in the index. A note that could not be read is tried again. */
  function isSettled(path: string, stat: FileStat): boolean {
    const known = files.get(path);
    if (!known || known.doc === null || differs(known, stat)) return false;
    return known.note === 0 || (known.hash !== null && known.hash !== '');
  }

  function takeKnown(path: string, stat: FileStat): void {
    const known = files.get(path);
    if (known) {
      takeFile(known, stat);
      return;
    }
    const added = files.add(path, stat);
    ingest.arrived(added);
    takeFile(files.byId(added.id) as FileRow, stat);
  }

  /** Rows of the files of a folder that was walked; what is in them is still to be read. */
  function follow(folder: string): FolderChange {
    const change = files.follow(folder);
    for (const file of change.added) ingest.arrived(file);
    for (const row of change.removed) ingest.gone(row);
    return change;
  }

  /** Before one path of a tree is taken in that was walked only just now. */
  function followAround(path: string): void {
    const above = dirname(path);
    for (const folder of folders.waiting()) {
      if (folder === above || folder === path || folder.startsWith(`${path}/`)) follow(folder);
    }
  }

  function removeBelow(path: string): string[] {
    for (const folder of [path, ...folders.below(path)]) folders.forget(folder);
    return files.below(path).flatMap((row) => remove(row.path));
  }

  function remove(path: string): string[] {
    const row = files.get(path);
    if (!row) return [];
    ingest.gone(row);
    return [path];
  }

  return {
    follow,
    gone: ingest.gone,
    stale: ingest.stale,

    /** Facts of a note that a walk found to be new or changed; `id` may be gone again by now. */
    takeUnread(id: number): void {
      const row = files.byId(id);
      const stat = row && vault.stat(row.path);
      if (!row || !stat || stat === 'folder') return;
      files.restat(id, stat);
      takeFacts({ ...row, ...stat });
    },

    /** Full text and mentions of what has none yet. */
    takeWaiting({ id }: { id: number }): void {
      const row = files.byId(id);
      if (row?.doc === null) takeText(row);
    },

    /**
     * Bring one path of the disk (a file, a folder, or nothing any more) into the index. Returns the paths that changed.
     * A file is read whatever its size and times: two writes within one tick of the clock differ in neither.
     */
    takePath(path: string): string[] {
      followAround(path);
      const stat = vault.stat(path);
      if (stat === 'folder') return [...remove(path), ...takeFolder(path)];
      const below = removeBelow(path);
      if (!stat) return [...below, ...remove(path)];
      takeKnown(path, stat);
      return [...below, path];
    },

    /** A path, after the files in it that differ where it is a folder: so that long work has short steps. */
    unfold(path: string): string[] {
      if (vault.stat(path) !== 'folder') return [path];
      const children = [...walkVault(vault.dir, path)].flatMap((scan) =>
        scan.names.flatMap((name, index) => {
          const child = `${scan.path}/${name}`;
          return isSettled(child, statAt(scan, index)) ? [] : [child];
        }),
      );
      return [...children, path];
    },

    /** The folders of these paths are there, and the next opening has to look into them. */
    unsettle(paths: readonly string[]): void {
      const seen = new Set<string>();
      for (const path of paths) {
        const own = dirname(path);
        for (let folder = own; !seen.has(folder); folder = dirname(folder)) {
          seen.add(folder);
          if (folder !== '' && vault.stat(folder) !== 'folder') folders.forget(folder);
          else folders.make(folder);
        }
        if (own === '' || vault.stat(own) === 'folder') folders.touch(own);
      }
    },

    refresh(file: number): void {
      const row = files.byId(file);
      const note = row?.note ? read(row) : '';
      if (typeof note === 'string' && away.has(note)) return;
      if (row && typeof note === 'object' && note.hash !== row.hash) takeText(row);
      store.mentions.clear(file);
      ingest.refresh(file, typeof note === 'object' ? note.text : undefined);
    },
  };
}
