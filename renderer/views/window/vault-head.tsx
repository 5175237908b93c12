import { SquarePen } from 'lucide-react';
import { useId } from 'react';
import { useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { type MenuItem, useMenu } from '../../ui/menu.tsx';
import { CommandButton } from './command-button.tsx';
import { statusEvents } from './vault-status.ts';

const menuIds = ['note.new', 'folder.new', '-', 'vault.collapse', 'vault.reveal', 'vault.open'];

/** The vault's name over the files, with a menu of what concerns it as a whole. */
export function VaultHead() {
  const words = useWords();
  const status = useLive('vault.status', {}, statusEvents);
  const openMenu = useMenu();
  const commands = useCommands();
  const id = useId();
  function open() {
    const box = document.getElementById(id)?.getBoundingClientRect();
    if (!box) return;
    const items = menuIds.flatMap((each): readonly MenuItem[] => {
      if (each === '-') return ['line'];
      const command = commands.find((one) => one.id === each);
      if (!command || !(command.when?.() ?? true)) return [];
      return [{ label: words.t(command.title), run: () => command.run() }];
    });
    openMenu(new DOMRect(box.left, box.top, 0, box.height), items);
  }
  return (
    <div className="vault-head">
      <button
        id={id}
        type="button"
        className="vault-name truncate"
        title={status.data?.dir}
        aria-haspopup="menu"
        onClick={open}
      >
        {status.data?.name}
      </button>
      <CommandButton id="note.new" icon={SquarePen} />
      <span className="row-count">{status.data && words.number(status.data.notes)}</span>
    </div>
  );
}
