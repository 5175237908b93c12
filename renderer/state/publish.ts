/** The publish plan, sorted for people. */
import type { Diagnostic, PlanEntry, PublishPlan } from '../../shared/contract/api.ts';
import { dirname } from '../../shared/text/path.ts';

/** Skipped notes of one folder for one reason. */
export interface SkippedGroup {
  folder: string;
  reason: string;
  /** Those that the plan names; in a brief one, one may stand for many. */
  entries: PlanEntry[];
  count: number;
}

export interface PlanGroups {
  changes: PlanEntry[];
  /** What a person must decide before anything is published. */
  decide: PlanEntry[];
  skipped: SkippedGroup[];
  unchanged: number;
}

const changing = new Set<PlanEntry['action']>(['create', 'update', 'rename', 'delete']);
const undecided = new Set<PlanEntry['action']>(['blocked', 'blog-edited', 'conflict']);

export function groupPlan(plan: readonly PlanEntry[]): PlanGroups {
  return {
    changes: plan.filter((entry) => changing.has(entry.action)),
    decide: plan.filter((entry) => undecided.has(entry.action)),
    skipped: groupSkipped(plan.filter((entry) => entry.action === 'skip')),
    unchanged: sumOf(plan.filter((entry) => entry.action === 'unchanged')),
  };
}

function groupSkipped(entries: readonly PlanEntry[]): SkippedGroup[] {
  const groups = new Map<string, SkippedGroup>();
  for (const entry of entries) {
    const folder = dirname(entry.source ?? '');
    const reason = entry.reason ?? '';
    const key = `${folder}\n${reason}`;
    const group = groups.get(key);
    if (group) group.entries.push(entry);
    else groups.set(key, { folder, reason, entries: [entry], count: 0 });
  }
  return [...groups.values()].map((group) => ({ ...group, count: sumOf(group.entries) }));
}

/** How many there are, those that are left out included. */
const sumOf = (entries: readonly PlanEntry[]) => entries.reduce((sum, { more = 0 }) => sum + 1 + more, 0);

export function entryKey(entry: PlanEntry): string {
  return `${entry.action} ${entry.source ?? ''} ${entry.path ?? ''}`;
}

export function countSeverity(
  diagnostics: readonly Diagnostic[],
  path?: string,
): { errors: number; warnings: number } {
  const mine = path === undefined ? diagnostics : diagnostics.filter((each) => each.path === path);
  return {
    errors: mine.filter((each) => each.severity === 'error').length,
    warnings: mine.filter((each) => each.severity === 'warning').length,
  };
}

export type Readiness = 'ready' | 'nothing' | 'blocked';

/** Whether the plan may be applied. Deletions are asked about when it is. */
export function readiness({ plan, diagnostics }: Pick<PublishPlan, 'plan' | 'diagnostics'>): Readiness {
  const groups = groupPlan(plan);
  if (groups.decide.length > 0 || countSeverity(diagnostics).errors > 0) return 'blocked';
  return groups.changes.length > 0 ? 'ready' : 'nothing';
}
