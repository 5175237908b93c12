import type { ReactNode } from 'react';
import type { Place } from '../../../shared/contract/api.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { headingPath } from '../../state/backlinks.ts';
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
          onClick={(event) => actions.open(place.source, { newTab: event.ctrlKey || event.metaKey })}
        >
          {path}
        </button>
        <time dateTime={place.date}>{words.date(place.date)}</time>
      </header>
      {children}
    </article>
  );
}

/** One place: the block around it, which opens the note there. */
export function PlaceItem({ place, children }: { place: Place; children?: ReactNode }) {
  const actions = useActions();
  const headings = headingPath(place.headings, place);
  return (
    <div className="card-item">
      {headings !== '' && <div className="card-path truncate">{headings}</div>}
      <button
        type="button"
        className="card-text"
        onClick={(event) =>
          actions.open(place.source, { line: place.line, newTab: event.ctrlKey || event.metaKey })
        }
      >
        <BlockText text={place.context} ranges={place.marks} />
      </button>
      {children}
    </div>
  );
}
