import { useMemo } from 'react';
import { whereOf } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { headingPath } from '../../state/backlinks.ts';
import { isUnlinked, type TimelineRow } from '../../state/timeline.ts';
import { TextButton } from '../../ui/button.tsx';
import { ParagraphMenu } from '../compose/paragraph-menu.tsx';
import { BlockText } from '../context/block-text.tsx';

interface TimelineEntryProps {
  row: Extract<TimelineRow, { kind: 'entry' }>;
  /** Path of the topic's note. */
  topic: string;
}

/** One block of the timeline, in full, with the place it stands in. */
export function TimelineEntry({ row, topic }: TimelineEntryProps) {
  const words = useWords();
  const actions = useActions();
  const { entry, newDay, newNote } = row;
  const ranges = useMemo(() => entry.marks.map((mark) => [mark.from, mark.to] as const), [entry.marks]);
  const headings = headingPath(entry.headings, entry);
  const place = [newNote ? entry.title : '', headings]
    .filter((part, index) => (index === 1 ? part !== '' : true))
    .join(' › ')
    .trim();

  function link() {
    const places = entry.marks
      .filter((mark) => !mark.linked)
      .map((mark) => ({ source: entry.source, from: entry.from + mark.from, to: entry.from + mark.to }));
    void actions.linkMentions(topic, places);
  }

  /** For each place that is none of this topic. */
  const ignores = entry.marks
    .filter((mark) => !mark.linked)
    .slice(0, 1)
    .flatMap(({ from, to }) => {
      const name = entry.text.slice(from, to);
      const place = { source: entry.source, from: entry.from + from, name };
      return [
        { label: words.t('mention.ignore'), run: () => void actions.ignoreMention(topic, place) },
        { label: words.t('mention.never', { name }), run: () => void actions.ignoreName(topic, name) },
        'line' as const,
      ];
    });

  return (
    <article className="entry">
      <time dateTime={entry.date}>{newDay ? words.day(entry.date) : ''}</time>
      <div className="entry-body">
        <header>
          <button
            type="button"
            className="entry-place truncate"
            title={entry.source}
            onClick={(event) => actions.open(entry.source, { line: entry.line, ...whereOf(event) })}
          >
            {place || words.t('topic.line', { n: entry.line })}
          </button>
          {isUnlinked(entry) && <TextButton onClick={link}>{words.t('mention.link')}</TextButton>}
          <ParagraphMenu paragraph={{ path: entry.source, line: entry.line, text: entry.text }} topic={topic}>
            {ignores}
          </ParagraphMenu>
        </header>
        <BlockText text={entry.text} ranges={ranges} />
      </div>
    </article>
  );
}
