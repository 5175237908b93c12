import { Ellipsis, Pin } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import type { SavedSearch } from '../../state/search-memory.ts';
import { useSession } from '../../state/session.ts';
import { IconButton, TextButton } from '../../ui/button.tsx';
import { useDialogs } from '../../ui/dialog-host.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMenu } from '../../ui/menu.tsx';
import type { SavedSearches } from './use-search-memory.ts';

interface KeptSearchesProps {
  saved: SavedSearches;
  history: readonly string[];
  onClearHistory(): void;
}

/** Saved searches and those of late, to be asked again with a click. */
export function KeptSearches({ saved, history, onClearHistory }: KeptSearchesProps) {
  const words = useWords();
  const ask = useAsk();
  return (
    <>
      {saved.saved.length > 0 && (
        <section>
          <h2 className="section-title">{words.t('search.saved')}</h2>
          {saved.saved.map((one) => (
            <SavedRow key={one.query} one={one} saved={saved} onAsk={() => ask(one.query)} />
          ))}
        </section>
      )}
      {history.length > 0 && (
        <section>
          <h2 className="section-title">
            <span>{words.t('search.history')}</span>
            <TextButton look="quiet" onClick={onClearHistory}>
              {words.t('search.history.clear')}
            </TextButton>
          </h2>
          {history.slice(0, 8).map((query) => (
            <button key={query} type="button" className="row" onClick={() => ask(query)}>
              <span className="truncate">{query}</span>
            </button>
          ))}
        </section>
      )}
    </>
  );
}

function useAsk() {
  const { search } = useSession();
  return (query: string) => search.set((state) => ({ ...state, query, focus: state.focus + 1 }));
}

function SavedRow({ one, saved, onAsk }: { one: SavedSearch; saved: SavedSearches; onAsk(): void }) {
  const words = useWords();
  const openMenu = useMenu();
  const dialogs = useDialogs();
  const name = one.name || one.query;

  async function rename() {
    const text = await dialogs.prompt({
      title: words.t('search.saved.rename'),
      label: words.t('search.saved.name'),
      value: one.name,
      placeholder: one.query,
      action: words.t('search.saved.rename'),
      allowEmpty: true,
    });
    if (text !== undefined) saved.change(one.query, { name: text });
  }

  return (
    <div className="kept-search">
      <button type="button" className="row" title={one.query} onClick={onAsk}>
        {one.pinned && <Icon of={Pin} size={13} />}
        <span className="truncate">{name}</span>
      </button>
      <IconButton
        icon={Ellipsis}
        label={words.t('search.saved.more', { name })}
        onClick={(event) =>
          openMenu(event.currentTarget.getBoundingClientRect(), [
            {
              label: words.t(one.pinned ? 'search.saved.unpin' : 'search.saved.pin'),
              run: () => saved.change(one.query, { pinned: !one.pinned }),
            },
            { label: words.t('search.saved.rename'), run: () => void rename() },
            'line',
            { label: words.t('search.saved.delete'), danger: true, run: () => saved.remove(one.query) },
          ])
        }
      />
    </div>
  );
}
