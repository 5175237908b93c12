import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { applyEdits } from '../../shared/text/edit.ts';
import { mergeText } from '../../shared/text/merge.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { FileChange } from '../disk/file-change.ts';
import { applyChange, applyInSteps } from '../disk/journal.ts';
import type { Reason } from '../history/keeper.ts';
import type { Store } from '../index/store.ts';
import { createAnyReader } from '../vault/note-reader.ts';
import type { SettingsFile } from '../vault/settings.ts';
import { decodeText } from '../vault/text-file.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';
import { planBlockName } from './block-name.ts';
import { planBlock } from './block-rename.ts';
import { type ComposePlan, planExtract, planMerge, planSplit } from './compose.ts';
import { planHeading } from './heading-rename.ts';
import type { NoteHistory } from './history.ts';
import type { Ignored } from './ignored.ts';
import type { KeepUp } from './keep-up.ts';
import type { Locks } from './locks.ts';
import { planMentionLinks } from './mention-links.ts';
import { planMove } from './moves.ts';
import { describeEdits, type NoteEdits } from './note-edits.ts';
import { createPace, type Pace } from './pace.ts';
import { planSend } from './send-block.ts';

export interface ChangesOptions {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  keepUp: KeepUp;
  ignored: Ignored;
  history: NoteHistory;
  clock: () => Date;
  /** Folder of journals. */
  journals: string;
  locks: Pick<Locks, 'changing' | 'writing'>;
  /** Files have other paths by now: for what is kept of notes beside the vault. */
  moved: (moves: Change['moved'], told?: boolean) => void;
}

type Moves = Change['moved'];

interface Done {
  what: string;
  /** Takes the change back and returns the paths that changed; throws where nothing was done. */
  undo: () => string[];
}

interface Written {
  path: string;
  before: string;
  after: string;
}

/** How many changes can be taken back, one after another. */
const undoDepth = 50;
/** From so many files on, a change is made in slices, with other calls answered in between. */
const large = 300;
/** So many texts are kept at a time. */
const few = 20;

/** Changes of many files as one: planned, shown, applied all or nothing, and taken back in one step. */
export function createChanges(options: ChangesOptions) {
  const { vault, keepUp, ignored, history, journals, locks } = options;
  const done: Done[] = [];
  let announced: Moves = [];

  function remember(entry: Done): void {
    done.push(entry);
    if (done.length > undoDepth) done.shift();
  }

  /**
   * @param moves what is moved on disk: a file, or a folder as one
   * @param moved the files that have another path afterwards
   * @param edits with paths as they are after the move
   */
  function apply(what: Reason, moves: Moves, moved: Moves, edits: readonly NoteEdits[]): void {
    const writes = planWrites(edits);
    const touched = [...moves.flatMap(({ from, to }) => [from, to]), ...edits.map(({ path }) => path)];
    run(what, { moves, writes: writes.map((one) => step(one.path, one.before, one.after)) }, moved, touched);
    rememberApplied(what, moves, moved, writes, touched);
  }

  function rememberApplied(
    what: Reason,
    moves: Moves,
    moved: Moves,
    writes: readonly Written[],
    touched: readonly string[],
  ): void {
    const old = new Map(moved.map(({ from, to }) => [to, from]));
    const undo = () => {
      const back: FileChange = {
        moves: reversed(moves),
        writes: writes.flatMap((one) => takenBack(one, old.get(one.path) ?? one.path)),
      };
      run(what, back, reversed(moved), [...touched, ...back.writes.map(({ path }) => path)]);
      return [...new Set([...touched, ...moved.map(({ from }) => from)])];
    };
    remember({ what, undo });
  }

  /** What was written to a note since stays: the change alone is taken out of it. */
  function takenBack({ path, before, after }: Written, old: string): FileChange['writes'] {
    const now = textNow(path);
    if (now === undefined) return [];
    const { text, conflicts } = mergeText(after, now, before);
    return conflicts.length > 0 ? [] : [step(old, now, text)];
  }

  /** Notes made, changed and put into the trash as one; one undo takes all of it back. */
  function compose(plan: ComposePlan, dryRun = false): Change {
    const { creates, edits } = plan;
    const described: Change['edits'] = [
      ...edits.flatMap(describeEdits),
      ...creates.map(({ path, text }) => ({ path, line: 1, before: '', after: text })),
    ];
    if (!dryRun) applyComposed(plan);
    return { moved: [], edits: described };
  }

  function applyComposed({ source, creates, edits, gone }: ComposePlan): void {
    const writes = edits.map(({ path, file, edits: list }) => {
      const before = asBytes(file, file.text);
      return { path, before, after: asBytes(file, applyEdits(file.text, list)) };
    });
    const made = creates.map(({ path, text }) => ({ path, before: '', text }));
    const touched = [...writes, ...made].map(({ path }) => path);
    const steps = [...writes.map((one) => step(one.path, one.before, one.after)), ...made];
    const last = gone === undefined ? [] : [{ from: gone, to: vault.trashPath(gone) }];
    const paths = [...touched, ...last.map(({ from }) => from)];
    const ofSource = ({ path }: { path: string }) => path === source && gone === undefined;
    const others = steps.filter((one) => !ofSource(one));
    const takeBack = (moves: Moves) => {
      // What was written to a new note since is nowhere else: such a one stays.
      const thrown = creates.filter(({ path, text }) => textNow(path) === text);
      const back = writes.flatMap((one) => takenBack(one, one.path));
      // Where the text cannot go back to its note, it must not leave the other one either.
      if (source !== undefined && gone === undefined && !back.some(({ path }) => path === source))
        throw new AppError('conflict', `${source} has changed since`, { path: source });
      const lost = moves.find(({ to }) => !existsSync(join(vault.dir, to)));
      if (lost) throw new AppError('not-found', `${lost.to} is not there any more`, { path: lost.to });
      const change: FileChange = {
        moves: reversed(moves),
        writes: back.filter(ofSource),
        takes: back.filter((one) => !ofSource(one)),
        last: thrown.map(({ path }) => ({ from: path, to: vault.trashPath(path) })),
      };
      refuseLeft(run('edit', change, [], paths));
    };
    const left = run('edit', { moves: [], writes: others, takes: steps.filter(ofSource), last }, [], paths);
    // The text is still where it was; links must not lead to where it is not.
    if (left.length > 0) takeBack([]);
    refuseLeft(left);
    remember({
      what: 'edit',
      undo() {
        takeBack(last);
        return paths;
      },
    });
  }

  /** A text that could not be put where it belongs has left nothing: that is to be known. */
  function refuseLeft([path]: readonly string[]): void {
    if (path !== undefined) throw new AppError('conflict', `${path} has changed meanwhile`, { path });
  }

  function textNow(path: string): string | undefined {
    try {
      const file = vault.read(path);
      return file.readOnly ? undefined : asBytes(file, file.text);
    } catch {
      // It went meanwhile: there is nothing to take back in it.
      return undefined;
    }
  }

  function takeChanged(paths: Iterable<string>): boolean {
    const read = createAnyReader(vault);
    const changed = [...paths].filter((path) => {
      const stat = vault.stat(path);
      return stat && stat !== 'folder' && read(path).hash !== options.store.files.get(path)?.hash;
    });
    if (changed.length > 0) keepUp.take(changed);
    return changed.length > 0;
  }

  function create(path: string, bytes: Uint8Array): void {
    vault.createBytes(path, bytes, true);
    keepUp.take([path]);
    remember({
      what: 'restore',
      undo() {
        history.keep([path], 'delete');
        vault.trash(path);
        keepUp.take([path]);
        return [path];
      },
    });
  }

  /** @returns paths of writes that were left alone because the file had changed meanwhile */
  function run(what: Reason, change: FileChange, moved: Moves, touched: readonly string[]): string[] {
    const old = new Map(moved.map(({ from, to }) => [to, from]));
    const written = [...change.writes, ...(change.takes ?? [])];
    history.keep(
      written.map(({ path }) => old.get(path) ?? path),
      what,
    );
    history.keep(change.last?.map(({ from }) => from) ?? [], 'delete');
    try {
      const writes = [...change.writes, ...ignored.planMoved(moved)];
      const whole = { ...change, writes, moved };
      const left = locks.changing.hold(() =>
        applyChange(vault.dir, journals, whole, () => options.moved(moved), locks.writing),
      );
      announced.push(...moved);
      return left;
    } finally {
      // A change that failed was taken back, or stopped half way: the index follows the disk.
      keepUp.take([...new Set(touched)]);
    }
  }

  function rememberRemoved(path: string, trash: string): void {
    remember({
      what: 'delete',
      undo() {
        vault.restore(trash, path);
        keepUp.take([path]);
        return [path];
      },
    });
  }

  /** What is kept can be called off in between, and is no harm where it is. */
  async function keepInSlices(paths: readonly string[], reason: Reason, pace: Pace): Promise<void> {
    for (let at = 0; at < paths.length; at += few) {
      pace.check();
      history.keep(paths.slice(at, at + few), reason);
      await pace.rest(at, paths.length);
    }
    pace.check();
  }

  async function removeInSlices(
    path: string,
    below: readonly string[],
    pace: Pace,
  ): Promise<Result<'file.delete'>> {
    await keepInSlices(below, 'delete', pace);
    const trash = vault.trash(path);
    rememberRemoved(path, trash);
    await keepUp.takeLater([path]);
    return { path, trash };
  }

  /** Notes that somebody wrote to while a long change was under way get what it wants of them into their new text. */
  function applyAgain(left: readonly string[], planned: readonly Written[]): void {
    const wanted = new Map(planned.map((one) => [one.path, one]));
    const writes = left.flatMap((path) => {
      const one = wanted.get(path);
      return one ? takenBack({ path, before: one.after, after: one.before }, path) : [];
    });
    if (writes.length === 0) return;
    history.keep(
      writes.map(({ path }) => path),
      'rename',
    );
    const change = { moves: [], writes };
    locks.changing.hold(() => applyChange(vault.dir, journals, change, undefined, locks.writing));
  }

  /** As `apply`, where much is moved or rewritten: other calls are answered in between. */
  async function applyInSlices(
    moves: Moves,
    moved: Moves,
    edits: readonly NoteEdits[],
    pace: Pace,
  ): Promise<void> {
    const planned = planWrites(edits);
    const touched = [...moves.flatMap(({ from, to }) => [from, to]), ...edits.map(({ path }) => path)];
    const old = new Map(moved.map(({ from, to }) => [to, from]));
    await keepInSlices(
      edits.map(({ path }) => old.get(path) ?? path),
      'rename',
      pace,
    );
    const writes = [
      ...planned.map((one) => step(one.path, one.before, one.after)),
      ...ignored.planMoved(moved),
    ];
    await keepUp.change([...new Set(touched)], async () => {
      const left = await locks.changing.holdWhile(() =>
        applyInSteps(
          vault.dir,
          journals,
          { moves, writes, moved },
          pace.rest,
          () => options.moved(moved),
          locks.writing,
        ),
      );
      applyAgain(left, planned);
      announced.push(...moved);
      rememberApplied('rename', moves, moved, planned, touched);
    });
  }

  return {
    /** Another program has moved notes: what is kept of them beside the vault follows, and open tabs do. */
    movedOutside(moves: Moves): void {
      // Where it was another process of ours, it has told the history already.
      options.moved(moves, true);
      announced.push(...moves);
    },
    /** Moves since the last event: they go out with it, so that open tabs follow. */
    takeMoves(): Moves {
      const taken = announced;
      announced = [];
      return taken;
    },
    rename(
      { from, to, links = options.settings.read().links.update, dryRun }: Params<'file.rename'>,
      context: CallContext,
    ): Result<'file.rename'> | Promise<Result<'file.rename'>> {
      const { move, moved, edits: wanted } = planMove({ ...options, takeChanged }, from, to);
      const edits = links ? wanted : [];
      const change: Change = { moved, edits: edits.flatMap(describeEdits) };
      if (dryRun || moved.length === 0) return change;
      if (moved.length + edits.length >= large) {
        return applyInSlices([move], moved, edits, createPace(context)).then(() => change);
      }
      apply('rename', [move], moved, edits);
      return change;
    },
    renameHeading({ path, line, text, old, dryRun }: Params<'heading.rename'>): Result<'heading.rename'> {
      const edits = planHeading({ ...options, takeChanged }, path, line, text, old);
      if (!dryRun) apply('rename', [], [], edits);
      return { moved: [], edits: edits.flatMap(describeEdits) };
    },
    extract: (params: Params<'note.extract'>): Result<'note.extract'> =>
      compose(planExtract({ ...options, takeChanged }, params), params.dryRun),
    send: (params: Params<'block.send'>): Result<'block.send'> =>
      compose(planSend({ ...options, takeChanged }, params), params.dryRun),
    split: (params: Params<'note.split'>): Result<'note.split'> =>
      compose(planSplit({ ...options, takeChanged }, params), params.dryRun),
    merge: (params: Params<'note.merge'>): Result<'note.merge'> =>
      compose(planMerge({ ...options, takeChanged }, params), params.dryRun),
    renameBlock({ path, id, to, dryRun }: Params<'block.rename'>): Result<'block.rename'> {
      const edits = planBlock({ ...options, takeChanged }, path, id, to);
      if (!dryRun) apply('rename', [], [], edits);
      return { moved: [], edits: edits.flatMap(describeEdits) };
    },
    linkMentions(params: Params<'mention.link'>): Result<'mention.link'> {
      const edits = planMentionLinks({ ...options, takeChanged }, params);
      if (!params.dryRun && edits.length > 0) apply('link', [], [], edits);
      return { moved: [], edits: edits.flatMap(describeEdits) };
    },
    /** What a search found, by something else. */
    replace: (edits: readonly NoteEdits[]): void => apply('replace', [], [], edits),
    nameBlock(params: Params<'block.name'>): Result<'block.name'> {
      const { path, text } = params;
      const file = vault.read(path);
      const { id, edit } = planBlockName(text ?? file.text, params);
      if (!edit || text !== undefined) return { id, edit: edit ?? null, change: { moved: [], edits: [] } };
      checkWritable(vault, path, file);
      const edits = [{ path, file, edits: [edit] }];
      apply('link', [], [], edits);
      return { id, edit, change: { moved: [], edits: edits.flatMap(describeEdits) } };
    },
    remove(path: string, context: CallContext): Result<'file.delete'> | Promise<Result<'file.delete'>> {
      const below = options.store.files.below(path).map((row) => row.path);
      if (below.length >= large) return removeInSlices(path, below, createPace(context));
      history.keep([path, ...below], 'delete');
      const trash = vault.trash(path);
      keepUp.take([path]);
      rememberRemoved(path, trash);
      return { path, trash };
    },
    /** Give a note an older text again; a note that is gone is made again. */
    restore({ path, id }: Params<'history.restore'>): Result<'history.restore'> {
      const bytes = history.bytes(path, id);
      if (vault.stat(path) === undefined) create(path, bytes);
      else {
        const file = vault.read(path);
        checkWritable(vault, path, file);
        const edit = { from: 0, to: file.text.length, insert: decodeText(bytes).text };
        if (edit.insert !== file.text) apply('restore', [], [], [{ path, file, edits: [edit] }]);
      }
      return { path, restored: id };
    },
    undo(): Result<'file.undo'> {
      const last = done.at(-1);
      if (!last) throw new AppError('not-found', 'There is nothing to undo');
      try {
        const paths = last.undo();
        done.pop();
        return { what: last.what, paths };
      } catch (error) {
        // What stands in the way can be moved, and this be tried again; anything else will never succeed.
        if (!(error instanceof AppError && error.code === 'exists')) done.pop();
        throw error;
      }
    },
  };
}

export type Changes = ReturnType<typeof createChanges>;

const reversed = (moves: Moves): Moves => moves.map(({ from, to }) => ({ from: to, to: from })).reverse();

function checkWritable(vault: Vault, path: string, { readOnly }: NoteFile): void {
  if (readOnly) throw new AppError('read-only', `${path} is read-only`, { path, why: readOnly });
  if (!vault.writable(path))
    throw new AppError('no-access', `${path} may not be written by this user`, { path });
}

const planWrites = (edits: readonly NoteEdits[]): Written[] =>
  edits.map(({ path, file, edits: list }) => {
    const before = asBytes(file, file.text);
    return { path, before, after: asBytes(file, applyEdits(file.text, list)) };
  });

const asBytes = (file: NoteFile, text: string) => (file.bom ? `\uFEFF${text}` : text);

function step(path: string, before: string, after: string): FileChange['writes'][number] {
  return { path, before: hashBytes(Buffer.from(before)), text: after };
}
