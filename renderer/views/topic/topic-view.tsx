import { useContext, useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { localDate } from '../../../shared/note/date.ts';
import { useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { type Entry, everything, filterEntries, timelineBars, timelineRows } from '../../state/timeline.ts';
import { Button } from '../../ui/button.tsx';
import { Flow } from '../../ui/flow.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { isOnline, PublishStatesContext } from '../publish-state.ts';
import { PageBar } from '../window/page-bar.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineEntry } from './timeline-entry.tsx';
import { TimelineFilters } from './timeline-filters.tsx';
import './topic.css';

type Topic = Result<'topic.read'>;

/** Everything that the vault says of a topic, newest first. */
export function TopicView({ path }: { path: string }) {
  const topic = useLive('topic.read', { path }, withSettings);
  return (
    <>
      <PageBar place={{ kind: 'topic', path }} />
      <Answered answer={topic} size="page">
        {(data) => <TopicPage topic={data} />}
      </Answered>
    </>
  );
}

function TopicPage({ topic }: { topic: Topic }) {
  const words = useWords();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [narrowing, setNarrowing] = useState(everything);
  const today = localDate(new Date());
  const { entries } = topic;
  const bars = useMemo(() => timelineBars(entries, today), [entries, today]);
  const states = useContext(PublishStatesContext);
  const around = useMemo(
    () => ({
      today,
      published: (note: string) => states.get(note)?.all.some(({ state }) => isOnline(state)) ?? false,
    }),
    [states, today],
  );
  const rows = useMemo(
    () => timelineRows(filterEntries(entries, narrowing, around)),
    [entries, narrowing, around],
  );
  return (
    <div ref={setScroller} className="topic-scroll appear">
      <article className="topic-page">
        <h1>{topic.title}</h1>
        <Lead topic={topic} />
        {entries.length === 0 ? (
          <Empty text={words.t('topic.nothing')} />
        ) : (
          <>
            <Facts entries={entries} />
            <TimelineChart
              bars={bars}
              chosen={narrowing.period}
              onChoose={(period) => setNarrowing({ ...narrowing, period })}
            />
            <TimelineFilters
              topic={topic}
              narrowing={narrowing}
              onNarrow={setNarrowing}
              around={around}
              blog={states.size > 0}
            />
            <Flow
              scroller={scroller}
              items={rows}
              itemKey={(row) => row.key}
              estimate={(row) => (row.kind === 'month' ? 40 : 88)}
              row={(row) =>
                row.kind === 'month' ? (
                  <h2 className="timeline-month">{words.month(row.month)}</h2>
                ) : (
                  <TimelineEntry row={row} topic={topic.path} />
                )
              }
            />
            {rows.length === 0 && (
              <Empty
                text={words.t('topic.filtered-out')}
                actions={
                  <Button onClick={() => setNarrowing(everything)}>{words.t('topic.show-all')}</Button>
                }
              />
            )}
          </>
        )}
      </article>
    </div>
  );
}

function Lead({ topic }: { topic: Topic }) {
  const words = useWords();
  const aliases = topic.aliases.length > 0 && words.t('topic.aliases', { names: topic.aliases.join(' · ') });
  if (!topic.summary && !aliases) return null;
  return (
    <p className="topic-lead">
      {topic.summary} {aliases}
    </p>
  );
}

function Facts({ entries }: { entries: readonly Entry[] }) {
  const words = useWords();
  const dates = entries.map((entry) => entry.date).sort();
  const notes = new Set(entries.map((entry) => entry.source)).size;
  const facts = [
    [words.number(entries.length), words.t('topic.paragraphs', { n: entries.length })],
    [words.number(notes), words.t('topic.notes', { n: notes })],
    [dates[0]?.slice(0, 7), words.t('topic.first')],
    [words.nearDate(dates.at(-1) ?? ''), words.t('topic.last')],
  ];
  return (
    <dl className="topic-facts">
      {facts.map(([value, name]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
