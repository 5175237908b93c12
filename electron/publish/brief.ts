import type { PlanEntry, PublishPlan } from '../../shared/contract/api.ts';
import { dirname } from '../../shared/text/path.ts';

/**
 * A plan for those who show it, and who ask again after each change: of the notes that stay as they are one stands for
 * all, and of those that are skipped one for all of its folder with the same reason; `more` says how many others there
 * are. Warnings go with the entries that they are of.
 * @param wanted notes whose entries are all there; a folder, with its `/`, stands for the notes right in it
 */
export function briefPlan(whole: PublishPlan, wanted: readonly string[]): PublishPlan {
  const plan: PlanEntry[] = [];
  const standing = new Map<string, PlanEntry>();
  const asked = new Set(wanted);
  for (const entry of whole.plan) {
    const key = standsFor(entry);
    if (key === undefined || asked.has(entry.source ?? '') || asked.has(folderOf(entry))) {
      plan.push(entry);
      continue;
    }
    const there = standing.get(key);
    if (there) there.more = (there.more ?? 0) + 1;
    else {
      const first = { ...entry };
      standing.set(key, first);
      plan.push(first);
    }
  }
  const shown = new Set(plan.flatMap(({ path, source }) => [path, source]));
  const diagnostics = whole.diagnostics.filter(
    ({ severity, path }) => severity === 'error' || path === '' || shown.has(path),
  );
  return { ...whole, plan, diagnostics };
}

const folderOf = ({ source }: PlanEntry) => `${dirname(source ?? '')}/`;

function standsFor({ action, source, reason = '' }: PlanEntry): string | undefined {
  if (action === 'unchanged') return action;
  return action === 'skip' ? `${action} ${dirname(source ?? '')}\n${reason}` : undefined;
}
