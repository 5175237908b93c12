import type { ReactNode } from 'react';
import type { Place } from '../../../shared/contract/api.ts';
import { whereOf } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { headingPath } from '../../state/backlinks.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { ParagraphMenu } from '../compose/paragraph-menu.tsx';
import { BlockText } from '../context/block-text.tsx';

/** A card for places in one note: its path and date above them. */
export function PlaceCard({ place, children }: { place: Place; children: ReactNode }) {
  const words = useWords();
  const actions = useActions();
  const path = place.source.replace(/\.md$/i, '').split('/').join(' / ');
  return (
    <article className="card">
      <header className="card-head">
        <button
          type="button"
          className="card-place truncate"
          title={`${place.source}\n${place.title}`}
          onClick={(event) => actions.open(place.source, whereOf(event))}
        >
          {path}
        </button>
        <time dateTime={place.date}>{words.date(place.date)}</time>
      </header>
      {children}
    </article>
  );
}

interface PlaceItemProps {
  place: Place;
  /** The note that the place speaks of. */
  topic: string;
  /** What else can be done with it. */
  menu?: readonly MenuItem[];
  children?: ReactNode;
}

/** One place: the block around it, which opens the note there. */
export function PlaceItem({ place, topic, menu, children }: PlaceItemProps) {
  const actions = useActions();
  const headings = headingPath(place.headings, place);
  return (
    <div className="card-item">
      {headings !== '' && <div className="card-path truncate">{headings}</div>}
      <button
        type="button"
        className="card-text"
        onClick={(event) => actions.open(place.source, { line: place.line, ...whereOf(event) })}
      >
        <BlockText text={place.context} ranges={place.marks} />
      </button>
      <ParagraphMenu
        paragraph={{ path: place.source, line: place.line, text: lineAround(place) }}
        topic={topic}
      >
        {menu}
      </ParagraphMenu>
      {children}
    </div>
  );
}

/** The line of the note that the place is on. */
function lineAround({ context, marks }: Place): string {
  const at = marks[0]?.[0] ?? 0;
  const end = context.indexOf('\n', at);
  return context.slice(context.lastIndexOf('\n', at - 1) + 1, end < 0 ? undefined : end);
}
