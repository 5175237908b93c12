import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Params, Result } from '../../shared/contract/api.ts';
import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/rpc.ts';
import { mergeText } from '../../shared/text/merge.ts';
import type { FileChange } from '../disk/file-change.ts';
import type { Reason } from '../history/keeper.ts';
import type { Store } from '../index/store.ts';
import { createAnyReader } from '../vault/note-reader.ts';
import type { SettingsFile } from '../vault/settings.ts';
import { decodeText } from '../vault/text-file.ts';
import type { NoteFile, Vault } from '../vault/vault.ts';
import { planBlockName } from './block-name.ts';
import { planBlock } from './block-rename.ts';
import { type CarryOutOptions, createCarryOut, type Moves, type Planned } from './carry-out.ts';
import { type ComposePlan, planExtract, planMerge, planSplit } from './compose.ts';
import { planHeading } from './heading-rename.ts';
import { planMentionLinks } from './mention-links.ts';
import { planMove } from './moves.ts';
import { describeAll, describeEdits, type NoteEdits } from './note-edits.ts';
import { createPace, type Pace } from './pace.ts';
import { planSend } from './send-block.ts';
import { planWrite, step, stepOf, type Written, withMark } from './writes.ts';

export interface ChangesOptions extends CarryOutOptions {
  store: Store;
  settings: SettingsFile;
  clock: () => Date;
}

interface Done {
  what: string;
  /** Takes the change back and returns the paths that changed; throws where nothing was done. */
  undo: (context: CallContext) => string[] | Promise<string[]>;
}

/** What is to be applied: moves on disk, the files that have another path afterwards, and edits at those paths. */
interface Wish {
  what: Reason;
  moves: Moves;
  moved: Moves;
  edits: readonly NoteEdits[];
}

/** Why an undo may succeed another time: it was called off, or what stands in the way can be moved, freed or allowed. */
const again: ReadonlySet<ErrorCode> = new Set([
  'exists',
  'cancelled',
  'busy',
  'no-space',
  'no-access',
  'vault-lost',
]);
/** How many changes can be taken back, one after another. */
const undoDepth = 50;
/** From so many files on, a change is made in slices, with other calls answered in between. */
const large = 300;

/** Changes of many files as one: planned, shown, applied all or nothing, and taken back in one step. */
export function createChanges(options: ChangesOptions) {
  const { vault, keepUp, history } = options;
  const carryOut = createCarryOut(options);
  const done: Done[] = [];

  function remember(entry: Done): void {
    done.push(entry);
    if (done.length > undoDepth) done.shift();
  }

  /**
   * @param moves what is moved on disk: a file, or a folder as one
   * @param moved the files that have another path afterwards
   * @param edits with paths as they are after the move
   */
  function apply(
    what: Reason,
    moves: Moves,
    moved: Moves,
    edits: readonly NoteEdits[],
    context?: CallContext,
  ): void | Promise<void> {
    if (context !== undefined && moved.length + edits.length >= large) {
      return applyInSlices({ what, moves, moved, edits }, createPace(context));
    }
    const writes = edits.map(planWrite);
    const { planned, again } = plannedOf({ what, moves, moved, edits }, writes);
    // Few as they are, they may have been long in planning.
    const left = carryOut.atOnce(planned);
    rememberApplied(planned, writes);
    const change = { moves: [], writes: left.flatMap(again) };
    if (change.writes.length > 0) carryOut.atOnce({ what, change, moved: [], touched: left });
  }

  async function applyInSlices(wish: Wish, pace: Pace): Promise<void> {
    const writes: Written[] = [];
    for (const [index, one] of wish.edits.entries()) {
      writes.push(planWrite(one));
      pace.check();
      await pace.rest(index, wish.edits.length);
    }
    const { planned, again } = plannedOf(wish, writes);
    await carryOut.inSlices(planned, pace, again, () => rememberApplied(planned, writes));
  }

  function plannedOf({ what, moves, moved, edits }: Wish, writes: readonly Written[]) {
    const touched = [...moves.flatMap(({ from, to }) => [from, to]), ...edits.map(({ path }) => path)];
    const change = { moves, writes: writes.map(stepOf) };
    const texts = new Map(writes.map(({ path, before }) => [path, before]));
    const wanted = new Map(writes.map((one) => [one.path, one]));
    // Notes that somebody wrote to meanwhile get what the change wants of them into their new text.
    const again = (path: string) => {
      const one = wanted.get(path);
      return one ? takenBack({ ...one, before: one.after, after: one.before }, path) : [];
    };
    const planned: Planned = { what, change, moved, touched, texts };
    return { planned, again };
  }

  function rememberApplied({ what, change, moved, touched }: Planned, writes: readonly Written[]): void {
    const old = new Map(moved.map(({ from, to }) => [to, from]));
    const back = (one: Written) => takenBack(one, old.get(one.path) ?? one.path);
    const planBack = (list: FileChange['writes']): Planned => ({
      what,
      change: { moves: reversed(change.moves), writes: list },
      moved: reversed(moved),
      touched: [...touched, ...list.map(({ path }) => path)],
    });
    const changed = [...new Set([...touched, ...moved.map(({ from }) => from)])];
    async function undoInSlices(context: CallContext): Promise<string[]> {
      const pace = createPace(context);
      const list: FileChange['writes'] = [];
      for (const [index, one] of writes.entries()) {
        list.push(...back(one));
        await pace.rest(index, writes.length);
      }
      const byPath = new Map(writes.map((one) => [old.get(one.path) ?? one.path, one]));
      const again = (path: string) => {
        const one = byPath.get(path);
        return one ? takenBack({ ...one, path }, path) : [];
      };
      await carryOut.inSlices(planBack(list), pace, again);
      return changed;
    }
    remember({
      what,
      undo(context) {
        if (moved.length + writes.length >= large) return undoInSlices(context);
        carryOut.atOnce(planBack(writes.flatMap(back)));
        return changed;
      },
    });
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
    const writes = edits.map(planWrite);
    const made = creates.map(({ path, text }) => ({ path, before: '', text }));
    const touched = [...writes, ...made].map(({ path }) => path);
    const steps = [...writes.map(stepOf), ...made];
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
      refuseLeft(carryOut.atOnce({ what: 'edit', change, moved: [], touched: paths }));
    };
    const change = { moves: [], writes: others, takes: steps.filter(ofSource), last };
    const left = carryOut.atOnce({ what: 'edit', change, moved: [], touched: paths });
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
      return file.readOnly ? undefined : withMark(file, file.text);
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

  async function removeInSlices(
    path: string,
    below: readonly string[],
    pace: Pace,
  ): Promise<Result<'file.delete'>> {
    await carryOut.keepInSlices(below, 'delete', pace);
    const trash = vault.trash(path);
    rememberRemoved(path, trash);
    await keepUp.takeLater([path]);
    return { path, trash };
  }

  let undoing: Promise<unknown> = Promise.resolve();

  async function undoLast(context: CallContext): Promise<Result<'file.undo'>> {
    const last = done.pop();
    if (!last) throw new AppError('not-found', 'There is nothing to undo', { refusal: 'no-undo' });
    const before = done.at(-1);
    try {
      return { what: last.what, paths: await last.undo(context) };
    } catch (error) {
      // Below what was done meanwhile.
      if (error instanceof AppError && again.has(error.code))
        done.splice(before ? done.indexOf(before) + 1 : 0, 0, last);
      throw error;
    }
  }

  return {
    /** Another program has moved notes: what is kept of them beside the vault follows, and open tabs do. */
    movedOutside(moves: Moves): void {
      // Where it was another process of ours, it has told the history already.
      options.moved(moves, true);
      carryOut.announce(moves);
    },
    /** Moves since the last event: they go out with it, so that open tabs follow. */
    takeMoves: carryOut.takeMoves,
    rename(
      { from, to, links = options.settings.read().links.update, dryRun }: Params<'file.rename'>,
      context: CallContext,
    ): Result<'file.rename'> | Promise<Result<'file.rename'>> {
      const { move, moved, edits: wanted } = planMove({ ...options, takeChanged }, from, to);
      const edits = links ? wanted : [];
      const change: Change = { moved, edits: edits.flatMap(describeEdits) };
      if (dryRun || moved.length === 0) return change;
      const applied = apply('rename', [move], moved, edits, context);
      return applied ? applied.then(() => change) : change;
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
    async linkMentions(
      params: Params<'mention.link'>,
      context: CallContext,
    ): Promise<Result<'mention.link'>> {
      const pace = createPace(context);
      const edits = await planMentionLinks({ ...options, takeChanged }, params, pace);
      if (!params.dryRun && edits.length > 0) await apply('link', [], [], edits, context);
      return { moved: [], edits: await describeAll(edits, pace) };
    },
    /** What a search found, by something else. */
    replace: (edits: readonly NoteEdits[], context: CallContext) => apply('replace', [], [], edits, context),
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
    /** One at a time: the change before one is that one's ground. */
    undo(context: CallContext): Promise<Result<'file.undo'>> {
      const undone = undoing.then(() => undoLast(context));
      undoing = undone.catch(() => undefined);
      return undone;
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
