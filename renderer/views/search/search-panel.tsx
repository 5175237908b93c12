import { ChevronDown, Replace } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react';
import type { Result } from '../../../shared/contract/api.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { type Live, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { useCommands } from '../../state/command-context.ts';
import { isPlainWord, queryMeaning } from '../../state/query-meaning.ts';
import type { SearchState } from '../../state/session.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { IconButton, TextButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { KeptSearches } from './kept-searches.tsx';
import { QueryBox } from './query-box.tsx';
import { QueryError } from './query-error.tsx';
import { SearchHelp } from './search-help.tsx';
import { SearchResults } from './search-results.tsx';
import './search.css';
import { useSavedSearches, useSearchHistory } from './use-search-memory.ts';

/** Milliseconds after the last key before a search begins. */
const delay = 120;
/** Hits asked for at first; five times as many whenever the end of those is reached. */
const firstPage = 100;
const mostHits = 10_000;
/** Places of each note that can be unfolded. */
const lines = 30;

/** Search of the whole vault. */
export function SearchPanel() {
  const words = useWords();
  const commands = useCommands();
  const { search } = useSession();
  const { query, sort, focus } = useStore(search);
  const wanted = useDelayed(query.trim(), delay);
  const [page, setPage] = useState({ query: wanted, limit: firstPage });
  const limit = page.query === wanted ? page.limit : firstPage;
  const params = wanted ? { query: wanted, sort, limit, lines } : undefined;
  const answer = useLive('search.query', params, { keep: true });
  const saved = useSavedSearches();
  const found = !answer.loading && (answer.data?.total ?? 0) > 0;
  const { history, keep, clear } = useSearchHistory(wanted, found);
  const keys = useResultKeys(keep);
  const badQuery = answer.error?.code === 'invalid-query' ? answer.error : undefined;
  const more = () => {
    if (!answer.data || answer.loading || answer.data.hits.length < limit || limit >= mostHits) return;
    setPage({ query: wanted, limit: Math.min(mostHits, limit * 5) });
  };
  return (
    <search className="search-panel appear" {...keys}>
      <QueryBox
        query={query}
        focus={focus}
        saved={saved}
        onQuery={(value) => search.set((state) => ({ ...state, query: value }))}
      />
      {wanted !== '' && !badQuery && <Meaning query={wanted} />}
      <div className="search-line" hidden={wanted === ''}>
        <output className="muted tabular">
          {wanted !== '' && !answer.error && <Count answer={answer} limit={limit} />}
        </output>
        {underWay(answer) && <StopButton answer={answer} />}
        {wanted !== '' && (
          <>
            <IconButton
              icon={Replace}
              size={14}
              label={words.t('replace.open')}
              onClick={() => commands.find(({ id }) => id === 'search.replace')?.run()}
            />
            <SortMenu sort={sort} />
          </>
        )}
      </div>
      {badQuery && <QueryError query={wanted} error={badQuery} />}
      {!badQuery && wanted !== '' && <SearchResults wanted={wanted} answer={answer} onEnd={more} />}
      {wanted === '' && (
        <div className="search-start">
          <KeptSearches saved={saved} history={history} onClearHistory={clear} />
          <SearchHelp />
        </div>
      )}
    </search>
  );
}

function Count({ answer, limit }: { answer: Live<Result<'search.query'>>; limit: number }) {
  const words = useWords();
  const progress = underWay(answer);
  const percent = progress ? Math.floor((100 * progress.done) / progress.total) : 0;
  const counted = answer.progress !== undefined && answer.progress.total > 0;
  if (progress && answer.loading) return words.t('search.part', { percent });
  if (answer.loading && !counted) return words.t('search.working');
  if (progress) return words.t('search.stopped', { percent, n: answer.data?.total ?? 0 });
  if (!answer.data) return null;
  const { total, hits } = answer.data;
  const part = total > hits.length && hits.length >= limit;
  return (
    words.t('search.count', { n: total }) + (part ? ` · ${words.t('search.shown', { n: hits.length })}` : '')
  );
}

/** How far a search is that has files to read: not one whose hits are known, or will be in a moment. */
function underWay({ progress }: Live<unknown>) {
  return progress && progress.done < progress.total ? progress : undefined;
}

/** A search that takes long can be left at what it has found, and taken up again. */
function StopButton({ answer }: { answer: Live<Result<'search.query'>> }) {
  const words = useWords();
  return answer.loading ? (
    <TextButton onClick={answer.stop}>{words.t('search.stop')}</TextButton>
  ) : (
    <TextButton onClick={answer.refresh}>{words.t('search.again')}</TextButton>
  );
}

/** How the query was understood, where it is more than a word. */
function Meaning({ query }: { query: string }) {
  const words = useWords();
  const text = useMemo(() => {
    try {
      const parsed = parseQuery(query);
      return isPlainWord(parsed) ? undefined : queryMeaning(parsed, words.t);
    } catch {
      // What cannot be read is told as an error.
      return undefined;
    }
  }, [query, words]);
  if (!text) return null;
  return (
    <p className="search-meaning" title={words.t('search.meaning')}>
      {text}
    </p>
  );
}

/** Arrows go from the box through the results and back, Enter keeps the search, Escape goes to the note. */
function useResultKeys(keep: () => void) {
  const actions = useActions();
  return {
    onClickCapture({ target }: MouseEvent<HTMLElement>) {
      if (target instanceof Element && target.closest('.search-title, .search-match')) keep();
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.nativeEvent.isComposing || event.target instanceof HTMLSelectElement) return;
      if (event.key === 'Escape') actions.focusNote();
      if (event.key === 'Enter') keep();
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0) return;
      event.preventDefault();
      const stops = [
        ...event.currentTarget.querySelectorAll<HTMLElement>('input, .search-title, .search-match'),
      ];
      const at = stops.indexOf(document.activeElement as HTMLElement);
      stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
    },
  };
}

const sorts: readonly SearchState['sort'][] = ['relevance', 'modified', 'created', 'name'];

function SortMenu({ sort }: { sort: SearchState['sort'] }) {
  const words = useWords();
  const openMenu = useMenu();
  const { search } = useSession();
  const set = (next: SearchState['sort']) => search.set((state) => ({ ...state, sort: next }));
  return (
    <button
      type="button"
      className="search-sort"
      aria-haspopup="menu"
      aria-label={`${words.t('search.sort')}: ${words.t(`search.sort.${sort}`)}`}
      onClick={(event) =>
        openMenu(
          event.currentTarget.getBoundingClientRect(),
          sorts.map((each) => ({ label: words.t(`search.sort.${each}`), run: () => set(each) })),
        )
      }
    >
      {words.t(`search.sort.${sort}`)}
      <Icon of={ChevronDown} size={13} />
    </button>
  );
}
