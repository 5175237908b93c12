import type { Change } from '../../shared/contract/api.ts';
import type { FileChange } from '../disk/file-change.ts';
import { applyChange, applyInSteps } from '../disk/journal.ts';
import type { Reason } from '../history/keeper.ts';
import type { Vault } from '../vault/vault.ts';
import type { NoteHistory } from './history.ts';
import type { Ignored } from './ignored.ts';
import type { KeepUp } from './keep-up.ts';
import type { Locks } from './locks.ts';
import type { Pace } from './pace.ts';

export type Moves = Change['moved'];

export interface CarryOutOptions {
  vault: Vault;
  keepUp: KeepUp;
  ignored: Ignored;
  history: NoteHistory;
  /** Folder of journals. */
  journals: string;
  locks: Pick<Locks, 'changing' | 'writing'>;
  /** Files have other paths by now: for what is kept of notes beside the vault. */
  moved: (moves: Moves, told?: boolean) => void;
}

/** A change of files that is planned to the end. */
export interface Planned {
  what: Reason;
  change: FileChange;
  /** Files that have another path afterwards. */
  moved: Moves;
  /** Paths that the index is to look at. */
  touched: readonly string[];
  /** What stands in notes that are written, by the paths of the writes: one that has another text by then is left alone. */
  texts?: ReadonlyMap<string, string>;
}

/** So many texts are kept at a time. */
const few = 20;

/** From a planned change to the disk: what is lost by it is kept, its journal is written, and the index follows. */
export function createCarryOut(options: CarryOutOptions) {
  const { vault, keepUp, ignored, history, journals, locks } = options;
  let announced: Moves = [];

  /** With what was decided about notes under the paths that they had. */
  function whole({ change, moved }: Planned): FileChange {
    return { ...change, writes: [...change.writes, ...ignored.planMoved(moved)], moved };
  }

  /** Paths, as they are before it, of the notes that a change writes. */
  function written({ change, moved }: Planned): string[] {
    const old = new Map(moved.map(({ from, to }) => [to, from]));
    return [...change.writes, ...(change.takes ?? [])].map(({ path }) => old.get(path) ?? path);
  }

  function textsBefore({ moved, texts }: Planned): (path: string) => string | undefined {
    const now = new Map(moved.map(({ from, to }) => [from, to]));
    return (path) => texts?.get(now.get(path) ?? path);
  }

  /** @returns paths of writes that were left alone because the file had changed meanwhile */
  function atOnce(planned: Planned): string[] {
    history.keep(written(planned), planned.what, textsBefore(planned));
    history.keep(planned.change.last?.map(({ from }) => from) ?? [], 'delete');
    try {
      const left = locks.changing.hold(() =>
        applyChange(vault.dir, journals, whole(planned), () => options.moved(planned.moved), locks.writing),
      );
      announced.push(...planned.moved);
      return left;
    } finally {
      // A change that failed was taken back, or stopped half way: the index follows the disk.
      keepUp.take([...new Set(planned.touched)]);
    }
  }

  /** What is kept can be called off in between, and is no harm where it is. */
  async function keepInSlices(
    paths: readonly string[],
    reason: Reason,
    pace: Pace,
    textOf?: (path: string) => string | undefined,
  ): Promise<void> {
    for (let at = 0; at < paths.length; at += few) {
      pace.check();
      history.keep(paths.slice(at, at + few), reason, textOf);
      await pace.rest(at, paths.length);
    }
    pace.check();
  }

  /**
   * As `atOnce`, with other calls answered in between.
   * @param again what a note wants that somebody wrote to meanwhile; [] where nothing can be done
   * @param applied called when the change is on the disk, whatever becomes of such notes
   */
  async function inSlices(
    planned: Planned,
    pace: Pace,
    again: (path: string) => FileChange['writes'],
    applied: () => void = () => {},
  ): Promise<void> {
    const { what, moved, touched } = planned;
    await keepInSlices(written(planned), what, pace, textsBefore(planned));
    const told = () => options.moved(moved);
    await keepUp.change([...new Set(touched)], async () => {
      const left = await locks.changing.holdWhile(() =>
        applyInSteps(vault.dir, journals, whole(planned), pace.rest, told, locks.writing),
      );
      announced.push(...moved);
      applied();
      const writes = [...left.flatMap(again), ...(left.length > 0 ? ignored.planMoved(moved) : [])];
      if (writes.length > 0) {
        history.keep(
          writes.map(({ path }) => path),
          what,
        );
        const second = { moves: [], writes };
        locks.changing.hold(() => applyChange(vault.dir, journals, second, undefined, locks.writing));
      }
    });
  }

  return {
    atOnce,
    inSlices,
    keepInSlices,
    /** Files have moved: windows are told with the next event, so that open tabs follow. */
    announce: (moves: Moves) => void announced.push(...moves),
    /** Moves since the last event. */
    takeMoves(): Moves {
      const taken = announced;
      announced = [];
      return taken;
    },
  };
}
