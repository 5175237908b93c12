import { ChevronDown, Search, X } from 'lucide-react';
import { type CompositionEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import type { SearchState } from '../../state/session.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMenu } from '../../ui/menu.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { QueryError } from './query-error.tsx';
import { SearchResults } from './search-results.tsx';
import './search.css';

/** Milliseconds after the last key before a search begins. */
const delay = 120;
/** More hits than a person reads; the total is shown all the same. */
const limit = 500;

/** Search of the whole vault. */
export function SearchPanel() {
  const words = useWords();
  const { search } = useSession();
  const { query, sort } = useStore(search);
  const wanted = useDelayed(query.trim(), delay);
  const params = wanted ? { query: wanted, sort, limit } : undefined;
  const answer = useLive('search.query', params, { keep: true });
  const keys = useResultKeys();
  const badQuery = answer.error?.code === 'invalid-query' ? answer.error : undefined;
  return (
    <search className="search-panel appear" {...keys}>
      <QueryBox />
      <div className="search-line">
        <output className="muted tabular">
          {wanted !== '' && !answer.error && answer.data && words.t('search.count', { n: answer.data.total })}
        </output>
        <SortMenu sort={sort} />
      </div>
      {badQuery && <QueryError query={wanted} error={badQuery} />}
      {!badQuery && <SearchResults wanted={wanted} answer={answer} />}
    </search>
  );
}

/** Arrows go from the box through the results and back; Escape goes to the note. */
function useResultKeys() {
  const actions = useActions();
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.nativeEvent.isComposing || event.target instanceof HTMLSelectElement) return;
      if (event.key === 'Escape') actions.focusNote();
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

function QueryBox() {
  const words = useWords();
  const { search } = useSession();
  const { query, focus } = useStore(search);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query);
  const [composing, setComposing] = useState(false);
  const [seen, setSeen] = useState(query);
  if (seen !== query) {
    setSeen(query);
    setText(query);
  }
  useEffect(() => {
    if (focus > 0) input.current?.select();
  }, [focus]);

  function change(value: string) {
    setSeen(value);
    search.set((state) => ({ ...state, query: value }));
  }

  return (
    <div className="search-box">
      <Icon of={Search} />
      <input
        ref={input}
        type="text"
        value={text}
        placeholder={words.t('search.placeholder')}
        aria-label={words.t('search.label')}
        spellCheck={false}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={(event: CompositionEvent<HTMLInputElement>) => {
          setComposing(false);
          change(event.currentTarget.value);
        }}
        onChange={(event) => {
          setText(event.target.value);
          if (!composing) change(event.target.value);
        }}
      />
      {text !== '' && (
        <IconButton
          icon={X}
          label={words.t('search.clear')}
          onClick={() => {
            setText('');
            change('');
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
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
