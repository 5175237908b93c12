import { isAbsolute, resolve } from 'node:path';
import type { Calls, Method, PlanEntry, PublishState } from '../../../../shared/contract/api.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { mayStrip } from '../../../../shared/words/plan-reason.ts';
import { appVersion } from '../../system.ts';
import { readChoice } from '../arguments.ts';
import { type Answer, type Command, pathOf, type Work } from '../command.ts';
import { OpeningError, UsageError } from '../exit-code.ts';
import { columns } from '../layout.ts';
import type { Say } from '../messages.ts';
import type { Paint } from '../paint.ts';
import { sarifOf } from '../sarif.ts';
import { type Shape, shaped } from '../shapes.ts';
import { wordedPlan } from '../wording.ts';

type Plan = Shape<'export'>;

/** Where to publish to, and how. `--out` alone is for plain Markdown. */
function exportParams({ options, cwd }: Work): Calls['publish.plan']['params'] {
  const { out, site = out, target } = options;
  if (out !== undefined && options.site !== undefined) throw new UsageError('error.outAndSite');
  const format =
    readChoice('format', options.format, ['hugo', 'commonmark'] as const) ?? (out && 'commonmark');
  if (format === 'commonmark' && site === undefined && target === undefined) {
    throw new UsageError('error.noOut');
  }
  return {
    site: site === undefined ? undefined : resolve(cwd, site),
    format: format || undefined,
    target,
    diff: options.diff,
    prune: options.prune,
    verify: options.verify,
  };
}

/** Ask about a site. One that is not there, or is none, is like a vault that cannot be opened. */
async function ask<M extends Method & `publish.${string}`>(
  { session }: Work,
  method: M,
  params: Calls[M]['params'],
): Promise<Calls[M]['result']> {
  try {
    return await session.call(method, params);
  } catch (error) {
    // Notes are named by paths in the vault, a site by its place on disk.
    const place = error instanceof AppError && error.code === 'not-found' ? error.data.path : undefined;
    throw typeof place === 'string' && isAbsolute(place) ? OpeningError.from(error) : error;
  }
}

export const publish: Command = {
  usage: '[PATH…]',
  words: [0, Number.POSITIVE_INFINITY],
  options: [
    'site',
    'target',
    'format',
    'out',
    'dry-run',
    'diff',
    'prune',
    'verify',
    'check',
    'sarif',
    'watch',
  ],
  watch: 'watch',
  run: (work) => (work.options.watch ? publishAgain(work) : publishOnce(work)),
};

async function publishOnce(work: Work): Promise<Answer> {
  const { options, words, session } = work;
  if (options.sarif && options.json) throw new UsageError('error.jsonAndSarif');
  const paths = words.length > 0 ? words.map((word) => pathOf(word, work)) : undefined;
  const params = { ...exportParams(work), paths };
  const planOnly = (options['dry-run'] ?? false) || (options.check ?? false);
  const found = await ask(work, planOnly ? 'publish.plan' : 'publish.apply', params);
  const json = shaped('export', found);
  const stale = (options.check ?? false) && !isEmpty(json);
  return {
    json,
    exit: stale ? 1 : exitOf(json, options.prune ?? false),
    lines: (paint) =>
      options.sarif
        ? [
            JSON.stringify(
              sarifOf(worded(json, work), session.vaultDir, appVersion(), work.language),
              null,
              2,
            ),
          ]
        : [...planLines(json, work, paint), ...offerLines(found, work), ...pictureLines(found, work)],
  };
}

/**
 * One answer now and one after each change of the vault; changes that come while one is made count as one. What cannot
 * be done just then (a note asked for is being renamed, the settings are half written) is told, and tried again later.
 */
async function* publishAgain(work: Work): AsyncGenerator<Answer> {
  let wake = Promise.withResolvers<void>();
  work.session.onChange(() => wake.resolve());
  work.tell(work.say('export.watching'));
  for (let first = true; ; first = false) {
    wake = Promise.withResolvers<void>();
    try {
      yield await publishOnce(work);
    } catch (error) {
      if (first || !(error instanceof AppError)) throw error;
      work.tell(error.message);
    }
    await wake.promise;
  }
}

const isEmpty = ({ plan }: Plan) => plan.every(({ action }) => action === 'unchanged' || action === 'skip');

/** 1 where something of the plan cannot be done, or waits for `--prune`. */
function exitOf({ plan, diagnostics, verified }: Plan, prune: boolean): 0 | 1 {
  const stuck = ['blocked', 'conflict', 'blog-edited', ...(prune ? [] : ['delete'])];
  const failed =
    diagnostics.some(({ severity }) => severity === 'error') ||
    plan.some(({ action }) => stuck.includes(action)) ||
    verified?.ok === false;
  return failed ? 1 : 0;
}

/** With what it says to people in their language. */
const worded = (found: Plan, { options, language }: Work) =>
  wordedPlan(found, language, options.out !== undefined || options.format === 'commonmark');

function planLines(found: Plan, work: Work, paint: Paint, deletes = work.options.prune): string[] {
  const { say } = work;
  const { site, plan, diagnostics, applied, verified } = worded(found, work);
  const shown = plan.filter(({ action }) => action !== 'unchanged');
  const rows = columns(
    shown.map(({ action, path, source, reason }) => [
      say(`action.${action as PlanEntry['action']}`),
      path ?? source ?? '',
      reason ?? '',
    ]),
  );
  const entries = shown.flatMap(({ diff }, index) => [
    rows[index] ?? '',
    ...(diff ?? '').split('\n').flatMap((line) => (line === '' ? [] : [`  ${paintDiff(line, paint)}`])),
  ]);
  const end = isEmpty(found) ? 'export.upToDate' : applied ? 'export.applied' : 'export.planned';
  return [
    ...entries,
    ...diagnostics.map((one) => diagnosticLine(one, say, paint)),
    ...(verified ? [say(verified.ok ? 'export.verified' : 'export.unverified'), ...verified.errors] : []),
    ...(!deletes && plan.some(({ action }) => action === 'delete') ? [say('export.pruneNeeded')] : []),
    say(end, { site }),
  ];
}

/** Before the first export: sections that may not be meant for readers, and how to keep them. */
function offerLines({ offers = [] }: Calls['publish.plan']['result'], { say }: Work): string[] {
  if (offers.length === 0) return [];
  const setting = `private = { headings = [${offers.map((heading) => JSON.stringify(heading)).join(', ')}] }`;
  return [say('export.offer', { headings: offers.join(', '), setting })];
}

/** How pictures that say where they were taken are published without that. */
function pictureLines({ diagnostics }: Calls['publish.plan']['result'], { say }: Work): string[] {
  const places = diagnostics.filter(({ code, message }) => code === 'IMAGE-PLACE' && mayStrip(message));
  return places.length > 0 ? [say('export.pictures', { setting: 'image_metadata = "strip"' })] : [];
}

function diagnosticLine(one: Plan['diagnostics'][number], say: Say, paint: Paint): string {
  const word = say(`severity.${one.severity as 'error' | 'warning' | 'info'}`);
  const severity = one.severity === 'error' ? paint.bad(word) : paint.warn(word);
  return `${one.path}:${one.line}:${one.column}: ${severity}: ${one.message} ${paint.faint(one.code)}`;
}

function paintDiff(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint.good(line);
  return line.startsWith('-') ? paint.bad(line) : line;
}

export const unpublish: Command = {
  usage: 'PATH',
  words: [1, 1],
  options: ['site', 'target', 'format', 'out', 'diff', 'verify'],
  async run(work) {
    const path = pathOf(work.words[0] ?? '', work);
    const json = shaped('unpublish', await ask(work, 'publish.remove', { ...exportParams(work), path }));
    return { json, exit: exitOf(json, true), lines: (paint) => planLines(json, work, paint, true) };
  },
};

export const publishStatus: Command = {
  usage: '[PATH]',
  words: [0, 1],
  options: ['site', 'target', 'format', 'out'],
  async run(work) {
    const { site, target, format } = exportParams(work);
    const [word] = work.words;
    const path = word === undefined ? undefined : pathOf(word, work);
    const json = shaped('publish-status', await ask(work, 'publish.status', { site, target, format, path }));
    const rows = json.map(({ state, path, url }) => [
      work.say(`state.${state as PublishState}`),
      path,
      url ?? '',
    ]);
    return { json, lines: () => (rows.length > 0 ? columns(rows) : [work.say('status.none')]) };
  },
};
