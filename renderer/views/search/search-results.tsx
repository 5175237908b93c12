import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import type { Live } from '../../client/live-query.ts';
import { whereOf } from '../../client/where.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { clipAround, type SearchRow, searchRows } from '../../state/search-rows.ts';
import { useSession } from '../../state/session.ts';
import { TextButton } from '../../ui/button.tsx';
import { Flow } from '../../ui/flow.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MarkedText } from '../../ui/marked-text.tsx';
import { Empty, Failure } from '../../ui/state.tsx';

interface SearchResultsProps {
  wanted: string;
  answer: Live<Result<'search.query'>>;
  /** The end of the rows is in sight. */
  onEnd(): void;
}

export function SearchResults({ wanted, answer, onEnd }: SearchResultsProps) {
  const words = useWords();
  if (answer.error) return <Failure error={answer.error} onRetry={answer.refresh} />;
  if (!answer.data && answer.progress && !answer.loading)
    return <Empty text={words.t('search.none-so-far')} />;
  if (!answer.data) return null;
  const { hits, similar, suggestions = [] } = answer.data;
  if (hits.length + similar.length > 0) return <Found answer={answer.data} onEnd={onEnd} />;
  if (answer.loading) return null;
  return (
    <>
      <Empty text={words.t('search.nothing', { query: wanted })} />
      {suggestions.length > 0 && <Suggestions queries={suggestions} />}
    </>
  );
}

function Suggestions({ queries }: { queries: readonly string[] }) {
  const words = useWords();
  const { search } = useSession();
  return (
    <p className="search-suggestions">
      {words.t('search.suggest')}{' '}
      {queries.map((query) => (
        <TextButton
          key={query}
          onClick={() => search.set((state) => ({ ...state, query, focus: state.focus + 1 }))}
        >
          {query}
        </TextButton>
      ))}
    </p>
  );
}

function Found({ answer, onEnd }: { answer: Result<'search.query'>; onEnd(): void }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => searchRows(answer, folded, unfolded), [answer, folded, unfolded]);
  return (
    <div
      ref={setScroller}
      className="search-scroll"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        if (scrollTop + 2 * clientHeight > scrollHeight) onEnd();
      }}
    >
      <Flow
        scroller={scroller}
        items={rows}
        itemKey={(row) => row.key}
        estimate={(row) => (row.kind === 'match' ? 48 : 30)}
        row={(row) => (
          <ResultRow
            row={row}
            onFold={(path) => setFolded(toggled(folded, path))}
            onUnfold={(path) => setUnfolded(toggled(unfolded, path))}
          />
        )}
      />
    </div>
  );
}

interface ResultRowProps {
  row: SearchRow;
  onFold(path: string): void;
  onUnfold(path: string): void;
}

function ResultRow({ row, onFold, onUnfold }: ResultRowProps) {
  const words = useWords();
  if (row.kind === 'similar') {
    return (
      <h2 className="section-title">
        <span>{words.t('search.similar')}</span>
      </h2>
    );
  }
  if (row.kind === 'more') {
    return (
      <span className="search-more">
        <TextButton onClick={() => onUnfold(row.path)}>{words.t('search.more', { n: row.count })}</TextButton>
      </span>
    );
  }
  return row.kind === 'note' ? <NoteRow row={row} onFold={onFold} /> : <MatchRow row={row} />;
}

function NoteRow({ row, onFold }: { row: Extract<SearchRow, { kind: 'note' }>; onFold(path: string): void }) {
  const words = useWords();
  const actions = useActions();
  const { hit, folded } = row;
  const folder = hit.path.slice(0, Math.max(0, hit.path.lastIndexOf('/')));
  return (
    <div className="search-note">
      <button
        type="button"
        className="tree-chevron"
        data-open={!folded}
        aria-expanded={!folded}
        aria-label={words.t('search.fold', { name: hit.title })}
        onClick={() => onFold(hit.path)}
      >
        <Icon of={ChevronRight} />
      </button>
      <button
        type="button"
        className="search-title truncate"
        title={hit.path}
        onClick={(event) => actions.open(hit.path, whereOf(event))}
      >
        {hit.title}
        {folder && <span className="muted"> {folder}</span>}
      </button>
      {hit.count > 0 && <span className="row-count">{words.number(hit.count)}</span>}
    </div>
  );
}

function MatchRow({ row }: { row: Extract<SearchRow, { kind: 'match' }> }) {
  const actions = useActions();
  const { line, text, ranges } = row.match;
  const clip = useMemo(() => clipAround(text, ranges), [text, ranges]);
  return (
    <button
      type="button"
      className="search-match"
      onClick={(event) => actions.open(row.path, { line, ...whereOf(event) })}
    >
      <MarkedText text={clip.text} ranges={clip.ranges} />
    </button>
  );
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
