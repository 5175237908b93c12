import { useMemo, useState } from 'react';
import type { PublishPlan, Result } from '../../../shared/contract/api.ts';
import type { Host } from '../../client/connect.ts';
import { keptWithBlogs, useClient, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { entryKey, groupPlan, readiness } from '../../state/publish.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { Failure, Loading } from '../../ui/state.tsx';
import { type DetailView, PlanDetail } from './plan-detail.tsx';
import { PlanHeader, type PublishPart } from './plan-header.tsx';
import { PlanList } from './plan-list.tsx';
import { PostList } from './post-list.tsx';

type Target = Result<'publish.targets'>[number];

interface PlanViewProps {
  host: Host;
  target: Target;
  targets: readonly Target[];
  onTarget(name: string): void;
}

/** The plan for one site. */
export function PlanView({ host, target, targets, onTarget }: PlanViewProps) {
  const { publishFocus } = useSession();
  const focus = useStore(publishFocus);
  const brief = focus === undefined ? [] : [focus];
  const plan = useLive('publish.plan', { target: target.name, brief }, keptWithBlogs);
  const publish = usePublish(target, plan.refresh);
  const [part, setPart] = useState<PublishPart>('changes');
  const [picked, setPicked] = useState<string>();
  const [view, setView] = useState<DetailView>('both');
  const groups = useMemo(() => groupPlan(plan.data?.plan ?? []), [plan.data]);
  const entries = [...groups.decide, ...groups.changes, ...groups.skipped.flatMap((group) => group.entries)];
  const entry =
    entries.find((each) => entryKey(each) === picked) ??
    entries.find((each) => each.source === focus && focus !== undefined) ??
    entries[0];

  return (
    <div className="publish appear" id="publish-part">
      <PlanHeader
        target={target}
        targets={targets}
        plan={plan.data}
        state={plan.data ? readiness(plan.data) : undefined}
        busy={publish.busy}
        part={part}
        onPart={setPart}
        onTarget={onTarget}
        onCheck={plan.refresh}
        onPublish={() => plan.data && void publish.run(plan.data)}
      />
      {part === 'posts' && <PostList target={target.name} />}
      {part === 'changes' &&
        (plan.data ? (
          <>
            <PlanList
              groups={groups}
              diagnostics={plan.data.diagnostics}
              selected={entry && entryKey(entry)}
              onSelect={(next) => setPicked(entryKey(next))}
            />
            <PlanDetail
              key={entry && entryKey(entry)}
              host={host}
              entry={entry}
              target={target}
              diagnostics={plan.data.diagnostics}
              onFixed={plan.refresh}
              view={view}
              onView={setView}
            />
          </>
        ) : (
          <div className="publish-wait">
            {plan.error ? <Failure size="page" error={plan.error} onRetry={plan.refresh} /> : <Loading />}
          </div>
        ))}
    </div>
  );
}

const deletions = ({ plan }: PublishPlan) => plan.filter(({ action }) => action === 'delete');

/** Applies a plan after asking about what it would delete. */
function usePublish(target: Target, onDone: () => void) {
  const words = useWords();
  const client = useClient();
  const dialogs = useDialogs();
  const { notices } = useSession();
  const [busy, setBusy] = useState(false);

  async function agreed(plan: PublishPlan): Promise<boolean> {
    const gone = deletions(plan);
    if (gone.length === 0) return true;
    const list = gone.slice(0, 10).map((entry) => entry.path ?? '');
    return dialogs.confirm({
      title: words.t('publish.delete-title', { n: gone.length }),
      text: words.t('publish.delete-text', { list: list.join(' · ') }),
      action: words.t('publish.delete-action', { n: gone.length }),
      danger: true,
    });
  }

  async function run(plan: PublishPlan): Promise<void> {
    if (!(await agreed(plan))) return;
    setBusy(true);
    try {
      const deletes = deletions(plan).length;
      const asked = { prune: deletes > 0, deletes };
      const done = await client.call('publish.apply', { target: target.name, ...asked, verify: true });
      const count = groupPlan(done.plan).changes.length;
      if (done.applied) notices.say(`notice.published.${target.format}`, { n: count, site: target.name });
      else notices.say(`notice.not-published.${target.format}`);
    } catch (error) {
      notices.fail(error);
    }
    setBusy(false);
    onDone();
  }

  return { busy, run };
}
