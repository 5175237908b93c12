import type { VaultStatus } from '../../shared/contract/api.ts';
import type { Store } from '../index/store.ts';
import type { Intake } from './intake.ts';
import type { NoteThread } from './note-thread.ts';
import type { Job, JobKind, NoteWork, Result } from './note-work.ts';
import { breathe, pause, type Slices } from './slices.ts';

export interface Progress {
  phase: VaultStatus['phase'];
  done: number;
  total: number;
}

interface FillingOptions {
  store: Store;
  intake: Intake;
  slices: Slices;
  startThread: () => NoteThread;
  report: (progress: Progress) => void;
  stopped: () => boolean;
}

interface Kind<K extends JobKind> {
  kind: K;
  phase: Progress['phase'];
  /** This thread helps where it would wait: it has the lesser part, and needs nothing for it that takes room. */
  shared?: boolean;
  jobs: (ids: readonly number[]) => Job<K>[];
  /** @param names version of the names that it was found by */
  put: (result: Result<K>, job: Job<K>, names: number) => void;
}

/** Notes that are done together, and what came of them. */
interface Handful<K extends JobKind> {
  /** Version of the names. */
  names: number;
  jobs: Job<K>[];
  results: Result<K>[] | undefined;
  ready: Promise<void>;
}

/** Fewer notes than this, of usual size, are read here: a thread would take longer to start. */
const few = 150;
/** How long (ms) the thread stays without work: changes by others come in waves. */
const linger = 2_000;
/** Notes that are done at once, and how many may be under way or waiting to be written. */
const handful = 32;
const ahead = 1024;
/** So many handfuls keep the thread at work while this one writes. */
const enough = 10;
/** Notes that one transaction takes in: each commit writes a segment of the full text, at once. */
const commit = 256;

/**
 * What is in the files, into the index: facts of all notes first, then full text with mentions and terms, then mentions
 * where names came or went. Another thread reads and takes apart, this one writes, in slices, and helps where it would
 * wait. What is done is seen from the rows alone, so that it can end anywhere.
 */
export function createFilling({ store, intake, slices, startThread, report, stopped }: FillingOptions) {
  const { files } = store;
  let thread: NoteThread | undefined;
  let leaving: NodeJS.Timeout | undefined;

  const facts: Kind<'facts'> = {
    kind: 'facts',
    phase: 'facts',
    shared: true,
    jobs: intake.factsJobs,
    put: intake.putFacts,
  };
  const text: Kind<'text'> = {
    kind: 'text',
    phase: 'text',
    jobs: (ids) => ids.map((id) => ({ id })),
    put: (result, _, names) => intake.putText(result, names),
  };
  const spoken: Kind<'spoken'> = {
    kind: 'spoken',
    phase: 'mentions',
    jobs: intake.spokenJobs,
    put: (result, _, names) => intake.putSpoken(result, names),
  };

  function workHere<K extends JobKind>({ kind }: Kind<K>, jobs: Job<K>[]): Result<K>[] {
    return (intake.work as NoteWork)[kind](jobs);
  }

  /** Where the thread fails, the jobs are done here: what keeps one note from being read shows as ever. */
  function launch<K extends JobKind>(of: Kind<K>, jobs: Job<K>[], names: number) {
    clearTimeout(leaving);
    thread ??= startThread();
    return thread.run(of.kind, jobs, names).catch(() => workHere(of, jobs));
  }

  async function withThread<K extends JobKind>(of: Kind<K>, ids: readonly number[]): Promise<void> {
    const under: Handful<K>[] = [];
    let inThread = 0;
    let next = 0;
    let done = 0;

    function jobs(): Job<K>[] {
      const some = ids.slice(next, next + handful);
      next += handful;
      return of.jobs(some);
    }

    const isMore = () => next < ids.length && under.length * handful < ahead;

    /** Only between transactions: the thread sees of the index what is committed. */
    function send(names: number): void {
      while (isMore() && inThread < enough) {
        inThread++;
        const some = jobs();
        const one: Handful<K> = { names, jobs: some, results: undefined, ready: Promise.resolve() };
        one.ready = launch(of, some, names).then((results) => {
          one.results = results;
          inThread--;
        });
        under.push(one);
      }
    }

    /** Those done first that were handed out first, whoever does them: what is newest stays so in the full text. */
    async function finished(names: number): Promise<Handful<K>> {
      const [first] = under as [Handful<K>];
      while (of.shared && first.results === undefined && isMore() && !stopped()) {
        const some = jobs();
        under.push({ names, jobs: some, results: workHere(of, some), ready: Promise.resolve() });
        await breathe();
      }
      await first.ready;
      under.shift();
      return first;
    }

    while (!stopped()) {
      const version = store.mentions.namesVersion();
      send(version);
      if (under.length === 0) return;
      const found: { result: Result<K>; job: Job<K>; names: number }[] = [];
      while (under.length > 0 && found.length < commit && !stopped()) {
        const { results = [], jobs, names } = await finished(version);
        results.forEach((result, at) => void found.push({ result, job: jobs[at] as Job<K>, names }));
      }
      await slices.each(
        found,
        ({ result, job, names }) => of.put(result, job, names),
        (count) => report({ phase: of.phase, done: done + count, total: ids.length }),
      );
      done += found.length;
    }
    await Promise.all(under.map(({ ready }) => ready));
  }

  async function fill<K extends JobKind>(of: Kind<K>, ids: readonly number[]): Promise<number> {
    intake.lookAgain();
    if (ids.length >= few || intake.isMuch(intake.pathsOf(ids))) await withThread(of, ids);
    else {
      await slices.each(
        ids,
        (id) => {
          for (const job of of.jobs([id])) {
            for (const result of workHere(of, [job])) of.put(result, job, store.mentions.namesVersion());
          }
        },
        (count) => report({ phase: of.phase, done: count, total: ids.length }),
      );
    }
    return ids.length;
  }

  /** What was found by names that were others by the time it could be written is found again. */
  async function mentions(): Promise<void> {
    for (let names: number | undefined; names !== store.mentions.namesVersion() && !stopped(); ) {
      names = store.mentions.namesVersion();
      await fill(spoken, intake.stale());
    }
  }

  /** Where nothing is known yet, what only questions need is made once all facts are in. */
  async function readFacts(): Promise<number> {
    const waiting = files.waitingFacts();
    if (waiting.length > few && store.isFresh()) {
      await store.longTransaction(async () => {
        store.dropLookUps();
        for (const _ of store.links.learnNames()) await breathe();
      });
    }
    await fill(facts, waiting);
    for (const name of store.missingLookUps()) {
      await store.longTransaction(async () => store.makeLookUp(name));
      await pause();
    }
    store.links.forgetNames();
    return waiting.length;
  }

  async function readText(): Promise<number> {
    const waiting = files.waitingTextIds();
    await fill(text, waiting);
    return waiting.length;
  }

  async function stop(): Promise<void> {
    clearTimeout(leaving);
    const last = thread;
    thread = undefined;
    await last?.stop();
  }

  return {
    /** Each returns how many notes there were to look at. */
    facts: readFacts,
    text: readText,
    mentions,
    /** So many notes are to come: the thread takes a moment to start. */
    prepare(notes: number): void {
      if (notes < few) return;
      clearTimeout(leaving);
      thread ??= startThread();
    },
    /** The thread goes after a while, with the names that it holds; it comes again when it is needed. */
    rest(): void {
      clearTimeout(leaving);
      leaving = setTimeout(() => void stop(), linger).unref();
    },
    stop,
  };
}

export type Filling = ReturnType<typeof createFilling>;
