import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../bench/random.ts';
import type { Children } from './built.ts';
import type { Rehearsal, Task } from './child.ts';
import { type Files, putBack } from './files.ts';
import { canStopHalfWay, type Death } from './kill-switch.ts';
import type { Operation } from './operations.ts';
import { type Ending, rehearse, runTask } from './process.ts';
import { type FreshFacts, judge, openOnce, type Verdict } from './verdict.ts';

/** How often an operation is cut short, by how the moment is chosen. */
export interface Budget {
  /** Between two changes of the disk: each once where they are no more than this, else spread evenly. */
  disk: number;
  /** Between two statements of the index. */
  index: number;
  /** By the clock. */
  timed: number;
  /** Notes that link to the one that is renamed. */
  links: number;
}

/** A moment to die at: one of the process's steps, or so many milliseconds after it began. */
type Moment = { death: Death } | { delay: number };

export interface Outcome {
  operation: string;
  /** Moments, those that killed, and what was found after the next start. */
  points: number;
  killed: number;
  counts: Record<Verdict, number>;
  failures: string[];
  seconds: number;
}

/**
 * Cut one operation short at many moments; after each, start again and look.
 * @param folder an empty folder for the vault and its index
 */
export async function runCampaign(
  operation: Operation,
  budget: Budget,
  random: Random,
  folder: string,
  children: Children,
): Promise<Outcome> {
  const began = performance.now();
  const ground = new Ground(operation, budget.links, folder, children);
  const outcome: Outcome = {
    operation: operation.name,
    points: 0,
    killed: 0,
    counts: { old: 0, new: 0, finished: 0 },
    failures: [],
    seconds: 0,
  };
  for (const kind of ['exact', 'timed'] as const) {
    if (kind === 'timed' && budget.timed === 0) continue;
    const play = await ground.rehearse(kind);
    const moments =
      kind === 'exact' ? deaths(play.steps, budget, random) : delays(play.duration, budget, random);
    const states = play.states.map((state) => new Map(state));
    for (const moment of moments) await ground.strike(kind, moment, states, outcome);
  }
  outcome.seconds = (performance.now() - began) / 1000;
  return outcome;
}

/** Where one operation is done again and again. */
class Ground {
  private readonly dir: string;
  private readonly dataDir: string;
  private readonly start: Files;
  private readonly known: FreshFacts = new Map();
  /** Where the operation before this one is cut. */
  private middle = 0;
  private readonly operation: Operation;
  private readonly folder: string;
  private readonly children: Children;

  constructor(operation: Operation, links: number, folder: string, children: Children) {
    this.children = children;
    this.operation = operation;
    this.folder = folder;
    this.dir = join(folder, 'vault');
    this.dataDir = join(folder, 'index');
    this.start = new Map(Object.entries(operation.files(links)));
    mkdirSync(this.dir, { recursive: true });
  }

  async rehearse(kind: 'exact' | 'timed'): Promise<Rehearsal> {
    await this.prepare();
    const play = await rehearse(this.children, this.task(kind), join(this.folder, 'rehearsal.json'));
    // What an opening should come to is what it came to undisturbed; before it, the vault is half way.
    if (this.operation.opening) play.states[0] = play.states[1] ?? [];
    return play;
  }

  async strike(
    kind: 'exact' | 'timed',
    moment: Moment,
    states: readonly Files[],
    outcome: Outcome,
  ): Promise<void> {
    outcome.points++;
    try {
      await this.prepare();
      const ending: Ending =
        'death' in moment
          ? await runTask(this.children, { ...this.task(kind), death: moment.death })
          : await runTask(this.children, this.task(kind), moment.delay);
      if (ending.killed) outcome.killed++;
      outcome.counts[await judge(this.dir, this.dataDir, states, ending, this.known)]++;
    } catch (error) {
      outcome.failures.push(`${JSON.stringify(moment)}: ${(error as Error).message}`);
      // The next moment has to find the vault whole.
      rmSync(this.dataDir, { recursive: true, force: true });
    }
  }

  private task(kind: 'exact' | 'timed', operation = this.operation): Task {
    const { dir, dataDir } = this;
    return { operation: operation.name, dir, dataDir, count: operation.count[kind] };
  }

  private async prepare(): Promise<void> {
    const { operation, dir, dataDir } = this;
    putBack(dir, this.start);
    if (operation.opening === 'first') rmSync(dataDir, { recursive: true, force: true });
    if (operation.opening === 'again') await openOnce(dir, dataDir);
    operation.outside?.(dir);
    if (operation.after) await this.cutShort(operation.after);
  }

  private async cutShort(before: Operation): Promise<void> {
    if (this.middle === 0) {
      const { steps } = await rehearse(
        this.children,
        { ...this.task('exact', before), count: 1 },
        join(this.folder, 'before.json'),
      );
      this.middle = steps.lastIndexOf('renameSync') >> 1;
      putBack(this.dir, this.start);
      await openOnce(this.dir, this.dataDir);
    }
    await runTask(this.children, { ...this.task('exact', before), death: { at: this.middle, half: false } });
  }
}

/** Moments at steps of a process that ran undisturbed: between any two, and half way through a write. */
export function deaths(steps: readonly string[], budget: Budget, random: Random): { death: Death }[] {
  const all = steps.flatMap((name, at) =>
    canStopHalfWay(name)
      ? [
          { at, half: false },
          { at, half: true },
        ]
      : [{ at, half: false }],
  );
  const [inIndex, onDisk] = [true, false].map((wanted) =>
    all.filter(({ at }) => (steps[at] === 'sql') === wanted),
  );
  return [...spread(onDisk ?? [], budget.disk, random), ...spread(inIndex ?? [], budget.index, random)].map(
    (death) => ({ death }),
  );
}

/** As many as are wanted: the first ones, where old turns into new, then one from each of as many equal stretches. */
function spread<T>(list: readonly T[], wanted: number, random: Random): T[] {
  if (list.length <= wanted) return [...list];
  const first = wanted >> 2;
  const stretch = (list.length - first) / (wanted - first);
  const others = Array.from({ length: wanted - first }, (_, at) => {
    const from = first + Math.floor(at * stretch);
    return list[from + random.below(Math.max(1, Math.floor(stretch)))] as T;
  });
  return [...list.slice(0, first), ...others];
}

function delays(duration: number, budget: Budget, random: Random): Moment[] {
  return Array.from({ length: budget.timed }, () => ({ delay: random.below(Math.ceil(duration * 1.02)) }));
}
