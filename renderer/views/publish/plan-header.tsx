import { useId } from 'react';
import type { PublishPlan, Result } from '../../../shared/contract/api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import { countSeverity, groupPlan, type Readiness } from '../../state/publish.ts';
import { Button } from '../../ui/button.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { Segments } from '../../ui/segments.tsx';
import { HeadingOffer } from './heading-offer.tsx';
import { useSites } from './use-sites.ts';

type Target = Result<'publish.targets'>[number];

/** What of the blog is shown: what publishing would change, or all its posts. */
export type PublishPart = 'changes' | 'posts';

interface PlanHeaderProps {
  target: Target;
  targets: readonly Target[];
  plan: PublishPlan | undefined;
  state: Readiness | undefined;
  busy: boolean;
  part: PublishPart;
  onPart(part: PublishPart): void;
  onTarget(name: string): void;
  onCheck(): void;
  onPublish(): void;
}

export function PlanHeader(props: PlanHeaderProps) {
  const { target, plan, state, busy } = props;
  const words = useWords();
  const changes = groupPlan(plan?.plan ?? []).changes.length;
  const verb = changes > 0 ? words.t('publish.button', { n: changes }) : words.t('place.publish');
  const hugo = plan?.hugo ? ` · Hugo ${plan.hugo.version}` : '';
  return (
    <header className="publish-head">
      <SiteMenu {...props} />
      {target.format === 'hugo' && (
        <Segments<PublishPart>
          label={words.t('publish.parts')}
          controls="publish-part"
          options={[
            { value: 'changes', label: words.t('publish.changes') },
            { value: 'posts', label: words.t('publish.posts') },
          ]}
          value={props.part}
          onChange={props.onPart}
        />
      )}
      <span className="muted truncate" title={target.root}>
        {target.root}
        {hugo}
      </span>
      <div className="publish-do">
        <span role="status">{plan && state && <PlanState plan={plan} state={state} />}</span>
        <Button onClick={props.onCheck} disabled={busy}>
          {words.t('publish.check')}
        </Button>
        <Button look="strong" busy={busy} disabled={state !== 'ready'} onClick={props.onPublish}>
          {busy ? words.t('publish.busy') : verb}
        </Button>
      </div>
      {plan?.offers && (
        <HeadingOffer key={plan.offers.join('\n')} target={target.name} headings={plan.offers} />
      )}
    </header>
  );
}

function PlanState({ plan, state }: { plan: PublishPlan; state: Readiness }) {
  const words = useWords();
  const { errors } = countSeverity(plan.diagnostics);
  const groups = groupPlan(plan.plan);
  const decide = groups.decide.length;
  const failed = plan.verified?.ok === false;
  const keys: Record<Readiness, MessageKey> = {
    ready: plan.verified?.ok ? 'publish.verified' : 'publish.ready',
    nothing: groups.unchanged > 0 ? 'publish.up-to-date' : 'publish.none',
    blocked: decide > 0 ? 'publish.blocked' : 'publish.has-errors',
  };
  const tone = state === 'blocked' || failed ? 'bad' : 'good';
  const text = failed ? words.t('publish.site-broken') : words.t(keys[state], { n: decide || errors });
  return (
    <span className="state-words" data-tone={tone} data-state={failed ? undefined : state}>
      {text}
    </span>
  );
}

/** The name of the site; a menu where there is more to choose. */
function SiteMenu({ target, targets, onTarget }: PlanHeaderProps) {
  const words = useWords();
  const openMenu = useMenu();
  const sites = useSites();
  const id = useId();
  const choose = (name: string | undefined) => name !== undefined && onTarget(name);
  function open() {
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (!box) return;
    const choices = targets.map(({ name }) => ({ label: name, run: () => onTarget(name) }));
    openMenu(new DOMRect(box.left, box.top, 0, box.height), [
      ...choices,
      'line',
      { label: words.t('publish.add-site-menu'), run: () => void sites.add().then(choose) },
      { label: words.t('publish.make-site'), run: () => void sites.make().then(choose) },
      { label: words.t('publish.add-folder'), run: () => void sites.add('commonmark').then(choose) },
    ]);
  }
  return (
    <h1 className="publish-title">
      <button id={id} type="button" aria-haspopup="menu" onClick={open}>
        {words.t(`publish.title.${target.format}`, { site: target.name })}
      </button>
    </h1>
  );
}
