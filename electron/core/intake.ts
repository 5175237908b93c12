import { type Names, namesToFind } from '../../shared/link/mentions.ts';
import { dirname, isNote } from '../../shared/text/path.ts';
import { differs, type FileRow, type FolderChange } from '../index/files.ts';
import { type FileStat, statAt } from '../index/folders.ts';
import { createIngest } from '../index/ingest.ts';
import { unpackSpans } from '../index/pack.ts';
import type { Store } from '../index/store.ts';
import { createNoteReader } from '../vault/note-reader.ts';
import type { Vault } from '../vault/vault.ts';
import { walkVault } from '../vault/walk.ts';
import { createNoteWork, type Job, type Result } from './note-work.ts';

/** From so many bytes on, taking notes apart holds up calls for longer than another thread takes to start. */
const much = 1 << 20;

type FileState = Pick<FileRow, 'id' | 'note' | 'hash'>;

/**
 * Files of the vault into the index. Jobs say what is to be made of a note, here or in another thread, and results are
 * written; taking a file in twice changes nothing. Every function that writes is called inside a transaction.
 */
export function createIntake(vault: Vault, store: Store) {
  const { files, folders, facts, mentions } = store;
  const ingest = createIngest(store);
  const reader = createNoteReader(vault);
  /** Hashes of large notes as they were written here last. */
  const written = new Map<string, string>();
  const work = createNoteWork({ vault, reader, find: mentions.find, rows: store.textRows });

  /** A note that was taken in, or marked again, since the job was made is not what was found. */
  function putFacts(result: Result<'facts'>, job: Job<'facts'>): void {
    // At a first opening this is so of every note.
    if ('rows' in result && result.rows && job.hash === null) {
      if (ingest.putFirst(job, result.rows, result.stat)) return;
    }
    const row = files.byId(job.id);
    if (row && row.path === job.path && row.hash === job.hash && row.size === job.size) putRow(row, result);
  }

  function putRow(row: FileRow, result: Result<'facts'>): void {
    if ('away' in result) return;
    files.restat(row.id, result.stat);
    if (result.rows) ingest.putFacts(row, result.rows);
    else if (result.unread) ingest.putUnread(row, result.unread.hash, result.unread.problem);
  }

  /**
   * Facts and text go together: where the file is another by now than its facts say, they are taken anew.
   * @param names version of the names that mentions were found by; those of another are left to be found again
   */
  function putText(result: Result<'text'>, names: number): void {
    if ('away' in result) return;
    const row = files.state(result.id);
    if (row?.doc !== null) return;
    if (result.hash !== undefined && result.hash !== row.hash) takeAnew(row);
    else putWords(row, result, names);
  }

  function putWords(row: FileState, result: Exclude<Result<'text'>, { away: true }>, names: number): void {
    const { tokens, spoken } = result;
    ingest.putText(row.id, tokens);
    if (!row.note) return;
    if (names === mentions.namesVersion()) ingest.putSpoken(row.id, spoken.mentions, spoken.terms);
    else ingest.leaveUnspoken(row.id);
  }

  function readFacts(row: FileRow): void {
    const { id, path, name, hash, size } = row;
    for (const result of work.facts([{ id, path, name, hash, size }])) putRow(row, result);
  }

  function takeAnew({ id }: FileState): void {
    const row = files.byId(id);
    if (row) readFacts(row);
    const [result] = work.text([{ id }]);
    if (!result || 'away' in result) return;
    // Changed again between two reads: the facts say what there was, and the next look finds the rest.
    const now = files.state(id);
    if (now) putWords(now, result, mentions.namesVersion());
  }

  function spokenJob(id: number): Job<'spoken'> | undefined {
    const row = files.byId(id);
    const terms = ingest.staleTerms(id);
    if (!row || terms === undefined) return undefined;
    return { id, path: row.path, prose: facts.packedProse(id), terms: terms === 1 };
  }

  /** @param names version of the names that mentions were found by; those of another are left to be found again */
  function putSpoken(result: Result<'spoken'>, names: number): void {
    const row = files.byId(result.id);
    if (!row || 'away' in result || names !== mentions.namesVersion()) return;
    if (result.hash !== undefined && result.hash !== row.hash) {
      // What is found now is of another text than the facts.
      takeAnew(row);
      refresh(row.id);
    } else ingest.putSpoken(row.id, result.spoken.mentions, result.spoken.terms);
  }

  /** Find the mentions of a note, here and now. */
  function refresh(id: number): void {
    const job = spokenJob(id);
    const [result] = job ? work.spoken([job]) : [];
    if (!result || 'away' in result) return;
    if (result.hash === undefined || result.hash === files.byId(id)?.hash) {
      ingest.putSpoken(id, result.spoken.mentions, result.spoken.terms);
    }
  }

  /**
   * Mentions of one note in another, where all of those are still to be found: what it takes is a fraction.
   * @param named the names of the note
   */
  function refreshOf(target: number, named: Names, id: number): void {
    const row = files.byId(id);
    const file = row && work.read(row.path);
    if (typeof file !== 'object' || file.hash !== row?.hash) return;
    const spans = unpackSpans(facts.packedProse(id));
    mentions.putOf(target, id, mentions.findOf(target, named, id, file.text, spans));
  }

  function takeFile(row: FileRow, stat: FileStat): void {
    files.restat(row.id, stat);
    reader.lookAgain();
    if (row.note) readFacts(row);
    for (const result of work.text([{ id: row.id }])) putText(result, mentions.namesVersion());
    // Its text may be what it was, and names be others.
    refresh(row.id);
  }

  /**
   * The rows say that the file is to be read, which is done later; not where the disk tells of what was written here and
   * taken in.
   */
  function markFile(row: FileRow, stat: FileStat): void {
    if (row.hash !== null && written.get(row.path) === row.hash && isSettled(row.path, stat) && isText(row))
      return;
    if (row.note) files.unsettle(row.id);
    else files.restat(row.id, stat);
  }

  /** Whether a note holds what its row says, by its hash. */
  function isText({ path, hash }: FileRow): boolean {
    const file = work.read(path);
    return typeof file === 'object' && file.hash === hash;
  }

  type Take = typeof takeFile;

  /** The folders that came and went are told too: nobody hears of an empty one otherwise. */
  function takeFolder(path: string, take: Take): string[] {
    const taken: string[] = [];
    const gone = new Set(files.below(path).map((row) => row.path));
    const lost = new Set(folders.below(path));
    for (const scan of walkVault(vault.dir, path)) {
      lost.delete(scan.path);
      if (!folders.has(scan.path)) taken.push(scan.path);
      scan.names.forEach((name, index) => {
        const child = `${scan.path}/${name}`;
        const stat = statAt(scan, index);
        gone.delete(child);
        if (isSettled(child, stat)) return;
        take(rowOf(child, stat), stat);
        taken.push(child);
      });
      files.settleFolder(scan);
    }
    for (const child of gone) taken.push(...remove(child));
    return [...taken, ...forget([...lost])];
  }

  /** Whether all of a file as it is on disk is in the index. A note that could not be read is tried again. */
  function isSettled(path: string, stat: FileStat): boolean {
    const known = files.get(path);
    if (!known || known.doc === null || differs(known, stat)) return false;
    return known.note === 0 || (known.hash !== null && known.hash !== '');
  }

  function rowOf(path: string, stat: FileStat): FileRow {
    const known = files.get(path);
    if (known) return known;
    const added = files.add(path, stat);
    ingest.arrived(added);
    return files.byId(added.id) as FileRow;
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
    const lost = forget([path, ...folders.below(path)]);
    return [...files.below(path).flatMap((row) => remove(row.path)), ...lost];
  }

  /** Returns those of these folders that there were. */
  function forget(paths: readonly string[]): string[] {
    return paths.filter((path) => {
      const known = folders.has(path);
      if (known) folders.forget(path);
      return known;
    });
  }

  function remove(path: string): string[] {
    const row = files.get(path);
    if (!row) return [];
    ingest.gone(row);
    return [path];
  }

  function bring(path: string, take: Take): string[] {
    followAround(path);
    const stat = vault.stat(path);
    if (stat === 'folder') return [...remove(path), ...takeFolder(path, take)];
    const below = removeBelow(path);
    if (!stat) return [...below, ...remove(path)];
    take(rowOf(path, stat), stat);
    return [...below, path];
  }

  function bytesOf(path: string): number {
    const stat = isNote(path) ? vault.stat(path) : undefined;
    return stat && stat !== 'folder' ? stat.size : 0;
  }

  return {
    follow,
    gone: ingest.gone,
    /** Whether there is too much in these files for this thread. */
    isMuch: (paths: readonly string[]) => paths.reduce((sum, path) => sum + bytesOf(path), 0) >= much,
    pathsOf: (ids: readonly number[]) => files.toRead(ids).map(({ path }) => path),
    /** Notes whose mentions have to be found (again). */
    stale: ingest.stale,
    /** Those of them that may mention this note. */
    staleNaming: ingest.staleNaming,
    refresh,
    /** The names of a note that are looked for. */
    named: (file: number) => namesToFind(facts.names(file).map(({ text }) => text)),
    refreshOf,
    work,
    /** Folders may be others by now: before much is read. */
    lookAgain: reader.lookAgain,
    factsJobs: (ids: readonly number[]): Job<'facts'>[] => files.toRead(ids),
    putFacts,
    putText,
    spokenJobs: (ids: readonly number[]) => ids.flatMap((id) => spokenJob(id) ?? []),
    putSpoken,

    /**
     * Bring one path of the disk (a file, a folder, or nothing any more) into the index. Returns the paths that changed.
     * A file is read whatever its size and times: two writes within one tick of the clock differ in neither.
     */
    takePath: (path: string) => bring(path, takeFile),
    /** The same with files that are read later: until then the rows say so. */
    markPath(path: string): string[] {
      const known = files.get(path);
      const stat = known && vault.stat(path);
      if (!known || !stat || stat === 'folder') return bring(path, markFile);
      markFile(known, stat);
      return [path];
    },
    /** The same with a large note that was just written here, with this hash. */
    markWritten(path: string, hash: string): void {
      written.set(path, hash);
      bring(path, markFile);
    },
    /** Whether the facts of such a note are of what was written here last; undefined where they are still to be read. */
    isWritten(path: string): boolean | undefined {
      const row = files.get(path);
      return row && row.size >= 0 ? row.hash === written.get(path) : undefined;
    },

    /** A path, after the files in it that differ where it is a folder: so that long work has short steps. */
    unfold(path: string): string[] {
      const stat = vault.stat(path);
      // What was below a folder that is gone goes one by one.
      if (stat === undefined) return [...files.below(path).map((row) => row.path), path];
      if (stat !== 'folder') return [path];
      const children = [...walkVault(vault.dir, path)].flatMap((scan) =>
        scan.names.flatMap((name, index) => {
          const child = `${scan.path}/${name}`;
          return isSettled(child, statAt(scan, index)) ? [] : [child];
        }),
      );
      return [...children, path];
    },

    /** The folders of these paths, and those above them: what `unsettle` is to be called for. */
    foldersOf(paths: readonly string[]): Map<string, 'own' | 'above'> {
      const found = new Map<string, 'own' | 'above'>();
      for (const path of paths) found.set(dirname(path), 'own');
      for (const own of [...found.keys()]) {
        for (let folder = own; folder !== ''; ) {
          folder = dirname(folder);
          if (!found.has(folder)) found.set(folder, 'above');
        }
      }
      return found;
    },

    /** Something came, changed or went in a folder or below it: the next opening has to look into it. */
    unsettle([folder, holds]: readonly [string, 'own' | 'above']): void {
      if (folder !== '' && vault.stat(folder) !== 'folder') folders.forget(folder);
      else if (holds === 'own') folders.touch(folder);
      else folders.make(folder);
    },
  };
}

export type Intake = ReturnType<typeof createIntake>;
