import { type CSSProperties, memo, useMemo, useState } from 'react';
import { useLive } from '../../client/live-query.ts';
import type { Where } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab } from '../../state/workspace.ts';
import { TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { List } from '../../ui/list.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { NoteFolder } from '../../ui/note-folder.tsx';
import { SuggestionDialog } from '../topic/suggestion-dialog.tsx';
import { rowText, type TopicRow, topicRows } from './topic-rows.ts';

/** Shown at first; more on request. */
const few = 8;
const many = 500;

/** Topics by how often they are mentioned, and terms that have no note yet. */
export const TopicSection = memo(function TopicSection() {
  const words = useWords();
  const actions = useActions();
  const dialogs = useDialogs();
  const openMenu = useMenu();
  const session = useSession();
  const [all, setAll] = useState(false);
  const topics = useLive('topic.list', { limit: all ? many : few }, { keep: true });
  const found = useLive('topic.discover', { limit: all ? 50 : few }, { keep: true });
  const { title: titled, rows } = useMemo(
    () => topicRows(topics.data ?? [], found.data ?? []),
    [topics.data, found.data],
  );
  const selected = useStore(session.workspace, (state) => {
    const { place } = activeTab(state);
    return place.kind === 'topic' ? `topic ${place.path}` : undefined;
  });
  if (rows.length === 0) return null;

  function pick(row: TopicRow, options: Where) {
    if (row.kind === 'topic') actions.show({ kind: 'topic', path: row.topic.path }, options);
    if (row.kind === 'suggestion') {
      dialogs.show((close) => <SuggestionDialog suggestion={row.suggestion} onClose={close} />);
    }
  }

  function onMenu(row: TopicRow, place: { x: number; y: number }) {
    if (row.kind !== 'topic') return;
    const { path } = row.topic;
    openMenu(place, [
      { label: words.t('topic.open'), run: () => actions.show({ kind: 'topic', path }) },
      { label: words.t('topic.open-note'), run: () => actions.open(path) },
      {
        label: words.t('explorer.open-tab'),
        run: () => actions.show({ kind: 'topic', path }, { newTab: true }),
      },
      {
        label: words.t('explorer.open-beside'),
        run: () => actions.show({ kind: 'topic', path }, { beside: true }),
      },
    ]);
  }

  const style = { '--rows': rows.length + 1 } as CSSProperties;
  const title = words.t(titled);
  return (
    <section className="explorer-topics" aria-label={title} style={style}>
      <h2 className="section-title">
        <span>{title}</span>
        <TextButton look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {words.t(all ? 'topic.fewer' : 'topic.by-mention')}
        </TextButton>
      </h2>
      <List
        label={title}
        items={rows}
        itemKey={(row) => row.key}
        itemText={rowText}
        selected={selected}
        onPick={pick}
        onMenu={onMenu}
        row={(row) => <SectionRow row={row} selected={row.key === selected} />}
      />
    </section>
  );
});

function SectionRow({ row, selected }: { row: TopicRow; selected: boolean }) {
  const words = useWords();
  if (row.kind === 'title') {
    return (
      <div className="section-title">
        <span>{words.t('topic.no-note')}</span>
        <span>{words.t('topic.suggestions')}</span>
      </div>
    );
  }
  const count = row.kind === 'topic' ? row.topic.linked + row.topic.mentions : row.suggestion.mentions;
  return (
    <div className="row" data-selected={selected}>
      <span className="topic-square" data-hollow={row.kind === 'suggestion'} />
      <span className="truncate" title={row.kind === 'topic' ? row.topic.path : undefined}>
        {rowText(row)}
      </span>
      {row.kind === 'topic' && <NoteFolder folder={row.folder} />}
      <span className="row-count">{words.number(count)}</span>
    </div>
  );
}
