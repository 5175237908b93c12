import { CalendarDays, Folder, type LucideIcon, Search, Settings, Upload, Waypoints } from 'lucide-react';
import { memo } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useCommand } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { Icon } from '../../ui/icon.tsx';
import './rail.css';

const top: readonly { command: string; icon: LucideIcon }[] = [
  { command: 'files.toggle', icon: Folder },
  { command: 'search.toggle', icon: Search },
  { command: 'graph.open', icon: Waypoints },
  { command: 'note.daily', icon: CalendarDays },
  { command: 'publish.open', icon: Upload },
];

/** The strip at the left edge: the large parts of the window. */
export const Rail = memo(function Rail() {
  const words = useWords();
  return (
    <nav className="rail" aria-label={words.t('window.rail')}>
      {top.map((item) => (
        <RailButton key={item.command} {...item} />
      ))}
      <span className="rail-gap" />
      <RailButton command="settings.open" icon={Settings} />
    </nav>
  );
});

function RailButton({ command: id, icon }: { command: string; icon: LucideIcon }) {
  const words = useWords();
  const mac = isMac(useHost());
  const now = useCommand(id);
  const command = now?.command;
  const label = command ? words.t(command.title) : '';
  const chord = command?.keys?.[0];
  return (
    <button
      type="button"
      className="rail-button"
      aria-label={label}
      title={chord ? `${label} (${showChord(chord, mac)})` : label}
      aria-pressed={now?.on}
      disabled={!command}
      onClick={() => command?.run()}
    >
      <Icon of={icon} size={18} />
    </button>
  );
}
