import type { LucideIcon } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { useCommand } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { IconButton } from '../../ui/button.tsx';

/** An icon that runs a command, disabled where the command cannot run. */
export function CommandButton({ id, icon }: { id: string; icon: LucideIcon }) {
  const words = useWords();
  const mac = isMac(useHost());
  const now = useCommand(id);
  if (!now) return null;
  const { command, on, enabled } = now;
  const chord = command.keys?.[0];
  return (
    <IconButton
      icon={icon}
      label={words.t(command.title)}
      hint={chord && showChord(chord, mac)}
      pressed={on}
      disabled={!enabled}
      onClick={() => command.run()}
    />
  );
}
