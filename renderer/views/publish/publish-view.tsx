import type { Host } from '../../client/connect.ts';
import { useLive, withBlogs } from '../../client/live-query.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { Answered } from '../../ui/state.tsx';
import { PlanView } from './plan-view.tsx';
import { wordsFor } from './plan-words.ts';
import './publish.css';
import { SiteChoice } from './site-choice.tsx';

/** What publishing would do to a blog, note by note, and the button that does it. */
export function PublishView({ host }: { host: Host }) {
  const targets = useLive('publish.targets', {}, withBlogs);
  const { publishTarget } = useSession();
  const chosen = useStore(publishTarget);
  const words = useWords();
  return (
    <Answered answer={targets} size="page">
      {(list) => {
        const target = list.find((each) => each.name === chosen) ?? list[0];
        if (!target) return <SiteChoice />;
        return (
          <WordsContext.Provider value={wordsFor(target.format, words)}>
            <PlanView
              host={host}
              key={target.name}
              target={target}
              targets={list}
              onTarget={publishTarget.set}
            />
          </WordsContext.Provider>
        );
      }}
    </Answered>
  );
}
