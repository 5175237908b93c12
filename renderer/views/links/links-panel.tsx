import { useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useLive, withSettings } from '../../client/live-query.ts';
import { whereOf } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { groupBySource } from '../../state/backlinks.ts';
import { tellApart } from '../../state/namesakes.ts';
import { TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { NoteFolder } from '../../ui/note-folder.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { LinkAllDialog } from '../topic/link-all-dialog.tsx';
import { MentionItem } from './mention-item.tsx';
import { PlaceCard, PlaceItem } from './place-card.tsx';
import { Some } from './some.tsx';

type Backlinks = Result<'backlink.list'>;

/** So many links and mentions are asked for at first: a topic may have ten thousands. */
const firstPlaces = 300;

interface PlacesProps<P> {
  places: readonly P[];
  /** How many there are, of which these are the first. */
  total: number;
  target: string;
  onMore(): void;
}

/** Links to a note, the topics that stand on it, and where it is mentioned without a link. */
export function LinksPanel({ path }: { path: string }) {
  const [limit, setLimit] = useState(firstPlaces);
  const backlinks = useLive(
    'backlink.list',
    { path, mentions: true, limit },
    { ...withSettings, keep: true },
  );
  const onMore = () => setLimit(limit * 4);
  return (
    <Answered answer={backlinks}>
      {({ linked, mentions, total }) => (
        <div className="appear">
          <Linked places={linked} total={total.linked} target={path} onMore={onMore} />
          <TopicsOnPage path={path} />
          <Mentions places={mentions} total={total.mentions} target={path} onMore={onMore} />
        </div>
      )}
    </Answered>
  );
}

function Linked({ places, total, target, onMore }: PlacesProps<Backlinks['linked'][number]>) {
  const words = useWords();
  const groups = useMemo(() => groupBySource(places), [places]);
  return (
    <section className="pane-section">
      <h2 className="section-title">
        <span>{words.t('links.linked', { n: total })}</span>
      </h2>
      {groups.length === 0 && <Empty text={words.t('links.none')} />}
      <Some items={groups} beyond={total - places.length} onBeyond={onMore}>
        {(group) => (
          <PlaceCard key={group.source} place={group.places[0]}>
            {group.places.map((place) => (
              <PlaceItem key={place.from} place={place} topic={target} />
            ))}
          </PlaceCard>
        )}
      </Some>
    </section>
  );
}

function TopicsOnPage({ path }: { path: string }) {
  const words = useWords();
  const actions = useActions();
  const topics = useLive('topic.onPage', { path }, withSettings);
  const folders = useMemo(() => tellApart(topics.data ?? []), [topics.data]);
  if (!topics.data || topics.data.length === 0) return null;
  return (
    <section className="pane-section">
      <h2 className="section-title">
        <span>{words.t('links.topics', { n: topics.data.length })}</span>
      </h2>
      <Some items={topics.data} first={12}>
        {(topic) => (
          <button
            key={topic.path}
            type="button"
            className="row"
            onClick={(event) => actions.show({ kind: 'topic', path: topic.path }, whereOf(event))}
          >
            <span className="topic-square" />
            <span className="truncate">{topic.name}</span>
            <NoteFolder folder={folders.get(topic.path)} />
            <span className="row-count">
              {words.t('links.places', { n: topic.mentions + topic.linked })}
              {topic.linked > 0 && ` · ${words.t('links.places-linked', { n: topic.linked })}`}
            </span>
          </button>
        )}
      </Some>
    </section>
  );
}

function Mentions({ places, total, target, onMore }: PlacesProps<Backlinks['mentions'][number]>) {
  const words = useWords();
  const dialogs = useDialogs();
  const groups = useMemo(() => groupBySource(places), [places]);
  if (groups.length === 0) return null;
  const name = target.slice(target.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  const linkAll = () =>
    dialogs.show((close) => <LinkAllDialog target={target} name={name} onClose={close} />);
  return (
    <section className="pane-section">
      <h2 className="section-title">
        <span>{words.t('links.mentions', { n: total })}</span>
        {total > 1 && <TextButton onClick={linkAll}>{words.t('topic.link-all')}</TextButton>}
      </h2>
      <Some items={groups} beyond={total - places.length} onBeyond={onMore}>
        {(group) => (
          <PlaceCard key={`${group.source} ${group.weak}`} place={group.places[0]}>
            {group.places.map((place) => (
              <MentionItem key={place.from} place={place} target={target} />
            ))}
          </PlaceCard>
        )}
      </Some>
    </section>
  );
}
