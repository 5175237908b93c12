import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  defaultTarget,
  type HugoSettings,
  parseSettings,
  plainTarget,
  type Target,
} from '../../shared/hugo/settings.ts';
import { refuse } from '../../shared/words/refusal.ts';
import type { PublishSource } from './source.ts';

/** What an export was asked to do. */
export interface PlanRequest {
  site?: string | undefined;
  /** What a folder is for that the settings do not name. */
  format?: Target['format'] | undefined;
  target?: string | undefined;
  paths?: readonly string[] | undefined;
  diff?: boolean | undefined;
  prune?: boolean | undefined;
  /** So many files may be deleted, where that is more than the settings let pass. */
  deletes?: number | undefined;
  /** Pages of the blog to write over although they were edited there, and pages to leave as the blog has them. */
  overwrite?: readonly string[] | undefined;
  keep?: readonly string[] | undefined;
  /** Pages to write with what both sides changed in them. */
  merge?: readonly string[] | undefined;
  /** A note that is to go from the blog, whatever the settings say. */
  withdraw?: string | undefined;
}

/** The target that a request means. */
export function findTarget(
  source: PublishSource,
  request: Pick<PlanRequest, 'site' | 'target' | 'format'>,
): Target {
  const { targets } = parseSettings(source.settings());
  if (request.target !== undefined) {
    const named = targets.find((target) => target.name === request.target);
    if (!named) throw refuse('not-found', 'no-target', { target: request.target });
    return request.site === undefined ? named : { ...named, root: request.site };
  }
  if (request.site !== undefined) return targetAt(source.vaultDir, { targets }, request.site, request.format);
  const first = targets.find((each) => request.format === undefined || each.format === request.format);
  if (!first) throw refuse('not-found', 'which-site');
  return first;
}

function targetAt(
  vaultDir: string,
  settings: HugoSettings,
  site: string,
  format: Target['format'] | undefined,
): Target {
  const real = realOf(resolve(vaultDir, site));
  const known = settings.targets.find(
    (target) =>
      realOf(resolve(vaultDir, target.root)) === real && (format === undefined || target.format === format),
  );
  return known ?? (format === 'commonmark' ? plainTarget(site, settings) : defaultTarget(site));
}

function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
