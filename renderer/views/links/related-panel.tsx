import { useMemo } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { tellApart } from '../../state/namesakes.ts';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { List } from '../../ui/list.tsx';
import { NoteFolder } from '../../ui/note-folder.tsx';
import { Answered, Empty } from '../../ui/state.tsx';
import { SuggestionDialog } from '../topic/suggestion-dialog.tsx';

type Related = Result<'topic.read'>['related'][number];
type Proposal = Result<'topic.beside'>[number];

/** Topics that stand in the same blocks as this one, and terms there that have no note yet. */
export function RelatedPanel({ path }: { path: string }) {
  const words = useWords();
  const topic = useLive('topic.read', { path }, withSettings);
  const proposals = useLive('topic.beside', { path }, withSettings).data ?? [];
  return (
    <Answered answer={topic}>
      {({ related }) => (
        <>
          {related.length > 0 ? (
            <RelatedTopics related={related} />
          ) : (
            <Empty text={words.t('topic.no-related')} />
          )}
          {proposals.length > 0 && <Proposals proposals={proposals} />}
        </>
      )}
    </Answered>
  );
}

function RelatedTopics({ related }: { related: readonly Related[] }) {
  const words = useWords();
  const actions = useActions();
  const folders = useMemo(() => tellApart(related), [related]);
  return (
    <List
      label={words.t('pane.related')}
      items={related}
      itemKey={(row) => row.path}
      itemText={(row) => row.name}
      onPick={(row, options) => actions.show({ kind: 'topic', path: row.path }, options)}
      row={(row) => (
        <div className="row">
          <span className="topic-square" />
          <span className="truncate">{row.name}</span>
          <NoteFolder folder={folders.get(row.path)} />
          <span className="row-count">{words.t('topic.together', { n: row.count })}</span>
        </div>
      )}
    />
  );
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const words = useWords();
  const dialogs = useDialogs();
  const label = words.t('topic.may-be');
  return (
    <>
      <h2 className="section-title">{label}</h2>
      <List
        label={label}
        items={proposals}
        itemKey={(row) => row.term}
        itemText={(row) => row.term}
        onPick={(row) => dialogs.show((close) => <SuggestionDialog suggestion={row} onClose={close} />)}
        row={(row) => (
          <div className="row">
            <span className="topic-square" data-hollow />
            <span className="truncate">{row.term}</span>
            <span className="row-count">{words.t('topic.together', { n: row.together })}</span>
          </div>
        )}
      />
    </>
  );
}
