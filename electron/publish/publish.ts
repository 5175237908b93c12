import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Calls, Diagnostic, PublishPlan, PublishState } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { parseSettings } from '../../shared/hugo/settings.ts';
import { refuse } from '../../shared/words/refusal.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import { applySteps, type Checkpoint, recoverBlog } from './apply.ts';
import { keepBases } from './bases.ts';
import { briefPlan } from './brief.ts';
import { commitFiles, unmergedFiles } from './git.ts';
import { createLastPlans, type LastPlans } from './last-plan.ts';
import { formatManifest, manifestName } from './manifest.ts';
import { describePlan, makePlan, type Plan } from './plan.ts';
import { listPosts } from './posts.ts';
import type { OpenPage } from './render.ts';
import { buildDiagnostics } from './report.ts';
import { inContent } from './site.ts';
import { isSite } from './site-config.ts';
import type { PublishContext, PublishSource } from './source.ts';
import { findTarget, type PlanRequest } from './targets.ts';
import { verifyPlan, verifySite } from './verify.ts';

export type { PublishContext, PublishSource } from './source.ts';

type Params<M extends keyof Calls> = Calls[M]['params'];
type Result<M extends keyof Calls> = Calls[M]['result'];

/** Brings notes of one vault into Hugo sites, and keeps them up to date there. */
export interface Publisher {
  targets(): Result<'publish.targets'>;
  plan(params: Params<'publish.plan'>, context?: PublishContext): Promise<PublishPlan>;
  apply(params: Params<'publish.apply'>, context?: PublishContext): Promise<PublishPlan>;
  /** A note with its page, and the plan that it is of; `text` stands for what is on disk. */
  open(
    request: PlanRequest,
    path: string,
    text?: string,
  ): Promise<{ plan: Plan; page: OpenPage | undefined }>;
  preview(params: Params<'publish.preview'>): Promise<Result<'publish.preview'>>;
  remove(params: Params<'publish.remove'>, context?: PublishContext): Promise<PublishPlan>;
  status(params: Params<'publish.status'>): Promise<Result<'publish.status'>>;
  posts(params: Params<'publish.posts'>): Promise<Result<'publish.posts'>>;
  /** Something may have changed in a blog: no plan that was begun before this stands for one that is asked for now. */
  lookAgain(): void;
  /** Finish or forget what a stopped process left half done in the sites of the settings. */
  recover(): void;
  /** Leave to the next process what was found out. */
  rest(): void;
}

/** @param checkpoint for tests: called at each point of an apply at which the machine may stop */
export function createPublisher(source: PublishSource, checkpoint?: Checkpoint): Publisher {
  const targets = () => parseSettings(source.settings()).targets;
  const rootOf = (root: string) => resolve(source.vaultDir, root);

  const plans = createLastPlans(source);

  /** A plan that a trial build may add its diagnostics to. */
  async function planFor(params: Params<'publish.plan'>, context: PublishContext): Promise<Plan> {
    if (!isBare(params)) return makePlan(source, params, context);
    const plan = await plans.whole(params, context);
    return { ...plan, diagnostics: [...plan.diagnostics] };
  }

  async function planWith(params: Params<'publish.plan'>, context: PublishContext): Promise<PublishPlan> {
    if (!params.verify && isBare(params)) return plans.told(params, context);
    const plan = await planFor(params, context);
    if (!params.verify) return describe(plan, false, null);
    await addBuild(plan, context);
    return describe(plan, false, plan.site.hugo ? failed(plan) : null);
  }

  async function perform(request: PlanRequest & { verify?: boolean | undefined }, context: PublishContext) {
    const known = isBare(request) && !request.verify ? plans.toldIdle(request) : undefined;
    if (known && !hasErrors(known.diagnostics)) return { ...known, applied: true };
    const plan = await makePlan(source, request, context);
    await addUnmerged(plan);
    await addBuild(plan, context);
    if (hasErrors(plan.diagnostics)) return describe(plan, false, request.verify ? failed(plan) : null);
    write(plan, source.now(), checkpoint);
    await commit(plan);
    const verified = request.verify ? await verify(plan, context) : null;
    return describe(plan, true, verified);
  }

  /** As the whole plan makes it; a note that is no part of that, as if it were asked for. */
  async function openPage(request: PlanRequest, path: string, text?: string) {
    const opened = request.paths ? undefined : await plans.open(request, path, text);
    if (opened) return opened;
    const plan = await makePlan(withText(source, path, text), { ...request, paths: [path] }, {});
    return { plan, page: plan.open(path) };
  }

  return {
    open: openPage,
    targets: () =>
      targets().map(({ name, root, format }) => {
        const place = rootOf(root);
        const exists = format === 'hugo' ? isSite(place) : existsSync(dirname(place));
        return { name, root: place, format, exists };
      }),
    async plan(params, context = {}) {
      const plan = await planWith(params, context);
      return params.brief ? briefPlan(plan, params.brief) : plan;
    },
    apply: (params, context = {}) => perform(params, context),
    async preview({ path, ...params }) {
      const { plan, page } = await openPage(params, path);
      const entry = plan.entries.find((each) => each.source === path && each.path !== null);
      const text = page?.note.text ?? '';
      return {
        path: entry?.path ?? null,
        source: text,
        result: page?.result.text ?? '',
        edits: page?.result.edits.map((edit) => ({ ...edit })) ?? [],
        diagnostics: [
          ...(page?.diagnostics ?? []),
          ...plan.diagnostics.filter(
            ({ path: at, code }) => at === path && /^(?:BLOG-EDITED|CONFLICT)$/.test(code),
          ),
        ],
      };
    },
    async remove({ path, dryRun, paths: _, ...params }, context = {}) {
      const request = { ...params, withdraw: path };
      const plan = await makePlan(source, request, context);
      const known = [...plan.before.files.values()].some((entry) => entry.source === path);
      if (!known) throw refuse('not-found', 'not-on-blog', { path });
      return dryRun ? describe(plan, false, null) : perform(request, context);
    },
    status: (params) => readStatus(source, plans, params),
    async posts(params) {
      const plan = await plans.whole(params, {});
      const owned = new Set([...plan.before.files.values()].map((entry) => entry.source));
      const state = statesOf(plan);
      return listPosts(plan, (path, action) => state(path, action, owned.has(path)), source.now());
    },
    rest: () => plans.rest(),
    lookAgain: () => plans.lookAgain(),
    recover() {
      for (const { root } of targets()) if (existsSync(rootOf(root))) recoverBlog(rootOf(root));
    },
  };
}

/** The vault with another text in one note. */
function withText(source: PublishSource, path: string, text: string | undefined): PublishSource {
  if (text === undefined) return source;
  return {
    ...source,
    // What is known of the note on disk is not true of this text, nor is this to be kept.
    *notes() {
      for (const note of source.notes())
        yield note.path === path ? { ...note, modified: Number.MAX_VALUE } : note;
    },
    opener() {
      const open = source.opener();
      const hash = hashBytes(Buffer.from(text, 'utf8'));
      return (each) => (each === path ? { text, bom: false, hash } : open(each));
    },
  };
}

function describe(plan: Plan, applied: boolean, verified: PublishPlan['verified']): PublishPlan {
  return { ...describePlan(plan), applied, verified };
}

/** A plan of everything, as every view of it sees it. */
function isBare({ paths, diff, prune, overwrite, keep, merge, withdraw }: PlanRequest): boolean {
  const decided = [overwrite, keep, merge].some((each) => each && each.length > 0);
  return !paths && !diff && !prune && !decided && withdraw === undefined;
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

function failed(plan: Plan): PublishPlan['verified'] {
  const errors = plan.diagnostics.filter((each) => each.severity === 'error').map((each) => each.message);
  return { ok: errors.length === 0, errors };
}

/** Build a copy of the site with the plan in it, where there is something to write and a hugo to do it. */
async function addBuild(plan: Plan, { signal }: PublishContext): Promise<void> {
  const { site, steps } = plan;
  if (!site.hugo || steps.length === 0 || hasErrors(plan.diagnostics)) return;
  const fragments = plan.pages.flatMap((page) => page.fragments);
  const report = await verifyPlan(site, site.hugo, steps, { fragments, urls: writtenUrls(plan) }, signal);
  plan.diagnostics.push(...buildDiagnostics(plan, report));
}

/** Addresses of the pages that it writes. */
function writtenUrls({ site, steps, pages }: Plan): Map<string, string> {
  const written = new Set(steps.map(({ path }) => path));
  return new Map(
    pages.flatMap(({ address: { content, url } }) => {
      const path = inContent(site, content);
      return url !== undefined && written.has(path) ? [[path, url]] : [];
    }),
  );
}

async function addUnmerged(plan: Plan): Promise<void> {
  const paths = plan.steps.map((step) => step.path);
  const unmerged = await unmergedFiles(plan.site.root, [...paths, manifestName]);
  if (unmerged.length === 0) return;
  throw new AppError('conflict', `git has not finished merging ${unmerged.join(', ')}`, { paths: unmerged });
}

function write(plan: Plan, now: Date, checkpoint: Checkpoint | undefined): void {
  const { site, steps, before, after } = plan;
  const manifest = formatManifest(after);
  if (steps.length > 0 || manifest !== formatManifest(before)) {
    const keepFolders = site.facts.reader === 'hugo' ? 2 : 0;
    applySteps(site.root, steps, manifest, { now, keepFolders, ...(checkpoint ? { checkpoint } : {}) });
  }
  if (after.files.size > 0) keepBases(site.root, after, plan.bases);
}

async function commit(plan: Plan): Promise<void> {
  if (plan.target.git !== 'commit' || plan.steps.length === 0) return;
  const paths = [...plan.steps.map((step) => step.path), manifestName];
  const problem = await commitFiles(plan.site.root, paths, `Publish ${plan.steps.length} files from notes`);
  if (problem === undefined) return;
  const message = `The files are written, but git did not commit them: ${problem}`;
  plan.diagnostics.push({ path: '', line: 1, column: 1, severity: 'warning', code: 'BLOG-EDITED', message });
}

async function verify(plan: Plan, { signal }: PublishContext): Promise<PublishPlan['verified']> {
  if (!plan.site.hugo) return null;
  const errors = await verifySite(plan.site, plan.site.hugo, signal);
  return { ok: errors.length === 0, errors };
}

async function readStatus(
  source: PublishSource,
  plans: LastPlans,
  params: Params<'publish.status'>,
): Promise<Result<'publish.status'>> {
  if (parseSettings(source.settings()).targets.length === 0 && params.site === undefined) {
    return params.path === undefined ? [] : [{ path: params.path, state: 'never', url: null }];
  }
  findTarget(source, params);
  const { path, ...where } = params;
  const plan =
    path === undefined
      ? await plans.whole(where, {})
      : await makePlan(source, { ...where, paths: [path] }, {});
  const published = new Map([...plan.before.files.values()].map((entry) => [entry.source, entry]));
  const stateOf = statesOf(plan);
  const states = new Map<string, { path: string; state: PublishState; url: string | null }>();
  for (const entry of plan.entries) {
    if (entry.source === null || !entry.source.toLowerCase().endsWith('.md')) continue;
    if (path !== undefined && entry.source !== path) continue;
    const owned = published.get(entry.source);
    if (entry.action === 'skip' && path === undefined && !owned) continue;
    if (entry.action === 'skip' && states.has(entry.source)) continue;
    const state = stateOf(entry.source, entry.action, owned !== undefined);
    states.set(entry.source, { path: entry.source, state, url: owned?.url ?? null });
  }
  return [...states.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function statesOf({
  diagnostics,
  reader,
}: Plan): (path: string, action: string, owned: boolean) => PublishState {
  const failed = new Set(diagnostics.flatMap(({ path, severity }) => (severity === 'error' ? [path] : [])));
  return (path, action, owned) => {
    if (failed.has(path)) return 'error';
    if (action === 'blog-edited' || action === 'conflict') return action;
    if (!owned) return 'never';
    if (action !== 'unchanged') return 'changed';
    return reader.head(path)?.draft ? 'draft' : 'published';
  };
}
