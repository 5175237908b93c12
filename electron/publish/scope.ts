import type { Target } from '../../shared/hugo/settings.ts';
import { hiddenPath, type Manifest } from './manifest.ts';
import type { VaultReader } from './reader.ts';
import { type Choice, chooseAll, choosePaths, denial } from './select.ts';
import type { PlanRequest } from './targets.ts';

/** Which notes a plan is about. */
export interface Scope {
  choices: Choice[];
  /** Notes that are on the blog afterwards. */
  live: ReadonlySet<string>;
  /** Those of them that are made anew; all, but for an export of single notes. */
  render: ReadonlySet<string>;
  /** Of the chosen ones, whether they were asked for by path. */
  byHand: ReadonlyMap<string, boolean>;
  /** Notes that were not asked for and are made anew only because of one that was. */
  dependents: ReadonlySet<string>;
}

const byHandOf = (choices: readonly Choice[]) => new Map(choices.map(({ path, byHand }) => [path, byHand]));

/**
 * Choose the notes of an export, and whatever else their change may change.
 * @param dates where the site has the dates of pages
 */
export function chooseScope(
  request: PlanRequest,
  reader: VaultReader,
  target: Target,
  manifest: Manifest,
  dates: readonly string[],
): Scope {
  const { paths, withdraw } = request;
  if (paths === undefined && withdraw === undefined) {
    const choices = chooseAll(reader, target, manifest, dates);
    const live = new Set(
      choices.filter((choice) => choice.reason === undefined).map((choice) => choice.path),
    );
    return { choices, live, render: live, byHand: byHandOf(choices), dependents: new Set() };
  }
  const choices = choosePaths(paths ?? [], reader, target, dates);
  const asked = new Set(choices.map((choice) => choice.path));
  const changed = new Set([...asked, ...(withdraw === undefined ? [] : [withdraw])]);
  const names = new Set([...changed].flatMap((path) => [path, hiddenPath(path)]));
  const chosen = choices.filter((choice) => choice.reason === undefined).map((choice) => choice.path);
  const published = [...manifest.files.values()].filter(
    ({ kind, source }) => kind === 'note' && !changed.has(source),
  );
  const staying = published.filter(
    ({ source }) => reader.exists(source) && denial(source, reader, target) === undefined,
  );
  const dependents = staying
    .filter((entry) => entry.dependencies.some((path) => names.has(path)))
    .filter((entry) => reader.head(entry.source)?.hash === entry.sourceHash)
    .map((entry) => entry.source);
  return {
    choices,
    live: new Set([...chosen, ...staying.map((entry) => entry.source)]),
    render: new Set([...chosen, ...dependents]),
    byHand: byHandOf(choices),
    dependents: new Set(dependents),
  };
}
