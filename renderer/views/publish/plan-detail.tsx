import { useState } from 'react';
import type { Diagnostic, PlanEntry, Result } from '../../../shared/contract/api.ts';
import { isNote } from '../../../shared/text/path.ts';
import { staysEdited } from '../../../shared/words/plan-reason.ts';
import { reasonWords } from '../../../shared/words/plan-words.ts';
import type { Host } from '../../client/connect.ts';
import { useLive, withBlogs } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { TextButton } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { BlogEdits, FileWays, StayingWays } from './blog-edits.tsx';
import { Comparison } from './comparison.tsx';
import { DiagnosticList } from './diagnostic-list.tsx';
import { PostPage } from './post-page.tsx';
import { Skipped } from './skipped.tsx';

type Target = Result<'publish.targets'>[number];

interface PlanDetailProps {
  host: Host;
  entry: PlanEntry | undefined;
  target: Target;
  diagnostics: readonly Diagnostic[];
  onFixed(): void;
  /** Stays as it is from entry to entry. */
  view: DetailView;
  onView(view: DetailView): void;
}

export type DetailView = 'both' | 'changes' | 'page';

/** One entry of the plan: the note as it is and as it would be published, and what is wrong with it. */
export function PlanDetail({ host, entry, target, diagnostics, onFixed, view, onView }: PlanDetailProps) {
  const words = useWords();
  const actions = useActions();
  const source = entry?.source ?? undefined;
  const [picked, setPicked] = useState<DetailView>();
  if (!entry) return <Empty size="page" text={words.t('publish.nothing-selected')} />;
  const gone = entry.action === 'delete' || staysEdited(entry.reason);
  const asNote = source !== undefined && isNote(source) && entry.action !== 'skip' && !gone;
  const pages = target.format === 'hugo';
  // What is to be decided is beside the comparison: it is not left behind a page that was looked at before.
  const wanted = picked ?? (isUndecided(entry) ? 'both' : view);
  const shown = pages || wanted !== 'page' ? wanted : 'both';
  const many = (entry.more ?? 0) > 0;
  const path = (source ?? entry.path ?? '').replace(/\.md$/i, '').split('/');
  return (
    <section className="plan-detail">
      <header className="plan-detail-head">
        {many ? (
          <span className="muted">{[...path.slice(0, -1), ''].join(' / ') || words.t('explorer.root')}</span>
        ) : (
          <TextButton look="quiet" disabled={!source} onClick={() => source && actions.open(source)}>
            {path.join(' / ')}
          </TextButton>
        )}
        {asNote && (
          <Segments<DetailView>
            label={words.t('publish.view')}
            controls="plan-comparison"
            options={[
              { value: 'both', label: words.t('publish.view-both') },
              { value: 'changes', label: words.t('publish.view-changes') },
              ...(pages ? [{ value: 'page', label: words.t('publish.view-page') } as const] : []),
            ]}
            value={shown}
            onChange={(next) => {
              setPicked(next);
              onView(next);
            }}
          />
        )}
      </header>
      {source && asNote && shown === 'page' && <PostPage host={host} path={source} target={target.name} />}
      {source && entry.action === 'skip' && (
        <Skipped source={source} entry={entry} target={target} onDone={onFixed} />
      )}
      {source && asNote && shown !== 'page' && (
        <Preview
          source={source}
          target={target}
          entry={entry}
          onlyChanges={shown === 'changes'}
          onFixed={onFixed}
        />
      )}
      {!asNote && entry.action !== 'skip' && (
        <EntryWithoutNote entry={entry} target={target} diagnostics={diagnostics} onDecided={onFixed} />
      )}
    </section>
  );
}

/** A page of a note that was edited in the blog: somebody has to say what becomes of it. */
function isUndecided(entry: PlanEntry): entry is PlanEntry & { path: string; source: string } {
  const edited = entry.action === 'conflict' || entry.action === 'blog-edited';
  return edited && entry.path !== null && entry.source !== null;
}

interface PreviewProps {
  source: string;
  target: Target;
  entry: PlanEntry;
  onlyChanges: boolean;
  onFixed(): void;
}

function Preview({ source, target, entry, onlyChanges, onFixed }: PreviewProps) {
  const words = useWords();
  const preview = useLive('publish.preview', { path: source, target: target.name }, withBlogs);
  return (
    <Answered answer={preview} size="page">
      {(data) => (
        <>
          <div id="plan-comparison" className="plan-comparison">
            {isUndecided(entry) && <BlogEdits entry={entry} target={target} onDecided={onFixed} />}
            <Comparison
              source={data.source}
              result={data.result}
              edits={data.edits}
              place={words.t(`publish.place.${target.format}`)}
              onlyChanges={onlyChanges}
            />
          </div>
          {data.diagnostics.length > 0 && (
            <footer className="plan-diagnostics">
              <DiagnosticList
                diagnostics={data.diagnostics}
                source={data.source}
                target={target.name}
                onFixed={onFixed}
              />
            </footer>
          )}
        </>
      )}
    </Answered>
  );
}

/** A file that goes along with a note, or one in the blog whose note is gone. */
function EntryWithoutNote({
  entry,
  target,
  diagnostics,
  onDecided,
}: Pick<PlanDetailProps, 'target' | 'diagnostics'> & { entry: PlanEntry; onDecided(): void }) {
  const words = useWords();
  const mine = diagnostics.filter((each) => each.path === entry.path);
  const Ways = staysEdited(entry.reason) ? StayingWays : FileWays;
  const why = entry.reason ? reasonWords(entry.reason, words.t) : entry.source && words.t('publish.copied');
  return (
    <div className="plan-comparison">
      <p className="plan-notice">
        {isUndecided(entry) && why ? why : words.t(`publish.action.${entry.action}`)}
        {!isUndecided(entry) && why && ` · ${why}`}
      </p>
      {isUndecided(entry) && <Ways entry={entry} target={target} onDecided={onDecided} />}
      <DiagnosticList diagnostics={mine} />
    </div>
  );
}
