import { Search } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { useCommand } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';

/** The box at the top right: it opens the palette for everything. */
export function SearchButton() {
  const words = useWords();
  const mac = isMac(useHost());
  const { overlay } = useSession();
  const chord = useCommand('palette.all')?.command.keys?.[0];
  return (
    <div className="bar-search">
      <button
        type="button"
        aria-label={words.t('command.find-all')}
        onClick={() => overlay.set((state) => ({ ...state, palette: 'all' }))}
      >
        <Icon of={Search} />
        <span className="truncate">{words.t('window.search')}</span>
        {chord && <kbd>{showChord(chord, mac)}</kbd>}
      </button>
    </div>
  );
}
