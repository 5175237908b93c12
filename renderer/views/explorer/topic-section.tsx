import { type CSSProperties, memo, useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useLive } from '../../client/live-query.ts';
import type { Where } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { tellApart } from '../../state/namesakes.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab } from '../../state/workspace.ts';
import { TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { List } from '../../ui/list.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { NoteFolder } from '../../ui/note-folder.tsx';
import { SuggestionDialog } from '../topic/suggestion-dialog.tsx';

type Topic = Result<'topic.list'>[number];
type Suggestion = Result<'topic.discover'>[number];
type Row =
  | { kind: 'title'; key: string }
  | { kind: 'topic'; key: string; topic: Topic; folder: string | undefined }
  | { kind: 'suggestion'; key: string; suggestion: Suggestion };

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
  const rows = useMemo(() => toRows(topics.data ?? [], found.data ?? []), [topics.data, found.data]);
  const selected = useStore(session.workspace, (state) => {
    const { place } = activeTab(state);
    return place.kind === 'topic' ? `topic ${place.path}` : undefined;
  });
  if (rows.length === 0) return null;

  function pick(row: Row, options: Where) {
    if (row.kind === 'topic') actions.show({ kind: 'topic', path: row.topic.path }, options);
    if (row.kind === 'suggestion') {
      dialogs.show((close) => <SuggestionDialog suggestion={row.suggestion} onClose={close} />);
    }
  }

  function onMenu(row: Row, place: { x: number; y: number }) {
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
  return (
    <section className="explorer-topics" aria-label={words.t('topic.section')} style={style}>
      <h2 className="section-title">
        <span>{words.t('topic.section')}</span>
        <TextButton look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {words.t(all ? 'topic.fewer' : 'topic.by-mention')}
        </TextButton>
      </h2>
      <List
        label={words.t('topic.section')}
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

function SectionRow({ row, selected }: { row: Row; selected: boolean }) {
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

function toRows(topics: readonly Topic[], found: readonly Suggestion[]): Row[] {
  const folders = tellApart(topics);
  const rows: Row[] = topics.map((topic) => ({
    kind: 'topic',
    key: `topic ${topic.path}`,
    topic,
    folder: folders.get(topic.path),
  }));
  if (found.length > 0) rows.push({ kind: 'title', key: 'title' });
  for (const suggestion of found)
    rows.push({ kind: 'suggestion', key: `term ${suggestion.term}`, suggestion });
  return rows;
}

function rowText(row: Row): string {
  if (row.kind === 'topic') return row.topic.name;
  return row.kind === 'suggestion' ? row.suggestion.term : '';
}
