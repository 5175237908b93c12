import type { CSSProperties } from 'react';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { currentHeading } from '../../state/outline.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { List } from '../../ui/list.tsx';
import { Answered, Empty } from '../../ui/state.tsx';

/** The headings of a note: as it stands in its editor, else as it was saved. */
export function OutlinePanel({ path }: { path: string }) {
  const { documents } = useSession();
  const open = useStore(documents, (all) => all.get(path));
  const facts = useLive('note.facts', open ? undefined : { path });
  if (open) return <Headings path={path} headings={open.headings} line={open.line} />;
  return <Answered answer={facts}>{({ headings }) => <Headings path={path} headings={headings} />}</Answered>;
}

interface HeadingsProps {
  path: string;
  headings: readonly { level: number; text: string; line: number }[];
  /** Line of the cursor, where there is one. */
  line?: number;
}

function Headings({ path, headings, line }: HeadingsProps) {
  const words = useWords();
  const actions = useActions();
  if (headings.length === 0) return <Empty text={words.t('outline.none')} />;
  const top = Math.min(...headings.map((heading) => heading.level));
  const here = line === undefined ? undefined : currentHeading(headings, line)?.line;
  return (
    <List
      label={words.t('pane.outline')}
      items={headings}
      itemKey={(heading) => String(heading.line)}
      itemText={(heading) => heading.text}
      selected={here === undefined ? undefined : String(here)}
      onPick={(heading) => actions.open(path, { line: heading.line })}
      row={(heading) => (
        <div
          className="row outline-row"
          data-level={heading.level}
          data-selected={heading.line === here}
          style={{ paddingLeft: 8 + (heading.level - top) * 14 } satisfies CSSProperties}
        >
          <span className="truncate" title={heading.text}>
            {heading.text}
          </span>
        </div>
      )}
    />
  );
}
