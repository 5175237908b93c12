import { useMemo } from 'react';
import { useLive, withSettings } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { tellApart } from '../../state/namesakes.ts';
import { List } from '../../ui/list.tsx';
import { NoteFolder } from '../../ui/note-folder.tsx';
import { Answered, Empty } from '../../ui/state.tsx';

/** Topics that stand in the same blocks as this one. */
export function RelatedPanel({ path }: { path: string }) {
  const words = useWords();
  const actions = useActions();

  const topic = useLive('topic.read', { path }, withSettings);
  const folders = useMemo(() => tellApart(topic.data?.related ?? []), [topic.data]);
  return (
    <Answered answer={topic}>
      {({ related }) =>
        related.length === 0 ? (
          <Empty text={words.t('topic.no-related')} />
        ) : (
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
        )
      }
    </Answered>
  );
}
