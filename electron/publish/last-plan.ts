import { resolve } from 'node:path';
import type { PublishPlan } from '../../shared/contract/api.ts';
import type { Target } from '../../shared/hugo/settings.ts';
import { recoverBlog } from './apply.ts';
import { hugoStamp } from './hugo.ts';
import { describePlan, isIdle, makePlan, type Plan } from './plan.ts';
import type { NoteHead } from './reader.ts';
import type { OpenPage } from './render.ts';
import { layoutStanding } from './site.ts';
import type { PublishContext, PublishSource } from './source.ts';
import { standingOf, vaultStanding } from './standing.ts';
import { findTarget, type PlanRequest } from './targets.ts';
import { createToldPlans, type Lasting, lasts, type ToldPlan } from './told.ts';

type Place = Pick<PlanRequest, 'site' | 'target' | 'format'>;

/** Whole plans, which several views ask for at a time, and again after every change somewhere in the vault. */
export interface LastPlans {
  /** The plan of everything for one target: the last one where nothing that it was made of has changed since. */
  whole(place: Place, context: PublishContext): Promise<Plan>;
  /**
   * One note as the whole plan makes it, with the plan; undefined where the note is no part of it. Where no more than
   * its text has changed since the last plan, that one is as good as the next; the blog's files are as it saw them.
   * @param text stands for what is on disk
   */
  open(place: Place, path: string, text?: string): Promise<{ plan: Plan; page: OpenPage } | undefined>;
  /** What the plan of everything says: where nothing has changed since, as an earlier process found it. */
  told(place: Place, context: PublishContext): Promise<PublishPlan>;
  /** The same, where it has nothing to do at all and that is known already. */
  toldIdle(place: Place): PublishPlan | undefined;
  /** A blog may have changed: what was begun or made before this has to be held against it. */
  lookAgain(): void;
  /** Leave it to the next process what the last plans say. */
  rest(): void;
}

interface Kept {
  place: Place;
  /** How all but the vault stood. */
  ground: string;
  /** How often blogs had been told to have changed. */
  looks: number;
  lasting: string | undefined;
  revision: number;
  /** When it was made, and until when no page comes out and none expires. */
  time: Lasting;
  plan: Plan;
}

interface Running {
  plan: Promise<Plan>;
  stop: AbortController;
  waiting: number;
  tell: Set<NonNullable<PublishContext['progress']>>;
}

export function createLastPlans(source: PublishSource): LastPlans {
  const tellings = createToldPlans(source);
  const kept = new Map<string, Kept>();
  const running = new Map<string, Running>();
  let looks = 0;

  async function make(key: string, place: Place, context: PublishContext, found?: Standing): Promise<Plan> {
    const revision = source.revision?.();
    const seen = looks;
    const now = source.now().getTime();
    const ground = found ? found.ground : groundOf(source, place);
    const last = kept.get(key);
    const isSame = last && last.revision === revision && last.ground === ground;
    if (isSame && lasts(last.time, now)) return last.plan;
    kept.delete(key);
    const lasting = found ? found.lasting : lastingOf(source, ground);
    const plan = await makePlan(source, place, context);
    if (revision === undefined || ground === undefined) return plan;
    if (source.revision?.() === revision && groundOf(source, place) === ground) {
      kept.set(key, {
        place,
        ground,
        looks: seen,
        lasting,
        revision,
        time: { from: now, until: nextTime(plan, now) },
        plan,
      });
    }
    return plan;
  }

  function start(name: string, key: string, place: Place, found?: Standing): Running {
    const stop = new AbortController();
    const tell: Running['tell'] = new Set();
    const progress = (done: number, total: number) => {
      for (const each of tell) each(done, total);
    };
    const plan = make(key, place, { signal: stop.signal, progress }, found);
    const started: Running = { plan, stop, waiting: 0, tell };
    const end = () => {
      if (running.get(name) === started) running.delete(name);
    };
    plan.then(end, end);
    running.set(name, started);
    return started;
  }

  /** @param found how everything stands at this moment, where that is known */
  async function whole(
    { site, target, format }: Place,
    { signal, progress }: PublishContext,
    found?: Standing,
  ): Promise<Plan> {
    const place = { site, target, format };
    const revision = source.revision?.();
    if (revision === undefined) return makePlan(source, place, { signal, progress });
    const key = keyOf(place);
    // One that was begun before a change might not know of it.
    const name = `${revision} ${looks} ${source.settings()} ${key}`;
    const there = running.get(name);
    const work = there && !there.stop.signal.aborted ? there : start(name, key, place, found);
    work.waiting++;
    if (progress) work.tell.add(progress);
    const leave = () => {
      if (--work.waiting === 0) work.stop.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await work.plan;
    } finally {
      signal?.removeEventListener('abort', leave);
      if (progress) work.tell.delete(progress);
    }
  }

  /** The last plan, where it is still true for this note but for the note's own text. */
  function stillGood(
    { site, target, format }: Place,
    path: string,
    text: string | undefined,
  ): Plan | undefined {
    const last = kept.get(keyOf({ site, target, format }));
    if (!last || !lasts(last.time, source.now().getTime())) return undefined;
    if (last.looks !== looks && groundOf(source, last.place) !== last.ground) return undefined;
    last.looks = looks;
    const changed = source.changedSince?.(last.revision);
    if (!changed || [...changed].some((each) => each !== path)) return undefined;
    if (JSON.stringify(findTarget(source, { site, target, format })) !== JSON.stringify(last.plan.target))
      return undefined;
    if (changed.size === 0 && text === undefined) return last.plan;
    const { reader } = last.plan;
    const [before, now] = [reader.head(path), reader.headNow(path, text)];
    return before && now && saysTheSame(before, now) ? last.plan : undefined;
  }

  function findTold(place: Place): { told?: ToldPlan | undefined; found?: Standing } {
    // What a stopped process left half done is no plan's ground.
    recoverBlog(resolve(source.vaultDir, findTarget(source, place).root));
    if (!source.memory) return {};
    const ground = groundOf(source, place);
    const lasting = lastingOf(source, ground);
    const found = { ground, lasting };
    if (lasting === undefined) return { found };
    return { told: tellings.find(keyOf(place), lasting, source.now().getTime()), found };
  }

  return {
    whole: (place, context) => whole(place, context),
    async told(place, context) {
      const { told, found } = kept.has(keyOf(place)) ? {} : findTold(place);
      return told?.plan ?? describePlan(await whole(place, context, found));
    },
    toldIdle(place) {
      const { told } = findTold(place);
      return told?.idle ? told.plan : undefined;
    },
    lookAgain() {
      looks++;
    },
    rest() {
      for (const { place, lasting, time, plan } of kept.values()) {
        if (lasting !== undefined) {
          tellings.keep(keyOf(place), lasting, time, { plan: describePlan(plan), idle: isIdle(plan) });
        }
      }
      source.memory?.rest();
    },
    async open(place, path, text) {
      const plan = stillGood(place, path, text) ?? (await whole(place, {}));
      const known = plan.reader.head(path);
      const now = text === undefined ? known : plan.reader.headNow(path, text);
      // With another address or date the page is another one in every other page, too: that takes a plan of its own.
      if (!known || !now || !saysTheSame(known, now)) return undefined;
      const page = plan.open(path, text);
      return page && { plan, page };
    },
  };
}

/** Whether all that other pages and the page's own place depend on is as it was. */
function saysTheSame(before: NoteHead, now: NoteHead): boolean {
  // Of a bundle and of headings with an id written out its links decide.
  const said = (head: NoteHead) => JSON.stringify({ ...head, hash: '' });
  return said(before) === said(now);
}

const keyOf = ({ site, target, format }: Place) => JSON.stringify({ site, target, format });

/** How everything stands that a plan is made of, in words that are the same in another process. */
interface Standing {
  /** All but the vault; undefined where that cannot be told. */
  ground: string | undefined;
  /** With the vault. */
  lasting: string | undefined;
}

function groundOf(source: PublishSource, place: Place): string | undefined {
  const target = findTarget(source, place);
  const root = resolve(source.vaultDir, target.root);
  const blog = blogStanding(target, root, source.now());
  return blog && JSON.stringify([target, hugoStamp(target.hugo, root), blog]);
}

function lastingOf(source: PublishSource, ground: string | undefined): string | undefined {
  const vault = ground && vaultStanding(source, source.now());
  return vault && `${ground}\n${vault}`;
}

/** All that a plan reads of a blog, in its folder and in those of its themes, wherever they lie. */
function blogStanding({ format }: Target, root: string, now: Date): string | undefined {
  const layouts = format === 'hugo' ? layoutStanding(root) : '';
  const standing = layouts === undefined ? undefined : standingOf(root, now);
  return standing && `${standing}\n${layouts}`;
}

/** The next time at which what readers may see changes by itself. */
function nextTime({ pages, reader }: Plan, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { path } of pages) {
    const head = reader.head(path);
    for (const time of [head?.starts, head?.expires])
      if (time !== undefined && time > now) next = Math.min(next, time);
  }
  return next;
}
